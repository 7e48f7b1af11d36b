import type { Seen } from "../../domain/wire/ingest.ts";
import type { SiteConfig } from "../../domain/wire/site-config.ts";
import { json } from "./json.ts";
import { post } from "./outbox.ts";

const events: Seen["events"] = [];

/** Counts what was shown, started and dismissed. Sent later, in one request. */
export function saw(event: Seen["events"][number]): void {
  events.push(event);
}

/** Sends the counts: the question is over, or the page goes out of sight. A lost one is not sent again. */
export function sendSeen({ host, site }: SiteConfig): void {
  if (events[0]) void post(`${host}/v1/seen`, json({ wire: 1, site, events: events.splice(0, 20) }));
}
