/** An entry of a workspace's log of edits, as far as what it teaches is concerned. */
type Entry = {
  readonly id: string;
  readonly themeId: string;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly undoneAt: number | null;
};

/** What a curator taught a theme, as the log holds it: `Rule` before a survey's places are put in. */
export type LogRule = { readonly id: string; readonly mode: "always" | "never" } & (
  | { readonly kind: "words"; readonly words: string }
  | ({ readonly kind: "example"; readonly cursors: Readonly<Record<string, number>> } & Example)
);

type Example = { readonly verbatimId: string; readonly vector: string; readonly reach: number };

/**
 * The rules that the standing entries of a log come to, by theme, oldest first. A quote that was
 * wrong is never its theme's, and always the other's; without its example, which goes with the text,
 * it teaches nothing more.
 */
export const rulesIn = (log: readonly Entry[]): Map<string, LogRule[]> => {
  const rules = new Map<string, LogRule[]>();
  const add = (theme: string, rule: LogRule): void => {
    rules.set(theme, [...(rules.get(theme) ?? []), rule]);
  };
  for (const { id, kind, themeId, payload, undoneAt } of log) {
    if (undoneAt !== null) continue;
    if (kind === "rule") {
      const mode = payload["mode"] === "always" ? "always" : "never";
      add(themeId, { id, mode, kind: "words", words: String(payload["words"]) });
    }
    const example = payload["example"] as Example | undefined;
    if (kind !== "wrong" || !example) continue;
    const cursors = (payload["cursors"] ?? {}) as Record<string, number>;
    add(themeId, { id, mode: "never", kind: "example", ...example, cursors });
    if (typeof payload["to"] === "string")
      add(payload["to"], { id, mode: "always", kind: "example", ...example, cursors });
  }
  return rules;
};
