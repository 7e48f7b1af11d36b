import type { TenantContext } from "../../context.ts";
import { found } from "../../errors.ts";
import type { Run } from "../../db/repositories/theme-runs.ts";
import { type IndexDeps, indexTexts } from "../search/index-texts.ts";
import { type RunDeps, advanceRuns } from "./advance.ts";
import { queueRun } from "./start.ts";

/**
 * A whole theme run of one survey, from the search index to the end, for scripts and sample data:
 * a Worker request has no time for it. Runs that stand before it in the queue are done first.
 * @throws AppError not_found
 */
export async function runThemes(
  ctx: TenantContext,
  deps: RunDeps & IndexDeps,
  survey: string,
): Promise<Run> {
  found(await deps.themeRuns.survey(ctx.workspace, survey));
  while ((await indexTexts(deps)) > 0);
  const run = await queueRun(ctx, deps, ctx.workspace, survey);
  while (await advanceRuns(ctx, deps, ctx.workspace));
  return found(await deps.themeRuns.get(ctx.workspace, run.id));
}
