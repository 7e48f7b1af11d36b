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

/**
 * How much more this run may do, in requests to the database or so; shared by all that it looks at.
 * However little it is, one step is taken, so that each run comes nearer to the end.
 */
export type Budget = { steps: number };

type Deps = { selfCheck: SelfCheckRepository };
/** Days that are looked at together, and rows that may hold responses of theirs. */
type Group = { days: readonly number[] } & Range;
/** What is known of a survey: `known` are the days that are not lost. */
type About = { survey: CheckedSurvey; kinds: Kinds; known: number[]; every: boolean };

/** Row ids that one statement reads at least: about 30 ms. */
const SLICE = 20_000;
/** Statements for the responses of one group: an invocation may send a thousand requests. */
const MOST_SLICES = 300;
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
 * undone by it. Where those of a day lie is asked after the mark is put. Killed anywhere, the same
 * days are looked at again.
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
  let { days, kinds } = await deps.selfCheck.counted(survey);
  if (days.some(({ low }) => low === null)) {
    await noteRows(deps, lease, survey, kinds, days, start, budget);
    ({ days, kinds } = await deps.selfCheck.counted(survey));
  }
  const about = { survey, kinds, known: days.map(({ day }) => day), every: scope.every };
  let place = start;
  for (const group of groupsOf(days, scope, start.day)) {
    place = await checkGroup(deps, lease, about, group, place, budget);
    if (budget.steps <= 0) return place;
  }
  if (days.length === 0 && inTurn(survey.no, scope)) {
    place = { ...place, lost: await daysWithout(deps, survey, budget) };
  }
  about.known.push(...place.lost);
  while (place.lost.length > 0) {
    const group = { days: place.lost.slice(0, MOST_DAYS), low: Infinity, high: 0 };
    place = await checkGroup(deps, lease, about, group, place, budget);
    if (budget.steps <= 0) return place;
  }
  return { ...place, day: Number.MAX_SAFE_INTEGER };
}

/** Days of a survey that has responses and no counters at all. */
async function daysWithout(
  { selfCheck }: Deps,
  survey: CheckedSurvey,
  budget: Budget,
): Promise<number[]> {
  const days = new Set<number>();
  for (const slice of slicesOf(await selfCheck.rows(survey))) {
    budget.steps--;
    for (const { day } of await selfCheck.recount(survey, slice, [], [])) days.add(day);
  }
  return [...days].toSorted((a, b) => a - b);
}

/** Looks up where the responses of days lie that releases before did not note. */
async function noteRows(
  { selfCheck }: Deps,
  lease: Lease,
  survey: CheckedSurvey,
  kinds: Kinds,
  days: readonly CountedDay[],
  place: Place,
  budget: Budget,
): Promise<void> {
  const unknown = days.filter(({ low }) => low === null).map(({ day }) => day);
  keep(await selfCheck.mark(lease, place, survey, kinds, unknown));
  const rows = await selfCheck.rows(survey);
  // A day that has none is as good as one whose row is the first of all.
  const found = new Map(unknown.map((day) => [day, { low: rows.low, high: rows.low }]));
  const seen = new Set<number>();
  for (const slice of slicesOf(rows)) {
    budget.steps--;
    for (const { day, low, high } of await selfCheck.bounds(survey, slice)) {
      const range = found.get(day);
      if (range) found.set(day, { low: seen.has(day) ? range.low : low, high });
      seen.add(day);
    }
  }
  const bounds = [...found].map(([day, range]) => ({ day, ...range }));
  keep(await selfCheck.setBounds(lease, place, survey, kinds, bounds));
}

/**
 * The days that are due, in order, put together where their rows lie close by. A day's rows reach
 * from those of the days before it to those after it, so that one whose counters are gone is come
 * across; a check of every day looks through all rows.
 */
function groupsOf(days: readonly CountedDay[], scope: Scope, after: number): Group[] {
  const groups: Group[] = [];
  let before = 0;
  for (const [i, day] of days.entries()) {
    const low = Math.min(day.low ?? 0, before + 1);
    const high = Math.max(day.high ?? 0, (days[i + 1]?.low ?? Infinity) - 1);
    before = Math.max(before, day.high ?? 0);
    if (day.day <= after || !(scope.every || day.touched || inTurn(day.day, scope))) continue;
    const last = groups.at(-1);
    const both = last && { low: Math.min(last.low, low), high: Math.max(last.high, high) };
    const near = both && (scope.every || both.high - both.low < SLICE);
    if (near && last.days.length < MOST_DAYS) {
      groups[groups.length - 1] = { days: [...last.days, day.day], ...both };
    } else groups.push({ days: [day.day], low, high });
  }
  return groups;
}

async function checkGroup(
  { selfCheck }: Deps,
  lease: Lease,
  { survey, kinds, known, every }: About,
  { days, ...around }: Group,
  place: Place,
  budget: Budget,
): Promise<Place> {
  keep(await selfCheck.mark(lease, place, survey, kinds, days));
  const reach = await selfCheck.reach(survey, kinds, days);
  budget.steps -= 4;
  const range =
    every || !reach.known
      ? reach.all
      : {
          low: Math.max(reach.all.low, Math.min(reach.low, around.low)),
          high: Math.min(reach.all.high, Math.max(reach.high, around.high)),
        };
  const counted = new Map<string, Recounted>();
  const lost = new Set(place.lost);
  for (const slice of slicesOf(range)) {
    budget.steps--;
    for (const row of await selfCheck.recount(survey, slice, days, known)) {
      if (days.includes(row.day)) add(counted, row);
      else lost.add(row.day);
    }
  }
  const kept = await selfCheck.kept(survey, withMet(kinds, counted.values()), days);
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

/** Kinds that are known, and those that were counted for the first time since. */
function withMet(kinds: Kinds, counted: Iterable<Counted>): Kinds {
  const all = new Map(kinds.map((kind) => [kind.join(" "), kind]));
  for (const { question, dimension } of counted)
    all.set(`${question} ${dimension}`, [question, dimension]);
  return [...all.values()];
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
  const size = Math.max(SLICE, Math.ceil((high - low + 1) / MOST_SLICES));
  for (let from = low; from <= high; from += size)
    yield { low: from, high: Math.min(high, from + size - 1) };
}
