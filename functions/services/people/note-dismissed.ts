import { cleanText } from "../../../domain/survey/text.ts";
import type { Seen } from "../../../domain/wire/ingest.ts";
import type { Context } from "../../context.ts";
import type { AsksRepository } from "../../db/repositories/asks.ts";
import type { LiveSite } from "../../db/repositories/collect.ts";
import type { ReadProof } from "./prove.ts";

/**
 * Remembers that a person with a proof said no to surveys of a site, for all of their devices. A
 * proof that does not hold, or no longer, names nobody: the page's counters are worth taking all
 * the same.
 */
export async function noteDismissed(
  ctx: Context,
  deps: { asks: AsksRepository; readProof: ReadProof },
  site: LiveSite,
  { person, events }: Seen,
): Promise<void> {
  const own = new Set(site.surveys.map(({ id }) => id));
  const no = events.filter(({ what, survey }) => what === "dismissed" && own.has(survey));
  if (!person || no.length === 0) return;
  const proven = await deps.readProof(person.proof, site, ctx.now);
  const id = cleanText(proven?.id ?? "");
  if (id === "") return;
  const surveys = [...new Set(no.map(({ survey }) => survey))];
  await deps.asks.dismiss(site.workspace, id, surveys, ctx.now);
}
