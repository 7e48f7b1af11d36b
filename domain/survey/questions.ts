import type { Definition, Question, ScoreQuestion } from "../wire/survey.ts";

/** The question that carries the survey's metric, or undefined for a survey without one. */
export function primaryQuestion(definition: Definition): ScoreQuestion | undefined {
  return definition.questions.find(
    (q): q is ScoreQuestion => q.kind === "score" && q.metric === definition.metric,
  );
}

/**
 * All questions that any of these versions asks, newest wording first.
 * Ids are never reused for another kind or scale, so one question stands for all its versions;
 * options are joined, so that an answer given to an older version stays valid.
 */
export function unionOfQuestions(versions: readonly Definition[]): Map<string, Question> {
  const all = new Map<string, Question>();
  for (const { questions } of versions) {
    for (const question of questions) {
      const known = all.get(question.id);
      if (!known) all.set(question.id, question);
      else if ("options" in known && "options" in question) {
        const ids = new Set(known.options.map((o) => o.id));
        const older = question.options.filter((o) => !ids.has(o.id));
        const other = known.other ?? question.other;
        all.set(question.id, {
          ...known,
          options: [...known.options, ...older],
          ...(other && { other }),
        });
      }
    }
  }
  return all;
}

/**
 * What changed between two versions that would corrupt answers already given.
 * A question keeps its kind and scale for ever; a changed scale is a new question.
 * @returns messages by question id; empty when the new version may be published.
 */
export function incompatibilities(
  published: readonly Definition[],
  next: Definition,
): { [question: string]: string } {
  const before = unionOfQuestions(published);
  const problems: { [question: string]: string } = {};
  for (const question of next.questions) {
    const old = before.get(question.id);
    if (!old) continue;
    if (old.kind !== question.kind) {
      problems[question.id] = `was ${old.kind} in an earlier version; add a new question instead`;
    } else if (
      old.kind === "score" &&
      question.kind === "score" &&
      (old.min !== question.min ||
        old.max !== question.max ||
        old.metric !== question.metric ||
        (old.reversed ?? false) !== (question.reversed ?? false))
    ) {
      problems[question.id] =
        `had the scale ${old.min} to ${old.max} in an earlier version; add a new question instead`;
    }
  }
  return problems;
}
