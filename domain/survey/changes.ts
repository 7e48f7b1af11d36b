import type { Definition, Question } from "../wire/survey.ts";
import { canonicalJson } from "./canonical.ts";

/** One difference between two definitions; `question` is set when it is about one. */
export type Change = {
  what:
    | "added"
    | "removed"
    | "reworded"
    | "changed"
    | "reordered"
    | "thanks"
    | "look"
    | "targeting"
    | "language";
  question?: string;
};

/** What publishing `after` would change for the people who are asked. Empty: nothing. */
export function changesBetween(before: Definition, after: Definition): Change[] {
  const was = new Map(before.questions.map((q) => [q.id, q]));
  const is = new Map(after.questions.map((q) => [q.id, q]));
  const changes: Change[] = [];
  for (const [id, question] of is) {
    const old = was.get(id);
    if (!old) changes.push({ what: "added", question: id });
    else if (!same(old, question)) {
      changes.push({
        what: same(bare(old), bare(question)) ? "reworded" : "changed",
        question: id,
      });
    }
  }
  for (const id of was.keys()) if (!is.has(id)) changes.push({ what: "removed", question: id });
  const kept = (questions: readonly Question[], other: Map<string, Question>) =>
    questions.map((q) => q.id).filter((id) => other.has(id));
  if (!same(kept(before.questions, is), kept(after.questions, was)))
    changes.push({ what: "reordered" });
  for (const part of ["thanks", "look", "targeting", "language"] as const) {
    if (!same(before[part], after[part])) changes.push({ what: part });
  }
  return changes;
}

/**
 * Ids that none of these definitions ever used. An id names one question or option for ever, also
 * after it was removed: answers given to it stay.
 */
export function freeIds(definitions: readonly Definition[]): { question: string; option: string } {
  const questions = definitions.flatMap((d) => d.questions);
  return {
    question: `q${1 + highest(questions.map((q) => q.id))}`,
    option: `o${1 + highest(questions.flatMap((q) => optionsOf(q).map((o) => o.id)))}`,
  };
}

/**
 * Questions of `next` whose id, or one of whose option ids, was dropped by the newest version and
 * comes back with other words: answers to the old one would be read as answers to the new one.
 * @param published every published version, newest first @returns messages by question id
 */
export function reusedIds(
  published: readonly Definition[],
  next: Definition,
): Record<string, string> {
  const [newest, ...older] = published;
  const problems: Record<string, string> = {};
  if (!newest) return problems;
  for (const question of next.questions) {
    const current = newest.questions.find((q) => q.id === question.id);
    const before = older.flatMap((d) => d.questions.filter((q) => q.id === question.id));
    if (!current && before[0] && !before.some((q) => same(q.text, question.text))) {
      problems[question.id] = "this id asked something else in an earlier version; use a new id";
      continue;
    }
    const live = new Set(current && optionsOf(current).map((o) => o.id));
    const gone = before.flatMap(optionsOf).filter((o) => !live.has(o.id));
    const reused = optionsOf(question).find(
      (o) =>
        gone.some((g) => g.id === o.id) && !gone.some((g) => g.id === o.id && same(g.text, o.text)),
    );
    if (reused) {
      problems[question.id] =
        `option ${reused.id} was another answer in an earlier version; use a new id`;
    }
  }
  return problems;
}

/** The options of a choice question, "other" last; none for other kinds. */
export function optionsOf(question: Question): { id: string; text: Question["text"] }[] {
  if (!("options" in question)) return [];
  return question.other ? [...question.options, question.other] : [...question.options];
}

function highest(ids: readonly string[]): number {
  return ids.reduce((max, id) => Math.max(max, Number(id.slice(1))), 0);
}

function same(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** A question without its words: what is left decides whether it was only reworded. */
function bare(question: Question): unknown {
  const { text: _, ...rest } = question;
  return Object.fromEntries(
    Object.entries(rest)
      .filter(([key]) => !["placeholder", "low", "high", "labels"].includes(key))
      .map(([key, value]) => [
        key,
        key === "options" ? optionsOf(question).map((o) => o.id) : value,
      ]),
  );
}
