import { bucketStart, dayNumber, dayText } from "../../../domain/time/days.ts";
import type { Scores } from "../../../domain/wire/scores.ts";
import type { Span } from "../../api/client.ts";
import { trendWindow, scaleEnds } from "../../charts/scale.ts";
import { count, range } from "../../words/format.ts";

export const BUCKETS = ["day", "week", "month"] as const;
export type Bucket = (typeof BUCKETS)[number];

const LONGEST: Record<Bucket, number> = { day: 1, week: 7, month: 31 };

/** The days of a bucket that begins on this day. */
export function bucketSpan(key: string, bucket: Bucket): Span {
  const start = dayNumber(key);
  const next =
    bucket === "month" ? bucketStart(start + LONGEST.month, "month") : start + LONGEST[bucket];
  return { from: key, to: dayText(next - 1) };
}

/** Which part of the scale a trend shows, and what its dotted lines are. */
export function trendNote({ metric, rows, previous }: Scores): string {
  const values = rows.flatMap(({ low, high }) =>
    low === null || high === null ? [] : [low, high],
  );
  if (values.length === 0) return "";
  const [low, high] = trendWindow(metric, values);
  const [floor, ceiling] = scaleEnds(metric);
  const part =
    low === floor && high === ceiling
      ? ""
      : `Shows ${range(low, high)} of ${range(floor, ceiling)}. `;
  if (!previous || previous.low === null || previous.high === null) return part;
  return `${part}Dotted: ${count(previous.low)} to ${count(previous.high)} before`;
}
