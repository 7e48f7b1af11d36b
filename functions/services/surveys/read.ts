import { freeIds } from "../../../domain/survey/changes.ts";
import type { Survey } from "../../../domain/wire/surveys.ts";
import type { TenantContext } from "../../context.ts";
import type { StoredSurvey, SurveysRepository } from "../../db/repositories/surveys.ts";
import { found } from "../../errors.ts";

/** One survey with its draft, what is live and its history. @throws AppError not_found */
export async function readSurvey(
  ctx: TenantContext,
  deps: { surveys: SurveysRepository },
  id: string,
): Promise<Survey> {
  return surveyOf(found(await deps.surveys.get(ctx.workspace, id)));
}

function surveyOf({ versions, ...survey }: StoredSurvey): Survey {
  const definitions = versions.map((version) => version.definition);
  return {
    ...survey,
    published: definitions[0] ?? null,
    versions: versions.map(({ v, at, by }) => ({ v, at, by })),
    free: freeIds([survey.draft, ...definitions]),
  };
}
