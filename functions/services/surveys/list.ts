import type { SurveySummary } from "../../../domain/wire/surveys.ts";
import type { TenantContext } from "../../context.ts";
import type { SurveysRepository } from "../../db/repositories/surveys.ts";

/** The surveys of the workspace, newest first. @param archived also those that were put away */
export async function listSurveys(
  ctx: TenantContext,
  deps: { surveys: SurveysRepository },
  archived: boolean,
): Promise<{ items: SurveySummary[]; next: null }> {
  const items = await deps.surveys.list(ctx.workspace);
  return { items: items.filter((s) => archived || s.archivedAt === null), next: null };
}
