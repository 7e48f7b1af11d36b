import type { SaveSurvey, Survey } from "../../../domain/wire/surveys.ts";
import type { TenantContext } from "../../context.ts";
import type { SurveysRepository } from "../../db/repositories/surveys.ts";
import { AppError, found } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { readSurvey } from "./read.ts";

/**
 * Saves name, quota, priority or draft on top of the revision that the caller read.
 * @throws AppError stale when someone saved in between, invalid when a published survey would
 * change its metric, not_found
 */
export async function saveSurvey(
  ctx: TenantContext,
  deps: { surveys: SurveysRepository },
  id: string,
  { revision, ...changes }: SaveSurvey,
): Promise<Survey> {
  const survey = found(await deps.surveys.get(ctx.workspace, id));
  if (survey.revision !== revision) throw new AppError("stale");
  if (changes.draft && survey.version > 0 && changes.draft.metric !== survey.metric) {
    throw new AppError("invalid", {
      fields: { "draft.metric": "is fixed once the survey was published" },
    });
  }
  const { draft: _, ...settings } = changes;
  const named = Object.keys(settings).length > 0;
  const audit = named ? auditOf(ctx, "survey.save", id, settings) : undefined;
  if (Object.keys(changes).length > 0) {
    if (!(await deps.surveys.save(ctx.workspace, id, revision, changes, audit)))
      throw new AppError("stale");
  }
  return readSurvey(ctx, deps, id);
}
