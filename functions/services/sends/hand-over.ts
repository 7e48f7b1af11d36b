import type { Context } from "../../context.ts";
import { BATCH, type DispatchDeps, dispatch } from "./dispatch.ts";
import { type FactsDeps, judge } from "./facts.ts";
import { type ReadyDeps, makeReady } from "./ready.ts";
import { deliveredUntil } from "./shape.ts";

export type HandOverDeps = ReadyDeps & FactsDeps & DispatchDeps;

/** No batch begins after this, so that the last one ends within the job's lease. */
const BUDGET_MS = 40_000;
/** Batches of one send before the next has its turn. */
const TURN = 10;

/**
 * Hands over what is due of all live sends, batch by batch, each send in its turn, until nothing is
 * left or the time is up. What an earlier run left behind when it died is set aside as unknown first.
 * @param budget ms
 */
export async function handOverDue(
  ctx: Context,
  deps: HandOverDeps,
  budget = BUDGET_MS,
): Promise<{ handed: number; skipped: number; unknown: number }> {
  const end = ctx.elapsed() + budget;
  const unknown = await deps.handOver.lapse(ctx.now + ctx.elapsed());
  const done = { handed: 0, skipped: 0, unknown };
  const waiting = await deps.sends.withDue(ctx.now + ctx.elapsed());
  for (let next = waiting.shift(); next && ctx.elapsed() < end; next = waiting.shift()) {
    const more = await turnOf(ctx, deps, next.workspace, next.id, done, end);
    if (more) waiting.push(next);
  }
  await deps.sends.finish(ctx.now + ctx.elapsed());
  await deps.mailer.close();
  return done;
}

/** Some batches of one send. @returns whether there may be more to do now */
async function turnOf(
  ctx: Context,
  deps: HandOverDeps,
  workspace: string,
  id: string,
  done: { handed: number; skipped: number },
  end: number,
): Promise<boolean> {
  const now = () => ctx.now + ctx.elapsed();
  const send = await deps.sends.get(workspace, id, deliveredUntil(now()));
  if (send?.state !== "live") return false;
  const running = await makeReady(deps, workspace, send, now());
  if ("waitUntil" in running) return false;
  let { room } = running;
  for (let batch = 0; batch < TURN; batch++) {
    if (ctx.elapsed() >= end) return false;
    const most = running.judging.stopped ? BATCH : Math.min(BATCH, room);
    if (most <= 0) return false;
    const readAt = now();
    const due = await deps.handOver.due(workspace, id, readAt, most);
    if (due.length === 0) return false;
    const { ready, skipped } = await judge(deps, { ...running.judging, now: readAt }, due, true);
    if (skipped.length > 0) await deps.handOver.skip(workspace, skipped);
    const { claimed, later } = await dispatch(ctx, deps, running.round, "planned", ready, readAt);
    done.handed += claimed - later;
    done.skipped += skipped.length;
    room -= claimed;
    // Somebody else is at it, or it was paused; or the mailer cannot be reached: the next run sees.
    if (claimed + skipped.length === 0 || later > 0) return false;
  }
  return true;
}
