import type { Lease } from "../../db/repositories/jobs.ts";
import type {
  CheckedSurvey,
  Counted,
  CountedDay,
  Kinds,
  KeptCount,
  Range,
  Recounted,
  SelfCheckRepository,
} from "../../db/repositories/self-check.ts";
import { keep } from "../jobs/lease.ts";

/** What a check has done so far. Counted in days up to `moving`, but for the first; then in rows. */
export type Figures = {
  surveys: number;
  days: number;
  /** Days with a counter that was wrong, and those of them that were put right. */
  drifted: number;
  repaired: number;
  /** Days that a response moved while they were looked at; the next check looks again. */
  moving: number;
  answered: number;
  asides: number;
  themeDays: number;
  spans: number;
};

/** Where a check stands: the last survey that is done, and how far the one after it is. */
export type Place = {
  after: number;
  no: number;
  /** The last day that is done. */
  day: number;
  /** Days that have responses but no counters at all. */
  lost: number[];
  figures: Figures;
};

/** What is looked at: every day, or those that moved and this night's share of the rest. */
export type Scope = { every: true } | { every: false; night: number };

/** How much more this run may do, in requests to the database or so; shared by all it looks at. */
export type Budget = { steps: number };

type Deps = { selfCheck: SelfCheckRepository };
/** Days that are looked at together, and the rows that may hold their responses. */
type Group = { days: number[]; range: Range };

/** Row ids that one statement reads: about 30 ms. */
const SLICE = 20_000;
/** Days that one transaction settles. */
const MOST_DAYS = 62;
/** In how many nights everything is looked at once. */
export const NIGHTS = 30;

/** Whether something with this number is in a night's share. */
export const inTurn = (number: number, scope: Scope): boolean =>
  scope.every || (number - scope.night) % NIGHTS === 0;

/**
 * Compares the counters of a survey's days with its responses and puts right what differs. A mark
 * on each counter, which any response that moves it takes off, tells what stood still meanwhile:
 * so the responses are read in slices, and what arrives between them neither fools the check nor is
 * undone by it. Killed anywhere, the same days are looked at again.
 * @returns the place after it; its `day` is Infinity when the survey's days are done
 * @throws AppError stale when the job was taken over
 */
export async function checkDays(
  deps: Deps,
  lease: Lease,
  survey: CheckedSurvey,
  scope: Scope,
  start: Place,
  budget: Budget,
): Promise<Place> {
  const rows = await deps.selfCheck.rows(survey);
  const { days, kinds } = await deps.selfCheck.counted(survey);
  const placed = await withBounds(deps, lease, survey, kinds, days, rows, start);
  const known = days.map(({ day }) => day);
  let place = start;
  for (const group of groupsOf(placed, rows, scope, start.day)) {
    if (budget.steps <= 0) return place;
    place = await checkGroup(deps, lease, survey, kinds, known, group, place, budget);
  }
  if (placed.length === 0 && inTurn(survey.no, scope)) {
    place = { ...place, lost: await daysWithout(deps, survey, rows, budget) };
  }
  // Where the responses of such a day lie is not known.
  while (place.lost.length > 0) {
    if (budget.steps <= 0) return place;
    const group = { days: place.lost.slice(0, MOST_DAYS), range: rows };
    const all = [...known, ...place.lost];
    place = await checkGroup(deps, lease, survey, kinds, all, group, place, budget);
  }
  return { ...place, day: Number.MAX_SAFE_INTEGER };
}

/** Days of a survey that has responses and no counters at all. */
async function daysWithout(
  { selfCheck }: Deps,
  survey: CheckedSurvey,
  rows: Range,
  budget: Budget,
): Promise<number[]> {
  const days = new Set<number>();
  for (const slice of slicesOf(rows)) {
    budget.steps--;
    for (const { day } of await selfCheck.recount(survey, slice, [], [])) days.add(day);
  }
  return [...days].toSorted((a, b) => a - b);
}

/** Looks up where the responses of days lie that releases before did not note. */
async function withBounds(
  { selfCheck }: Deps,
  lease: Lease,
  survey: CheckedSurvey,
  kinds: Kinds,
  days: readonly CountedDay[],
  rows: Range,
  place: Place,
): Promise<CountedDay[]> {
  const unknown = days.filter(({ low }) => low === null).map(({ day }) => day);
  if (unknown.length === 0) return [...days];
  keep(await selfCheck.mark(lease, place, survey, kinds, unknown));
  const found = new Map<number, Range>(
    unknown.map((day) => [day, { low: rows.low, high: rows.low }]),
  );
  const seen = new Set<number>();
  for (const slice of slicesOf(rows)) {
    for (const { day, low, high } of await selfCheck.bounds(survey, slice)) {
      if (!found.has(day)) continue;
      found.set(day, { low: seen.has(day) ? (found.get(day)?.low ?? low) : low, high });
      seen.add(day);
    }
  }
  const bounds = [...found].map(([day, range]) => ({ day, ...range }));
  keep(await selfCheck.setBounds(lease, place, survey, kinds, bounds));
  return (await selfCheck.counted(survey)).days;
}

/**
 * The days that are due, in order, put together where their rows lie close by. A day's rows begin
 * where those of the days before it end, so that a day whose counters are gone is come across.
 */
function groupsOf(days: readonly CountedDay[], rows: Range, scope: Scope, after: number): Group[] {
  const groups: Group[] = [];
  let before = rows.low - 1;
  for (const [i, { day, low, high, touched }] of days.entries()) {
    const range = {
      low: low === null ? rows.low : Math.min(low, before + 1),
      high: high === null || i === days.length - 1 ? rows.high : high,
    };
    before = Math.max(before, range.high);
    if (day <= after || !(scope.every || touched || inTurn(day, scope))) continue;
    const last = groups.at(-1);
    const both = last && {
      low: Math.min(last.range.low, range.low),
      high: Math.max(last.range.high, range.high),
    };
    if (last && both && last.days.length < MOST_DAYS && both.high - both.low < SLICE) {
      last.days.push(day);
      last.range = both;
    } else groups.push({ days: [day], range });
  }
  return groups;
}

async function checkGroup(
  { selfCheck }: Deps,
  lease: Lease,
  survey: CheckedSurvey,
  kinds: Kinds,
  known: readonly number[],
  { days, range }: Group,
  place: Place,
  budget: Budget,
): Promise<Place> {
  keep(await selfCheck.mark(lease, place, survey, kinds, days));
  const counted = new Map<string, Recounted>();
  const lost = new Set(place.lost);
  budget.steps -= 3;
  for (const slice of slicesOf(range)) {
    budget.steps--;
    for (const row of await selfCheck.recount(survey, slice, days, known)) {
      if (days.includes(row.day)) add(counted, row);
      else lost.add(row.day);
    }
  }
  const kept = await selfCheck.kept(survey, kinds, days);
  const { wrong, moving } = compare(counted, kept);
  const drifted = new Set(wrong.map(({ day }) => day));
  const whole = [...drifted].filter((day) => !moving.has(day)).length;
  const { figures } = place;
  const next: Place = {
    ...place,
    day: Math.max(place.day, ...days),
    lost: [...lost].filter((day) => !days.includes(day)),
    figures: {
      ...figures,
      days: figures.days + days.length,
      drifted: figures.drifted + drifted.size,
      repaired: figures.repaired + whole,
      moving: figures.moving + moving.size,
    },
  };
  keep(await selfCheck.settle(lease, next, survey, kinds, days, wrong));
  return next;
}

/** Counters that stood still and are not what the responses come to, as they should be. */
function compare(
  counted: ReadonlyMap<string, Recounted>,
  kept: readonly KeptCount[],
): { wrong: (Counted | Recounted)[]; moving: Set<number> } {
  const stored = new Map(kept.map((row) => [keyOf(row), row]));
  const wrong: (Counted | Recounted)[] = [];
  for (const [key, right] of counted) {
    const row = stored.get(key);
    if (!row?.moved && !right.sums.every((n, i) => n === (row?.sums[i] ?? 0))) wrong.push(right);
  }
  for (const [key, row] of stored) {
    if (!row.moved && !counted.has(key) && row.sums.some((n) => n !== 0)) wrong.push(row);
  }
  return { wrong, moving: new Set(kept.filter(({ moved }) => moved).map(({ day }) => day)) };
}

function add(counted: Map<string, Recounted>, row: Recounted): void {
  const key = keyOf(row);
  const sum = counted.get(key);
  if (!sum) return void counted.set(key, { ...row, sums: [...row.sums] });
  for (const [i, n] of row.sums.entries()) sum.sums[i] = (sum.sums[i] ?? 0) + n;
  sum.low = Math.min(sum.low, row.low);
  sum.high = Math.max(sum.high, row.high);
}

function keyOf({ day, question, dimension, value }: Counted): string {
  return JSON.stringify([day, question, dimension, value]);
}

function* slicesOf({ low, high }: Range): Generator<Range> {
  for (let from = low; from <= high; from += SLICE)
    yield { low: from, high: Math.min(high, from + SLICE - 1) };
}
