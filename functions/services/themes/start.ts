import { engineOf } from "../../../domain/themes/index.ts";
import type { ThemeRun } from "../../../domain/wire/themes.ts";
import type { Context, TenantContext } from "../../context.ts";
import { AppError, found } from "../../errors.ts";
import { type IndexDeps, indexTexts } from "../search/index-texts.ts";
import { type RunDeps, advanceRuns } from "./advance.ts";
import { runOf } from "./list.ts";

/**
 * Starts a theme run, or joins the open one of that survey, and reads its first slices after the
 * reply, with what arrived since the last minute. Without a survey every published survey of the workspace gets one; the reply names the
 * first. @throws AppError not_found (no such survey, or none was ever published)
 */
export async function startRun(
  ctx: TenantContext,
  deps: RunDeps & IndexDeps,
  survey: string | undefined,
): Promise<{ id: string; state: string }> {
  const { workspace } = ctx;
  const surveys =
    survey === undefined
      ? await deps.themeRuns.surveys(workspace)
      : [found(await deps.themeRuns.survey(workspace, survey)).id];
  let first: { id: string; state: string } | undefined;
  for (const id of surveys) {
    const run = await queueRun(ctx, deps, workspace, id);
    first ??= { id: run.id, state: run.state };
  }
  if (!first) throw new AppError("not_found");
  ctx.defer(indexTexts(deps).then(() => advanceRuns(ctx, deps, workspace)));
  return first;
}

/** Queues a run of one survey, or finds its open one. */
export function queueRun(ctx: Context, deps: RunDeps, workspace: string, survey: string) {
  const engine = engineOf(deps.textModel?.space);
  return deps.themeRuns.queue(workspace, survey, ctx.newId(), engine, ctx.now);
}

/** One run with its progress. @throws AppError not_found */
export async function getRun(ctx: TenantContext, deps: RunDeps, id: string): Promise<ThemeRun> {
  return runOf(found(await deps.themeRuns.get(ctx.workspace, id)));
}
