import { changesBetween, reusedIds } from "../../../domain/survey/changes.ts";
import { incompatibilities } from "../../../domain/survey/questions.ts";
import type { Survey } from "../../../domain/wire/surveys.ts";
import type { TenantContext } from "../../context.ts";
import type { SurveysRepository } from "../../db/repositories/surveys.ts";
import { AppError, found } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { forgetSurvey } from "../sites/live.ts";
import { readSurvey } from "./read.ts";

/**
 * Makes the draft the next version; a first publish goes live. Refused when it would give answers
 * that were already taken another meaning. Publishing what is published changes nothing.
 * @throws AppError invalid (by question id), stale, not_found
 */
export async function publishSurvey(
  ctx: TenantContext,
  deps: { surveys: SurveysRepository },
  id: string,
): Promise<Survey> {
  const survey = found(await deps.surveys.get(ctx.workspace, id));
  const { draft, revision, version } = survey;
  if (survey.archivedAt !== null) {
    throw new AppError("invalid", { fields: { archived: "bring the survey back first" } });
  }
  if (!survey.changed) return readSurvey(ctx, deps, id);
  const published = survey.versions.map((v) => v.definition);
  const fields = { ...reusedIds(published, draft), ...incompatibilities(published, draft) };
  if (Object.keys(fields).length > 0) throw new AppError("invalid", { fields });
  const changes = published[0] ? changesBetween(published[0], draft) : [];
  const audit = auditOf(ctx, "survey.publish", id, { version: version + 1, changes });
  const by = ctx.actor.kind === "member" ? ctx.actor.id : null;
  const done = await deps.surveys.publish(ctx.workspace, id, { revision, version }, by, audit);
  if (!done) throw new AppError("stale");
  forgetSurvey(id);
  return readSurvey(ctx, deps, id);
}
