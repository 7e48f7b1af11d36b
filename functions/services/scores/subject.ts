import { type Scale, scaleOf } from "../../../domain/scores/scale.ts";
import { optionsOf } from "../../../domain/survey/changes.ts";
import { WHOLE } from "../../../domain/survey/facts.ts";
import { primaryQuestion, unionOfQuestions } from "../../../domain/survey/questions.ts";
import type { Metric } from "../../../domain/wire/common.ts";
import type { Definition } from "../../../domain/wire/survey.ts";
import type { TenantContext } from "../../context.ts";
import type { SurveyHead, SurveysRepository } from "../../db/repositories/surveys.ts";
import { AppError, found } from "../../errors.ts";

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

/** What a request is about: the survey's own metric, or one of its questions. @throws AppError bad_request */
export async function askedSubject(
  ctx: TenantContext,
  deps: { surveys: SurveysRepository },
  survey: SurveyHead,
  question: string | undefined,
): Promise<Subject> {
  const main = mainSubject(survey.definition);
  if (question === undefined || question === main.question) return main;
  const { versions, draft } = found(await deps.surveys.get(ctx.workspace, survey.id));
  return subjectOf(
    versions.length > 0 ? versions.map((version) => version.definition) : [draft],
    question,
  );
}

/**
 * One question of the survey, in any of its versions.
 * @param definitions newest first @throws AppError bad_request when it has no figures
 */
function subjectOf(definitions: readonly Definition[], id: string): Subject {
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
