import type { Context } from "../../context.ts";
import { type RunDeps, MOST_STEPS, advanceRuns } from "./advance.ts";
import { type RefitDeps, continueRefits } from "./fit-anew.ts";
import { queueRun } from "./start.ts";

/** Workspaces a minute: each takes at most a run's bounded steps. */
const MOST_WORKSPACES = 20;

/** Queues a run for every survey whose texts wait. A survey with an open run keeps that one. */
export async function queueRuns(ctx: Context, deps: RunDeps): Promise<void> {
  for (const { workspace, survey } of await deps.themeRuns.waiting()) {
    await queueRun(ctx, deps, workspace, survey);
  }
}

/**
 * Takes open runs further, sharing the steps of one invocation between their workspaces, then re-fits
 * that wait to be worked out.
 */
export async function continueRuns(ctx: Context, deps: RefitDeps): Promise<void> {
  const workspaces = await deps.themeRuns.workspacesWithOpen(MOST_WORKSPACES);
  const steps = Math.max(2, Math.floor(MOST_STEPS / Math.max(1, workspaces.length)));
  for (const workspace of workspaces) await advanceRuns(ctx, deps, workspace, steps);
  await continueRefits(ctx, deps);
}
