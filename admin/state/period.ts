import { dayNumber, dayOf, dayText } from "../../domain/time/days.ts";
import type { Span } from "../api/client.ts";

export const PRESETS = { "7d": 7, "30d": 30, "90d": 90, "12m": 365 } as const;
export type Preset = keyof typeof PRESETS;
export const PRESET_LABELS: Record<Preset, string> = {
  "7d": "7 d",
  "30d": "30 d",
  "90d": "90 d",
  "12m": "12 m",
};
const DEFAULT: Preset = "90d";

/** The days that are shown, and the same number of days before them. */
export type Period = Span & { preset: Preset | "custom"; before: Span; days: number };

type Query = Readonly<Record<string, string | undefined>>;

const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(dayNumber(text));

/** The period that an address asks for; anything unreadable is the default of 90 days. */
export function periodOf(query: Query, zone: string, now: number): Period {
  const { period, from, to } = query;
  if (isDay(from) && isDay(to) && from <= to)
    return around(dayNumber(from), dayNumber(to), "custom");
  const preset =
    period !== undefined && Object.hasOwn(PRESETS, period) ? (period as Preset) : DEFAULT;
  const today = dayOf(now, zone);
  return around(today - PRESETS[preset] + 1, today, preset);
}

function around(from: number, to: number, preset: Period["preset"]): Period {
  const days = to - from + 1;
  return {
    preset,
    days,
    from: dayText(from),
    to: dayText(to),
    before: { from: dayText(from - days), to: dayText(from - 1) },
  };
}

/** What an address carries for a period: nothing for the default. */
export function periodQuery(period: { preset: Preset } | Span): Record<string, string | undefined> {
  if ("from" in period) return { period: undefined, from: period.from, to: period.to };
  return {
    period: period.preset === DEFAULT ? undefined : period.preset,
    from: undefined,
    to: undefined,
  };
}

/** Buckets that keep a trend readable: days up to five weeks, weeks up to half a year, then months. */
export function bucketFor(days: number): "day" | "week" | "month" {
  return days <= 35 ? "day" : days <= 190 ? "week" : "month";
}
