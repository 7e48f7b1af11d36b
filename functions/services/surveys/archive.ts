import type { Survey } from "../../../domain/wire/surveys.ts";
import type { TenantContext } from "../../context.ts";
import type { SurveysRepository } from "../../db/repositories/surveys.ts";
import { found } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { forgetSurvey } from "../sites/live.ts";
import { readSurvey } from "./read.ts";

/**
 * Puts a survey away, or brings it back. A survey that takes answers is closed on the way, so that
 * nothing collects out of sight; it comes back closed. @throws AppError not_found
 */
export async function archiveSurvey(
  ctx: TenantContext,
  deps: { surveys: SurveysRepository },
  id: string,
  archived: boolean,
): Promise<Survey> {
  found(await deps.surveys.get(ctx.workspace, id));
  const action = archived ? "survey.archive" : "survey.restore";
  await deps.surveys.archive(ctx.workspace, id, archived, auditOf(ctx, action, id));
  forgetSurvey(id);
  return readSurvey(ctx, deps, id);
}
