import { type SipKey, sipHash } from "../hash/siphash.ts";
import { type Clock } from "../time/clock.ts";
import { dayNumber, dayText } from "../time/days.ts";
import type { AutopilotPlan } from "../wire/sends.ts";
import { type Span, dayIn, instantAt, openings } from "./hours.ts";

/** No secret: it is to spread people evenly, and the same on every machine for ever. */
const KEY: SipKey = [0x76657262, 0x6174696d, 0x73656e64, 0x73706c61];

/** One period of an autopilot and the moments in it at which mail may go out. */
export type Period = {
  /** Names it among the periods of this length: "2026-10/3". */
  key: string;
  /** ms UTC */
  from: number;
  to: number;
  openings: Span[];
  /** All of them together, ms. */
  open: number;
};

/** Where a person stands in every period of a send, 0 up to 1. */
export function placeOf(send: string, person: string): number {
  const signs = Uint32Array.from(`${send}/${person}`, (sign) => sign.codePointAt(0) ?? 0);
  const hash = sipHash(KEY, new Uint8Array(signs.buffer));
  // 52 bits: what a double holds exactly.
  return Number.parseInt(hash.slice(0, 13), 16) / 2 ** 52;
}

/**
 * The period that holds an instant. Periods are whole months of the calendar (quarters begin in
 * January), so that each person's place comes once in every stretch as long as a period, whenever
 * the send was started.
 */
export function periodAt(clock: Clock, plan: AutopilotPlan, at: number): Period {
  const { months } = plan;
  const [year = 0, month = 1] = dayText(dayIn(clock, at)).split("-").map(Number);
  const first = Math.floor((month - 1) / months) * months;
  const midnight = (m: number) => instantAt(clock, firstOfMonth(year, m), 0);
  const span = { from: midnight(first), to: midnight(first + months) };
  const open = openings(clock, plan, span);
  return {
    key: `${dayText(firstOfMonth(year, first)).slice(0, 7)}/${months}`,
    ...span,
    openings: open,
    open: open.reduce((sum, { from, to }) => sum + to - from, 0),
  };
}

/** When a place in a period comes, ms UTC: so far into its open moments. Undefined where there are none. */
export function dueIn({ openings: all, open }: Period, place: number): number | undefined {
  let left = Math.floor(place * open);
  for (const { from, to } of all) {
    if (left < to - from) return from + left;
    left -= to - from;
  }
  return undefined;
}

/**
 * Who is asked when, in a stretch of time: each person whose place comes in it.
 * @param stretch no longer than one period
 * @returns for a person, when and in which round: "" where each is asked but once
 */
export function planFor(
  clock: Clock,
  send: { id: string; plan: AutopilotPlan },
  stretch: Span,
): (person: string) => { dueAt: number; round: string } | undefined {
  const first = periodAt(clock, send.plan, stretch.from);
  const periods = first.to < stretch.to ? [first, periodAt(clock, send.plan, first.to)] : [first];
  return (person) => {
    const place = placeOf(send.id, person);
    for (const period of periods) {
      const dueAt = dueIn(period, place);
      if (dueAt !== undefined && dueAt >= stretch.from && dueAt < stretch.to)
        return { dueAt, round: send.plan.again ? period.key : "" };
    }
    return undefined;
  };
}

/** @param month counted from 0; 12 is January of the next year */
function firstOfMonth(year: number, month: number): number {
  const [y, m] = month < 12 ? [year, month] : [year + 1, month - 12];
  return dayNumber(`${y}-${String(m + 1).padStart(2, "0")}-01`);
}
