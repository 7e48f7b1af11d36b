import type { Answers } from "../wire/ingest.ts";
import type { Branch } from "../wire/survey.ts";

export type Step = { id: string; branches?: readonly Branch[] };

/**
 * The questions that a respondent with these answers is led through, in order. After a question its
 * rules are tried in order, the first match wins; without one it is the next in the list.
 * A rule that leads backwards is ignored, so that no survey can turn in a circle.
 */
export function route<Q extends Step>(questions: readonly Q[], answers: Answers): Q[] {
  /** Where the last rule leads: all before it are passed over. */
  let goal: string | undefined;
  return questions.filter(({ id, branches }, i) => {
    if (goal && goal !== id) return false;
    goal = branches?.find(
      (rule) =>
        matches(rule, answers[id]) &&
        (rule.go === "end" || questions.slice(i + 1).some((one) => one.id === rule.go)),
    )?.go;
    return true;
  });
}

/**
 * Fills `{{q1}}` in a wording with what was said to that question and `{{plan}}` with an attribute of
 * the visitor; where there is nothing to say, `{{plan|free}}` says "free" and the others nothing.
 * @param said by question id a number or words (for a choice those of the option), and attributes
 */
export function pipe(wording: string, said: Answers): string {
  return wording.replace(
    /\{\{(\w+)(?:\|([^{}]*))?\}\}/g,
    (_, id: string, otherwise = "") => (said[id] as string | undefined) ?? otherwise,
  );
}

function matches({ any, from, to }: Branch, answer: Answers[string] | undefined): boolean {
  if (any) {
    return [answer]
      .flat()
      .some((one) => any.includes((one as { id: string } | null)?.id ?? (one as string)));
  }
  const score = typeof answer === "number";
  return (from ?? to) === undefined || (score && answer >= (from ?? 0) && answer <= (to ?? 10));
}
