import { DAY_MS } from "../../../domain/time/days.ts";
import type { Context } from "../../context.ts";
import type { DerivedRepository } from "../../db/repositories/derived.ts";
import type { JobsRepository, Lease } from "../../db/repositories/jobs.ts";
import type { Part, SelfCheckRepository } from "../../db/repositories/self-check.ts";
import { keep, leased } from "../jobs/lease.ts";
import {
  type Budget,
  type Figures,
  type Place,
  type Scope,
  checkDays,
  inTurn,
} from "./check-days.ts";
import { checkAnswered, checkDerived } from "./check-derived.ts";

export type CheckDeps = {
  jobs: JobsRepository;
  selfCheck: SelfCheckRepository;
  derived: DerivedRepository;
};

/** A check that is under way. There is one at a time: two would take each other's marks for theirs. */
export type Check = Place & { id: string; scope: Scope; part: Part };

/** The job: outcome and figures of the last check that ended, and the place of one under way. */
export const SELF_CHECK = "self-check";
/** Outcome of a check that found and repaired something. */
const DRIFT = "drift";
const LEASE_MS = 5 * 60_000;
/** What a cron takes: about half of the requests that an invocation may send. */
const MOST_STEPS = 400;

const NOTHING: Figures = {
  surveys: 0,
  days: 0,
  drifted: 0,
  repaired: 0,
  moving: 0,
  answered: 0,
  asides: 0,
  themeDays: 0,
  spans: 0,
};
const START: Place = { after: 0, no: 0, day: -1, lost: [], figures: NOTHING };

/** The beginning of a check. */
export function newCheck(id: string, scope: Scope, part: Part = {}): Check {
  return { ...START, id, scope, part };
}

/**
 * The nightly self-check (FAULTS 55): recomputes from the responses every day whose counters moved
 * since they were last checked and a thirtieth of the others, and repairs what differs. Begins anew
 * unless one is under way. One line is logged when anything was wrong; it holds figures alone.
 */
export async function selfCheck(ctx: Context, deps: CheckDeps): Promise<void> {
  const night = Math.floor(ctx.now / DAY_MS);
  await goOn(ctx, deps, newCheck(ctx.newId(), { every: false, night }), MOST_STEPS);
}

/** Goes on with a check that was stopped or cut short; does nothing when there is none. */
export async function continueSelfCheck(ctx: Context, deps: CheckDeps): Promise<void> {
  if ((await deps.jobs.cursor(SELF_CHECK)) !== null) await goOn(ctx, deps, null, MOST_STEPS);
}

/**
 * Takes the check that is under way, else the one that is given, further by a share. Safe to repeat
 * and to run twice at once: one holds the job.
 * @param steps what the share may cost, see Budget
 */
export async function goOn(
  ctx: Context,
  deps: CheckDeps,
  fresh: Check | null,
  steps: number,
): Promise<void> {
  await leased(ctx, deps, SELF_CHECK, LEASE_MS, async (lease) => {
    const stored = lease.cursor as Check | null;
    const check = stored ?? fresh;
    if (check === null) return deps.jobs.pause(lease);
    if (stored === null) keep(await deps.jobs.advance(lease, check));
    const done = await checkSurveys(deps, lease, check, { steps });
    if (!done) return deps.jobs.pause(lease);
    const drift = tell(done.figures);
    await deps.jobs.finish(lease, ctx.now + ctx.elapsed(), drift ? DRIFT : "ok", done.figures);
  });
}

/** @returns the last place; undefined when the share is over and there is more to do */
async function checkSurveys(
  deps: CheckDeps,
  lease: Lease,
  start: Check,
  budget: Budget,
): Promise<Check | undefined> {
  const { scope, part } = start;
  let check = start;
  for (;;) {
    const survey = await deps.selfCheck.survey(check.after, part);
    if (!survey) return check;
    if (budget.steps <= 0) return undefined;
    if (check.no !== survey.no) check = { ...check, no: survey.no, day: START.day, lost: [] };
    const place = await checkDays(deps, lease, survey, scope, check, budget);
    check = { ...check, ...place };
    if (check.day !== Number.MAX_SAFE_INTEGER) return undefined;
    check = { ...check, ...(await checkAnswered(deps, lease, survey, check)) };
    if (inTurn(survey.no, scope)) {
      const { kinds } = await deps.selfCheck.counted(survey);
      check = { ...check, ...(await checkDerived(deps, lease, survey, kinds, check, budget)) };
    }
    const figures = { ...check.figures, surveys: check.figures.surveys + 1 };
    check = { ...check, after: survey.no, figures };
    budget.steps -= 5;
    keep(await deps.jobs.advance(lease, check));
  }
}

/** Logs what was wrong. @returns whether anything was */
function tell(figures: Figures): boolean {
  const { drifted, answered, asides, themeDays, spans } = figures;
  if (drifted + answered + asides + themeDays + spans === 0) return false;
  console.error(JSON.stringify({ alert: "counters differed from responses", ...figures }));
  return true;
}
