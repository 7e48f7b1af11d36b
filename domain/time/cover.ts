import { bucketEnd, bucketStart } from "./days.ts";

/** What whole spans of time are summed up by. */
export type Grain = "day" | "week" | "month" | "year";

/**
 * Neighbouring spans of one grain: those that begin on day `from` or later and end before day `to`,
 * which is the first day after them. `from` null: from the beginning. Sign -1: to be taken off again.
 */
export type Piece = { grain: Grain; from: number | null; to: number; sign: 1 | -1 };

/** Spans that lie before the seal, and the first and last day to add from single days; null is open. */
export type Cover = {
  spans: Piece[];
  days: { from: number | null; to: number | null } | undefined;
};

/** Coarse to fine: a span is never longer than those before it. */
const GRAINS: readonly Grain[] = ["year", "month", "week", "day"];

/**
 * Few spans that add up to a period, so that long periods read few rows: years, months, weeks and
 * days of the time before the seal, then what lies after it day by day. Where it is shorter a longer
 * span is taken and what sticks out is taken off: 2 January to 31 December is a year less a day.
 * @param period days since 1970, both inclusive; null is open
 * @param until the seal: no span that ends after this day is used
 * @param grains what there are sums by; always with "day"
 */
export function cover(
  { from, to }: { from: number | null; to: number | null },
  until: number,
  grains: readonly Grain[] = GRAINS,
): Cover {
  const end = to === null ? until : Math.min(to + 1, until);
  const sealed = from === null || from < end;
  const live = to === null || to >= until;
  const used = GRAINS.filter((grain) => grains.includes(grain));
  return {
    spans: sealed ? route(from, end, until, used) : [],
    days: live
      ? { from: from === null && !sealed ? null : Math.max(from ?? until, until), to }
      : undefined,
  };
}

/** How many spans the pieces hold. An open beginning counts one. */
export function spansIn(pieces: readonly Piece[]): number {
  return pieces.reduce((n, piece) => n + unitsOf(piece), 0);
}

/** Every span that ends after day `after` and not after day `until`, of these grains. */
export function spansEnding(
  after: number,
  until: number,
  grains: readonly Grain[],
): { grain: Grain; from: number; to: number }[] {
  return grains.flatMap((grain) => {
    const spans = [];
    for (let from = bucketStart(after, grain), to = 0; ; from = to) {
      to = bucketEnd(from, grain);
      if (to > until) return spans;
      if (to > after) spans.push({ grain, from, to });
    }
  });
}

/** The shortest way from one day to another over the borders of spans, at most up to the seal. */
function route(
  from: number | null,
  to: number,
  until: number,
  [grain, ...finer]: readonly Grain[],
): Piece[] {
  if (grain === undefined || from === to) return [];
  if (grain === "day") return [straight("day", from, to)];
  const ends = bordersAt(to, grain, until);
  const begins = from === null ? [null] : bordersAt(from, grain, until);
  const ways = begins.flatMap((begin) =>
    ends.map((end) => [
      ...(from === null || begin === null ? [] : route(from, begin, until, finer)),
      ...(begin === end ? [] : [straight(grain, begin, end)]),
      ...route(end, to, until, finer),
    ]),
  );
  if (from !== null) ways.push(route(from, to, until, finer));
  return ways.reduce((best, way) => (spansIn(way) < spansIn(best) ? way : best));
}

/** Where the span that holds a day begins and ends; the end only if it is sealed. */
function bordersAt(day: number, grain: Grain, until: number): number[] {
  const start = bucketStart(day, grain);
  if (start === day) return [day];
  const next = bucketEnd(start, grain);
  return next <= until ? [start, next] : [start];
}

function straight(grain: Grain, a: number | null, b: number): Piece {
  return a === null || a <= b
    ? { grain, from: a, to: b, sign: 1 }
    : { grain, from: b, to: a, sign: -1 };
}

function unitsOf({ grain, from, to }: Piece): number {
  if (from === null) return 1;
  const days = to - from;
  if (grain === "day") return days;
  if (grain === "week") return days / 7;
  return Math.round(days / (grain === "month" ? 30.44 : 365.25));
}
