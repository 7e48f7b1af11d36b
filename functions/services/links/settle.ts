import { PENDING_MS, gradeVisits, standingOf } from "../../../domain/links/standing.ts";
import type { Context } from "../../context.ts";
import { liveSurvey } from "../sites/live.ts";
import { type StandDeps, stand } from "./stand.ts";

/** Votes a slice, those weighed at once, and slices a minute: what is left waits for the next. */
const SLICE = 200;
const AT_ONCE = 10;
const SLICES = 10;

/** Counts the probable votes whose ten minutes are over, or sets them aside. Runs every minute. */
export async function settleVotes(ctx: Context, deps: StandDeps): Promise<void> {
  for (let slice = 0; slice < SLICES; slice++) {
    const due = await deps.links.pending(ctx.now - PENDING_MS, SLICE);
    for (let i = 0; i < due.length; i += AT_ONCE)
      await Promise.all(due.slice(i, i + AT_ONCE).map((one) => settleOne(ctx, deps, one)));
    if (due.length < SLICE) return;
  }
}

async function settleOne(
  ctx: Context,
  deps: StandDeps,
  { workspace, invitation: id }: { workspace: string; invitation: string },
): Promise<void> {
  const invitation = await deps.links.find(workspace, id);
  if (!invitation) return;
  const survey = await liveSurvey(ctx.now, deps, "id", invitation.survey, invitation.version);
  const standing = survey?.workspace === workspace && survey.state === "live";
  const settled = standing && (await stand(ctx, deps, invitation, survey));
  if (settled && settled.stored) return;
  // The survey has stopped, or nothing is to change but the state: no answer is touched.
  const { posts, seen } = await deps.links.history(workspace, id);
  const best = standingOf(gradeVisits(posts, seen, invitation.sentAt));
  if (best) await deps.links.settle(workspace, invitation.survey, id, best);
}
