import type { Survey } from "../../../domain/wire/surveys.ts";
import type { TenantContext } from "../../context.ts";
import type { SurveysRepository } from "../../db/repositories/surveys.ts";
import { found } from "../../errors.ts";
import { addSurvey } from "./add.ts";
import { readSurvey } from "./read.ts";

/**
 * A new draft with the same questions, words and rules, on the same site. A copy of sample data
 * goes when the sample site goes. @throws AppError not_found
 */
export async function duplicateSurvey(
  ctx: TenantContext,
  deps: { surveys: SurveysRepository },
  id: string,
): Promise<Survey> {
  const { site, name, draft, demo } = found(await deps.surveys.get(ctx.workspace, id));
  const copy = { site, draft, demo, name: `Copy of ${name}`.slice(0, 120) };
  return readSurvey(ctx, deps, await addSurvey(ctx, deps, copy, "survey.duplicate", { of: id }));
}
