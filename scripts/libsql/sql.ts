/** Reading just enough of a statement's text to run it as the hosted service does. */

const GAP = /(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?(?:\*\/|$))*/y;
const QUOTED = /'[^']*'|"[^"]*"|`[^`]*`|\[[^\]]*\]/y;

function skipGap(sql: string, at: number): number {
  GAP.lastIndex = at;
  return at + (GAP.exec(sql)?.[0].length ?? 0);
}

/** First keyword in lower case, behind spaces and comments; empty when there is none. */
export function keyword(sql: string): string {
  return (/^[a-z]+/i.exec(sql.slice(skipGap(sql, 0)))?.[0] ?? "").toLowerCase();
}

export type Control = "begin" | "commit" | "rollback";

/** Says whether the whole text is one plain transaction command. Savepoints are not. */
export function control(sql: string): Control | undefined {
  // Data statements are long and many: their first letters decide.
  if (!/^[\s;]*(?:begin|commit|end|rollback)\b/i.test(sql)) return undefined;
  const words = sql.trim().replace(/;$/, "").trim().toLowerCase().split(/\s+/);
  const [first = "", ...rest] = words;
  if (first === "begin") {
    return rest.every((word) => BEGIN_WORDS.has(word)) ? "begin" : undefined;
  }
  if (rest.length > 1 || (rest.length === 1 && rest[0] !== "transaction")) return undefined;
  if (first === "commit" || first === "end") return "commit";
  return first === "rollback" ? "rollback" : undefined;
}

const BEGIN_WORDS = new Set(["transaction", "deferred", "immediate", "exclusive", "readonly"]);

/**
 * Counts the statements of a text: 0, 1 or 2 for "several". The driver runs the first and is silent
 * about the rest. A trigger's body holds semicolons, so CREATE ... TRIGGER counts as one.
 */
export function statementCount(sql: string): 0 | 1 | 2 {
  let at = skipGap(sql, 0);
  if (at === sql.length) return 0;
  if (/^create\s+(?:temp\s+|temporary\s+)?trigger\b/i.test(sql.slice(at, at + 40))) return 1;
  while (at < sql.length) {
    QUOTED.lastIndex = at;
    const quoted = QUOTED.exec(sql)?.[0].length ?? 0;
    if (quoted > 0) at += quoted;
    else if (sql[at] === ";") return /^[\s;]*$/.test(sql.slice(skipGap(sql, at + 1))) ? 1 : 2;
    else at = Math.max(skipGap(sql, at), at + 1);
  }
  return 1;
}
