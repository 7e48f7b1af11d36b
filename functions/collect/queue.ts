import { readQueued } from "../../domain/wire/queued.ts";
import type { Context } from "../context.ts";
import { storeWaiting } from "../services/responses/store-waiting.ts";

/** What of a MessageBatch is used here. */
type Batch = { queue: string; messages: readonly Message[] };
type Message = {
  body: unknown;
  /** Deliveries so far, with this one. */
  attempts: number;
  ack(): void;
  retry(options: { delaySeconds: number }): void;
};

const FIRST_DELAY_S = 5;
/** With the 100 tries that a queue grants at most, a message waits two days for the database. */
const LONGEST_DELAY_S = 1800;

/**
 * A batch out of the queue: each message is acknowledged once its revision is committed or turned
 * away for good. What cannot be stored now, or not be read by this release, comes again later, and
 * ends in the dead letter queue when it never can. No message is in another's way, and a batch that
 * is delivered again stores nothing twice.
 */
export async function takeBatch(
  { queue, messages }: Batch,
  ctx: Context,
  deps: Parameters<typeof storeWaiting>[0],
): Promise<void> {
  const counts: Record<string, number> = {};
  const count = (what: string) => (counts[what] = (counts[what] ?? 0) + 1);
  const readable = [];
  for (const message of messages) {
    const response = readQueued(message.body);
    if (response) readable.push({ message, response });
    else {
      count("unreadable");
      later(message);
    }
  }
  // As they were accepted: the first revision decides the day.
  readable.sort(({ response: a }, { response: b }) => a.now - b.now || a.rev - b.rev);
  const outcomes = await storeWaiting(
    deps,
    readable.map(({ response }) => response),
  );
  readable.forEach(({ message }, i) => {
    const outcome = outcomes[i] ?? "unavailable";
    count(outcome);
    if (outcome === "unavailable") later(message);
    else message.ack();
  });
  const { stored: _, duplicate: __, superseded: ___, ...unusual } = counts;
  if (Object.keys(unusual).length > 0)
    console.error(JSON.stringify({ queue, requestId: ctx.requestId, ...unusual }));
}

function later(message: Message): void {
  const delaySeconds = Math.min(FIRST_DELAY_S * 2 ** (message.attempts - 1), LONGEST_DELAY_S);
  message.retry({ delaySeconds });
}
