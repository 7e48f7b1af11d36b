import type { Sent } from "../../adapters/egress/egress.ts";

/** How a try ended, in the words that are kept and shown: a status, or why there was none. */
export function outcomeOfSent(sent: Sent): string {
  return sent.kind === "answered" ? String(sent.status) : sent.why;
}

/** Whether the receiver has taken the message. */
export function isDelivered(sent: Sent): boolean {
  return sent.kind === "answered" && sent.status >= 200 && sent.status < 300;
}
