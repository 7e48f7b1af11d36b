import { type Scale, scaleOf } from "../../../domain/scores/scale.ts";
import { optionsOf } from "../../../domain/survey/changes.ts";
import { WHOLE } from "../../../domain/survey/facts.ts";
import { primaryQuestion, unionOfQuestions } from "../../../domain/survey/questions.ts";
import type { Metric } from "../../../domain/wire/common.ts";
import type { Definition } from "../../../domain/wire/survey.ts";
import { AppError } from "../../errors.ts";

/**
 * What figures are about. `head` is the question whose rows also count starts and completions;
 * `options` are set for a choice question, whose answers are counted by option alone.
 */
export type Subject = {
  question: string;
  head: string;
  metric: Metric;
  scale: Scale | undefined;
  options: string[] | undefined;
};

/** The survey's own metric; without one, its answers are only counted. */
export function mainSubject(definition: Definition): Subject {
  const primary = primaryQuestion(definition);
  const head = primary?.id ?? WHOLE;
  return {
    question: head,
    head,
    metric: definition.metric,
    scale: primary && scaleOf(primary),
    options: undefined,
  };
}

/**
 * One question of the survey, in any of its versions.
 * @param definitions newest first @throws AppError bad_request when it has no figures
 */
export function subjectOf(definitions: readonly Definition[], id: string): Subject {
  const [newest] = definitions;
  const question = unionOfQuestions(definitions).get(id);
  if (!newest || !question) throw badField("question", "no such question in this survey");
  const { head } = mainSubject(newest);
  if (question.kind === "score") {
    const scale = scaleOf(question);
    const metric = scale.metric === "rating" ? "none" : scale.metric;
    return { question: id, head, metric, scale, options: undefined };
  }
  if (question.kind !== "single" && question.kind !== "multiple") {
    throw badField("question", "has no figures; only scores and choices are counted");
  }
  const options = optionsOf(question).map((o) => o.id);
  return { question: id, head, metric: "none", scale: undefined, options };
}

export function badField(field: string, problem: string): AppError {
  return new AppError("bad_request", { fields: { [field]: problem } });
}
