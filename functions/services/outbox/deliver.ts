import { responseId } from "../../../domain/survey/ids.ts";
import type { Egress, Sent } from "../../adapters/egress/egress.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type { SignHeaders } from "../../adapters/webhooks/sign.ts";
import type { Context } from "../../context.ts";
import type { DueEntry, Lane, OutboxRepository } from "../../db/repositories/outbox.ts";
import { signingSecrets } from "../webhooks/secret.ts";
import { responseRecorded } from "./message.ts";
import { isDelivered, outcomeOfSent } from "./outcome.ts";
import { PATIENCE_MS, backOff } from "./patience.ts";

export type DeliverDeps = {
  outbox: OutboxRepository;
  egress: Egress;
  signer: Signer;
  signHeaders: SignHeaders;
};

/** Webhooks that are served side by side; a Worker holds six connections open. */
const SIDE_BY_SIDE = 5;
const MOST_LANES = 500;
/** No try begins after this, so that the last one ends within the job's lease. */
const BUDGET_MS = 45_000;
/** Failures in a row after which the receiver itself is at fault, whatever it says. */
const MOST_FAILURES = 5;
/** The receiver understood the request and does not want this one message; the next may do. */
const OF_THE_MESSAGE = new Set([400, 413, 415, 422]);

/**
 * Tells receivers what is due, several webhooks side by side and each in order of arrival. A message
 * that was sent and not yet written off is sent again with the same id after a crash. A receiver
 * that fails is left alone for a while and never delays another.
 * @returns how many tries worked and failed
 */
export async function deliverDue(
  ctx: Context,
  deps: DeliverDeps,
): Promise<{ delivered: number; failed: number }> {
  const lanes = await deps.outbox.lanes(ctx.now, MOST_LANES);
  const done = { delivered: 0, failed: 0 };
  const end = ctx.elapsed() + BUDGET_MS;
  const serve = async () => {
    for (let lane = lanes.shift(); lane; lane = lanes.shift()) {
      await deliverLane(ctx, deps, lane, done, end);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, serve));
  return done;
}

async function deliverLane(
  ctx: Context,
  deps: DeliverDeps,
  lane: Lane,
  done: { delivered: number; failed: number },
  end: number,
): Promise<void> {
  let failures = 0;
  for (let after = 0; ctx.elapsed() < end;) {
    const now = ctx.now + ctx.elapsed();
    const entry = await deps.outbox.next(lane, after, now);
    if (!entry) return;
    after = entry.row;
    if (!entry.response) {
      await deps.outbox.drop(lane, entry.row);
      continue;
    }
    const sent = await send(deps, lane, entry, now);
    if (isDelivered(sent)) {
      await deps.outbox.delivered(lane, entry.row, ctx.now + ctx.elapsed());
      done.delivered++;
      failures = 0;
      continue;
    }
    done.failed++;
    failures++;
    if (await putOff(ctx, deps, lane, entry, sent, failures)) return;
  }
}

async function send(
  { egress, signer, signHeaders }: DeliverDeps,
  { workspace, webhook }: Lane,
  entry: DueEntry,
  now: number,
): Promise<Sent> {
  if (!entry.response) throw new TypeError("an entry without a response is never sent");
  const secrets = await signingSecrets(
    signer,
    workspace,
    { id: webhook, generation: entry.generation },
    entry.previousUntil,
    now,
  );
  const id = `${webhook}_${responseId(entry.response.createdAt, entry.row)}`;
  const body = JSON.stringify(responseRecorded(entry.response));
  return egress.post(entry.url, signHeaders(secrets, id, now, body), body);
}

/** Writes a failure down. @returns whether this webhook is done for now */
async function putOff(
  ctx: Context,
  deps: DeliverDeps,
  lane: Lane,
  entry: DueEntry,
  sent: Sent,
  failures: number,
): Promise<boolean> {
  const now = ctx.now + ctx.elapsed();
  const status = sent.kind === "answered" ? sent.status : undefined;
  const gone = status === 410;
  const hopeless = now - (entry.failingSince ?? now) >= PATIENCE_MS;
  const asked = sent.kind === "answered" ? (sent.retryAfterMs ?? 0) : 0;
  const wait = Math.max(backOff(entry.attempts, chanceOf(ctx)), asked);
  const stop = failures >= MOST_FAILURES || asked > 0 || !OF_THE_MESSAGE.has(status ?? 0);
  await deps.outbox.failed(lane, entry.row, {
    last: outcomeOfSent(sent),
    dueAt: !gone && now - entry.waitingSince >= PATIENCE_MS ? null : now + wait,
    pausedUntil: stop ? now + wait : null,
    now,
  });
  if (gone || hopeless) await deps.outbox.disable(lane, gone ? "gone" : "failing", !gone);
  return stop || gone || hopeless;
}

function chanceOf(ctx: Context): number {
  return (ctx.random(1)[0] ?? 0) / 255;
}
