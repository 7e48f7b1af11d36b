import { bucketStart, dayText } from "../time/days.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** How far back the demo shop's answers reach, in days. */
export const SPAN = 365;
/** Until when the carrier change is felt, in days. */
const FELT = 35;

/** Monday first. */
const WEEKDAY = [1.12, 1.05, 1, 0.98, 0.9, 0.84, 1.13];
/** Share of a day's answers by hour UTC: quiet nights, a small noon peak, a long evening. */
const HOURS = [
  0.3, 0.15, 0.08, 0.05, 0.1, 0.35, 0.9, 1.5, 1.7, 1.8, 1.9, 2.1, 2.2, 1.9, 1.7, 1.7, 1.9, 2.3, 2.8,
  3.1, 2.9, 2.1, 1.3, 0.7,
];
/** Trade by month, January first; the weeks before Christmas rise further. */
const MONTH = [0.98, 0.86, 0.92, 1, 1.08, 1, 0.78, 0.74, 0.98, 1.08, 1.15, 1.3];

/** The Monday on which parcels to Germany and Austria went to another carrier. @param today day number */
export function carrierChange(today: number): number {
  return bucketStart(today - 40, "week");
}

/** How much of the trouble with the new carrier a day sees, 0 to 1; it rises, peaks, and is solved. */
export function disruption(day: number, today: number): number {
  const since = day - carrierChange(today);
  if (since < 0 || since >= FELT) return 0;
  return since < 7 ? 0.6 : since < 21 ? 1 : since < 28 ? 0.85 : 0.6;
}

/** Answers by hour, summed up: where on the span an answer lies. */
export type Timeline = { start: number; sums: Float64Array };

/** The rhythm of the `days` that end at `now` (ms UTC): weekdays, seasons and slow growth. */
export function timeline(now: number, days: number): Timeline {
  const start = now - days * DAY;
  const sums = new Float64Array(days * 24);
  let sum = 0;
  let [day, busy] = [Number.NaN, 0];
  for (let hour = 0; hour < sums.length; hour++) {
    const at = start + hour * HOUR;
    const growth = 0.85 + (0.3 * hour) / sums.length;
    if (Math.floor(at / DAY) !== day) {
      day = Math.floor(at / DAY);
      busy = trade(day);
    }
    sum += busy * (HOURS[Math.floor(at / HOUR) % 24] ?? 1) * growth;
    sums[hour] = sum;
  }
  return { start, sums };
}

/** The instant, ms UTC, before which this share (0 to 1) of all answers came in. */
export function instantOf({ start, sums }: Timeline, share: number): number {
  const wanted = share * (sums.at(-1) ?? 0);
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) > wanted) high = middle;
    else low = middle + 1;
  }
  const before = sums[low - 1] ?? 0;
  const within = (wanted - before) / ((sums[low] ?? 1) - before);
  return Math.floor(start + (low + Math.min(Math.max(within, 0), 0.999)) * HOUR);
}

function trade(day: number): number {
  const [month = 1, date = 1] = dayText(day).slice(5).split("-").map(Number);
  const weekday = WEEKDAY[day - bucketStart(day, "week")] ?? 1;
  return weekday * (MONTH[month - 1] ?? 1) * festive(month, date);
}

function festive(month: number, date: number): number {
  if (month === 11 && date >= 20) return 1.35;
  if (month !== 12) return 1;
  if (date <= 18) return 1.3;
  return date <= 23 ? 0.9 : date <= 26 ? 0.3 : 0.7;
}
