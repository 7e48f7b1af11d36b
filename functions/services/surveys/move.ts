import { type SurveyState, mayMove } from "../../../domain/survey/lifecycle.ts";
import type { Survey } from "../../../domain/wire/surveys.ts";
import type { TenantContext } from "../../context.ts";
import type { SurveysRepository } from "../../db/repositories/surveys.ts";
import { AppError, found } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { forgetSurvey } from "../sites/live.ts";
import { readSurvey } from "./read.ts";

/**
 * Starts, pauses or closes a survey; a survey that is there already stays.
 * @throws AppError invalid when it may not go there, stale, not_found
 */
export async function moveSurvey(
  ctx: TenantContext,
  deps: { surveys: SurveysRepository },
  id: string,
  to: Exclude<SurveyState, "draft">,
): Promise<Survey> {
  const { state, version, archivedAt } = found(await deps.surveys.get(ctx.workspace, id));
  if (state !== to) {
    const problem =
      archivedAt !== null
        ? "bring the survey back first"
        : version === 0
          ? "publish the survey first"
          : mayMove(state, to)
            ? undefined
            : `a ${state} survey cannot become ${to}`;
    if (problem !== undefined) throw new AppError("invalid", { fields: { to: problem } });
    const audit = auditOf(ctx, "survey.move", id, { from: state, to });
    if (!(await deps.surveys.move(ctx.workspace, id, state, to, audit)))
      throw new AppError("stale");
    forgetSurvey(id);
  }
  return readSurvey(ctx, deps, id);
}
