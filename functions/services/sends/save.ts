import type { SaveSend, Send } from "../../../domain/wire/sends.ts";
import type { TenantContext } from "../../context.ts";
import type { SegmentsRepository } from "../../db/repositories/segments.ts";
import type { SendChange, SendsRepository, StoredSend } from "../../db/repositories/sends.ts";
import { AppError } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { checkSend } from "./check.ts";
import { readSend, storedSend } from "./read.ts";

/**
 * Saves a send. Before it is started everything may change; after that its words, its reminders and
 * the times of its plan, which what waits then follows.
 * @throws AppError not_found, invalid, closed when it is over, stale when it was changed meanwhile
 */
export async function saveSend(
  ctx: TenantContext,
  deps: { sends: SendsRepository; segments: SegmentsRepository },
  id: string,
  change: SaveSend,
): Promise<Send> {
  const send = await storedSend(ctx, deps, id);
  if (send.state === "done" || send.state === "cancelled")
    throw new AppError("closed", { message: "This send is over. Make another one." });
  await checkSend(ctx, deps, change);
  if (send.state !== "draft") checkStarted(send, change);
  const audit = auditOf(ctx, "send.save", id);
  if (
    !(await deps.sends.save(
      ctx.workspace,
      send,
      { ...change, ...effect(ctx, send, change) },
      audit,
    ))
  )
    throw new AppError("stale");
  return readSend(ctx, deps, id);
}

function checkStarted(send: StoredSend, { audience, plan }: SaveSend): void {
  const fields = {
    ...(!same(audience, send.audience) && {
      audience: "cannot change after the start: make another send",
    }),
    ...(plan.kind !== send.plan.kind && {
      "plan.kind": "cannot change after the start: make another send",
    }),
    ...(plan.kind === "trigger" &&
      send.plan.kind === "trigger" &&
      plan.event !== send.plan.event && {
        "plan.event": "cannot change after the start: make another send",
      }),
  };
  if (Object.keys(fields).length > 0) throw new AppError("invalid", { fields });
}

/** What a changed plan does to what is planned. Events that have happened keep their time. */
function effect(
  ctx: TenantContext,
  send: StoredSend,
  { plan }: SaveSend,
): Pick<SendChange, "cursor" | "enrolAt" | "planned"> {
  const { cursor, enrolAt } = send;
  const keep = { cursor, enrolAt, planned: "keep" as const };
  if (send.state === "draft" || same(plan, send.plan)) return keep;
  if (plan.kind === "autopilot") return { cursor: null, enrolAt: ctx.now, planned: "forget" };
  if (plan.kind === "once") return { ...keep, planned: { dueAt: plan.at ?? ctx.now } };
  return keep;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
