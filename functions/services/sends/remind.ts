import type { Context } from "../../context.ts";
import type { DueInvitation } from "../../db/repositories/hand-over.ts";
import { BATCH, dispatch } from "./dispatch.ts";
import { judge } from "./facts.ts";
import type { HandOverDeps } from "./hand-over.ts";
import { makeReady } from "./ready.ts";
import { deliveredUntil } from "./shape.ts";

const BUDGET_MS = 20_000;
const HOUR_MS = 3_600_000;

/**
 * Reminds those who have not answered: the same invitation with the same links. Who answered, came
 * back, or may get no mail any more is left alone for good; where mail has to wait, so does the
 * reminder.
 */
export async function remindDue(
  ctx: Context,
  deps: HandOverDeps,
  budget = BUDGET_MS,
): Promise<{ reminded: number }> {
  const end = ctx.elapsed() + budget;
  const done = { reminded: 0 };
  while (ctx.elapsed() < end) {
    const due = await deps.handOver.toRemind(ctx.now + ctx.elapsed(), BATCH);
    if (due.length === 0) break;
    const bySend = Map.groupBy(due, ({ workspace, send }) => `${workspace} ${send}`);
    let moved = 0;
    for (const [key, batch] of bySend) {
      const [workspace = "", send = ""] = key.split(" ");
      const answered = batch.filter((one) => one.answered === 1);
      await leave(deps, workspace, answered, null);
      const open = batch.filter((one) => one.answered === 0);
      const handed = await remind(ctx, deps, workspace, send, open);
      done.reminded += handed;
      moved += handed + answered.length;
    }
    if (moved === 0) break;
  }
  await deps.mailer.close();
  return done;
}

/** Reminds people of one send. @returns how many were handed over */
async function remind(
  ctx: Context,
  deps: HandOverDeps,
  workspace: string,
  id: string,
  batch: readonly DueInvitation[],
): Promise<number> {
  if (batch.length === 0) return 0;
  const now = ctx.now + ctx.elapsed();
  const send = await deps.sends.get(workspace, id, deliveredUntil(now));
  if (!send || send.state === "cancelled") return leave(deps, workspace, batch, null);
  if (send.state !== "live" && send.state !== "done")
    return leave(deps, workspace, batch, now + HOUR_MS);
  const running = await makeReady(deps, workspace, send, now);
  if ("waitUntil" in running) return leave(deps, workspace, batch, running.waitUntil);
  if (running.judging.stopped) return leave(deps, workspace, batch, null);
  const { ready, skipped } = await judge(deps, running.judging, batch, false);
  await leave(deps, workspace, skipped, null);
  const { round } = running;
  const { claimed, later } = await dispatch(ctx, deps, round, "accepted", ready, now);
  // Those that the cap left out wait for the next look.
  if (claimed < ready.length) await leave(deps, workspace, batch, now + HOUR_MS, true);
  return claimed - later;
}

/** Puts reminders off, or ends them. @param still only those that are due and not handed over yet */
async function leave(
  { handOver }: HandOverDeps,
  workspace: string,
  items: readonly { id: string }[],
  remindAt: number | null,
  still = false,
): Promise<number> {
  if (items.length > 0)
    await handOver.setReminders(
      workspace,
      items.map(({ id }) => ({ id, remindAt })),
      still && remindAt !== null ? remindAt - HOUR_MS : undefined,
    );
  return 0;
}
