import { DAY_MS, dayOf } from "./days.ts";

/**
 * What a zone's clocks show for a stretch of time: from each start on (ms UTC, ascending) so many
 * milliseconds ahead of UTC. `from` is the first start; nothing is known from `to` on.
 */
export type Clock = { from: number; to: number; offsets: [start: number, ahead: number][] };

/** How often clocks are looked at for a change: nowhere do they change twice in so short a time. */
const STEP_MS = DAY_MS;
const MINUTE_MS = 60_000;

/** The clock of a zone from one instant, in whole minutes, up to another. @throws RangeError for no zone */
export function clockOf(zone: string, from: number, to: number): Clock {
  const ahead = offsetIn(zone);
  const start = Math.floor(from / MINUTE_MS) * MINUTE_MS;
  const offsets: Clock["offsets"] = [[start, ahead(start)]];
  for (let at = start; at < to; at += STEP_MS) {
    if (ahead(at) === ahead(at + STEP_MS)) continue;
    let [before, after] = [at, at + STEP_MS];
    while (after - before > MINUTE_MS) {
      const middle = before + Math.floor((after - before) / 2 / MINUTE_MS) * MINUTE_MS;
      if (ahead(middle) === ahead(at)) before = middle;
      else after = middle;
    }
    offsets.push([after, ahead(after)]);
  }
  return { from: start, to, offsets };
}

/**
 * As dayOf(), by the clock where it reaches: the runtime's own time zones take longer to load than
 * everything else that an answer needs.
 */
export function dayBy(clock: Clock | null, at: number, zone: string): number {
  if (zone === "UTC") return Math.floor(at / DAY_MS);
  if (!clock || at < clock.from || at >= clock.to) return dayOf(at, zone);
  const ahead = clock.offsets.findLast(([start]) => start <= at)?.[1] ?? 0;
  return Math.floor((at + ahead) / DAY_MS);
}

/** How far a zone is ahead of UTC at an instant, in ms. */
function offsetIn(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (at) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
  };
}
