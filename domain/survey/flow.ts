import type { Answers } from "../wire/ingest.ts";
import type { Branch } from "../wire/survey.ts";

export type Step = { id: string; branches?: readonly Branch[] };

/**
 * The question after `current`, given the answers so far; undefined at the end.
 * Rules are tried in order, the first match wins; without one it is the next in the list.
 * A rule that leads backwards is ignored, so that no survey can turn in a circle.
 */
export function nextQuestion<Q extends Step>(
  questions: readonly Q[],
  answers: Answers,
  current: string,
): Q | undefined {
  const at = questions.findIndex((q) => q.id === current);
  for (const rule of questions[at]?.branches ?? []) {
    if (!matches(rule, answers[current])) continue;
    if (rule.go === "end") return undefined;
    const to = questions.findIndex((q) => q.id === rule.go);
    if (to > at) return questions[to];
  }
  return questions[at + 1];
}

/** The questions a respondent with these answers is led through, in order. */
export function route<Q extends Step>(questions: readonly Q[], answers: Answers): Q[] {
  const visited: Q[] = [];
  for (let q = questions[0]; q; q = nextQuestion(questions, answers, q.id)) visited.push(q);
  return visited;
}

/** Fills `{{q1}}` in a wording with the answer to that question; an unanswered one leaves nothing. */
export function pipe(wording: string, answers: Answers): string {
  return wording.replace(/\{\{(q\d+)\}\}/gu, (_, id: string) => {
    const answer = answers[id];
    return typeof answer === "number" || typeof answer === "string" ? String(answer) : "";
  });
}

function matches(rule: Branch, answer: Answers[string] | undefined): boolean {
  if (rule.any) {
    const chosen = new Set(
      (Array.isArray(answer) ? answer : [answer]).map((a) =>
        typeof a === "object" && a !== null && !Array.isArray(a) ? a.id : a,
      ),
    );
    return rule.any.some((id) => chosen.has(id));
  }
  if (rule.from === undefined && rule.to === undefined) return true;
  return typeof answer === "number" && answer >= (rule.from ?? -1) && answer <= (rule.to ?? 99);
}
