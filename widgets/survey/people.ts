import type { Leave } from "../../domain/wire/ingest.ts";
import type { Page } from "../loader/global.ts";
import { post } from "../runtime/outbox.ts";
import { change } from "../runtime/state.ts";
import { uuid7 } from "../runtime/uuid.ts";
import { type Visitor, visitor } from "./visitor.ts";

/** Who the page's server says the visitor is; nothing for an id that the page merely claims. */
export function proven(page: Page): Pick<Visitor, "person"> | false {
  const { person } = visitor(page.calls);
  return !!person?.proof && { person };
}

/**
 * Whether a visitor may be asked as far as the edge knows: it remembers people with a proof on all
 * their devices. Everybody else is this device's to judge. No word from the edge: no question.
 */
export async function granted(page: Page, survey: string): Promise<unknown> {
  const signed = page.keep && proven(page);
  if (!signed) return true;
  const { host, site } = page.config;
  const { attributes } = visitor(page.calls);
  const body = { wire: 1, site, survey, visit: uuid7(Date.now()), ...signed, attributes };
  const reply = await post(`${host}/v1/ok`, JSON.stringify(body));
  const leave = (reply?.ok ? await reply.json() : {}) as Partial<Leave>;
  // In quotes: on this wire the names are long.
  change((state) => Object.assign(state, leave["rests"]));
  return leave.ok;
}
