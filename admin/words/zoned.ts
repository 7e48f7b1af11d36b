import { clockOf } from "../../domain/time/clock.ts";
import { DAY_MS } from "../../domain/time/days.ts";

/** An instant by a zone's clock, as a field for date and time holds it: "2026-11-30T09:00". */
export function wallTime(at: number, zone: string): string {
  const [, ahead] = clockOf(zone, at, at).offsets[0] ?? [0, 0];
  return new Date(at + ahead).toISOString().slice(0, 16);
}

/**
 * The instant at which a zone's clock shows a date and time. Of two, the first; a time that the
 * clocks skip is as much later as they are put forward.
 * @param wall "2026-11-30T09:00" @returns ms UTC; undefined for no date
 */
export function instantAt(wall: string, zone: string): number | undefined {
  const shown = Date.parse(`${wall}Z`);
  if (!Number.isFinite(shown)) return undefined;
  const { offsets } = clockOf(zone, shown - 2 * DAY_MS, shown + 2 * DAY_MS);
  const found = offsets.find(([start, ahead], i) => {
    const at = shown - ahead;
    return at >= start && at < (offsets[i + 1]?.[0] ?? Infinity);
  });
  return shown - (found?.[1] ?? Math.min(...offsets.map(([, ahead]) => ahead)));
}
