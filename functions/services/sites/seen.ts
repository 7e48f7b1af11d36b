import { cleanText } from "../../../domain/survey/text.ts";
import { dayBy } from "../../../domain/time/clock.ts";
import type { Seen } from "../../../domain/wire/ingest.ts";
import type { Context } from "../../context.ts";
import type { CollectRepository, LiveSite } from "../../db/repositories/collect.ts";

type Deps = { collect: CollectRepository };

/** Adds a page's counters to the day of the workspace; events of foreign surveys are left out. */
export async function countSeen(
  ctx: Context,
  deps: Deps,
  site: LiveSite,
  body: Seen,
): Promise<void> {
  const day = dayBy(site.clock, ctx.now, site.zone);
  const own = new Set(site.surveys.map((s) => s.id));
  const rows = body.events
    .filter((event) => own.has(event.survey))
    .map(({ survey, channel, what }) => ({
      workspace: site.workspace,
      survey,
      day,
      channel,
      shown: Number(what === "shown"),
      started: Number(what === "started"),
      dismissed: Number(what === "dismissed"),
    }));
  await deps.collect.seen(rows, {
    id: site.id,
    page: body.page ? cleanText(body.page.slice(0, 500)) : null,
    now: ctx.now,
    lost: body.lost,
    failed: body.failed,
    blocked: body.blocked,
  });
}

const lastSeen = new Map<string, number>();

/** Notes that a page loaded the tag: at most once a minute, a site and isolate; nobody waits for it. */
export function noteTag(
  ctx: Context,
  deps: Deps,
  site: LiveSite,
  referer: string | undefined,
): void {
  if (ctx.now - (lastSeen.get(site.id) ?? 0) < 60_000) return;
  if (lastSeen.size > 1000) lastSeen.clear();
  lastSeen.set(site.id, ctx.now);
  const page =
    referer === undefined ? null : cleanText((referer.split(/[?#]/u)[0] ?? "").slice(0, 500));
  ctx.defer(deps.collect.seen([], { id: site.id, page, now: ctx.now }));
}
