import { cleanText } from "../../../domain/survey/text.ts";
import type { Seen } from "../../../domain/wire/ingest.ts";
import type { Proven } from "../../adapters/proof/proof.ts";
import type { Context } from "../../context.ts";
import type { AsksRepository } from "../../db/repositories/asks.ts";
import type { LiveSite } from "../../db/repositories/collect.ts";

/** Remembers that a person with a proof said no to surveys of a site, for all of their devices. */
export async function noteDismissed(
  ctx: Context,
  deps: { asks: AsksRepository },
  site: LiveSite,
  proven: Proven | undefined,
  events: Seen["events"],
): Promise<void> {
  const own = new Set(site.surveys.map(({ id }) => id));
  const no = events.filter(({ what, survey }) => what === "dismissed" && own.has(survey));
  const id = cleanText(proven?.id ?? "");
  if (id === "" || no.length === 0) return;
  const surveys = [...new Set(no.map(({ survey }) => survey))];
  await deps.asks.dismiss(site.workspace, id, surveys, ctx.now);
}
