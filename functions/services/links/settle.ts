import { PENDING_MS, gradeVisits, standingOf } from "../../../domain/links/standing.ts";
import type { Context } from "../../context.ts";
import type { PendingVote } from "../../db/repositories/links.ts";
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

async function settleOne(ctx: Context, deps: StandDeps, vote: PendingVote): Promise<void> {
  const { workspace, invitation: id } = vote;
  const invitation = await deps.links.find(workspace, id);
  const survey = await liveSurvey(ctx.now, deps, "id", vote.survey, invitation?.version);
  if (invitation && survey?.workspace === workspace && survey.state === "live") {
    const { stored } = await stand(ctx, deps, invitation, survey);
    if (stored) return;
  }
  // The survey has stopped, or nothing is to change but the state: no answer is touched.
  const { posts, seen } = await deps.links.history(workspace, id);
  const best = standingOf(gradeVisits(posts, seen, invitation?.sentAt ?? null));
  await deps.links.settle(workspace, vote.survey, id, best ?? UNTOLD);
}

/** Of a vote that was stored before its history was kept. */
const UNTOLD = { grade: "probable", reason: "stayed 4 seconds, visible and focused" } as const;
