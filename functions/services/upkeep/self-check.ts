import { DAY_MS } from "../../../domain/time/days.ts";
import type { Context } from "../../context.ts";
import type { DerivedRepository } from "../../db/repositories/derived.ts";
import type { JobsRepository, Lease } from "../../db/repositories/jobs.ts";
import type { SelfCheckRepository } from "../../db/repositories/self-check.ts";
import { leased } from "../jobs/lease.ts";
import {
  type Budget,
  type Figures,
  type Place,
  type Scope,
  checkDays,
  inTurn,
  keep,
} from "./check-days.ts";
import { checkDerived } from "./check-derived.ts";

export type CheckDeps = {
  jobs: JobsRepository;
  selfCheck: SelfCheckRepository;
  derived: DerivedRepository;
};

type Cursor = Place & { night: number };

/** The row of the operator's page: outcome, figures, and the place while a check is under way. */
export const SELF_CHECK = "self-check";
const LEASE_MS = 10 * 60_000;
/** Slices of responses a run reads: minutes at the most. */
const MOST_SLICES = 3_000;

const NOTHING: Figures = {
  surveys: 0,
  days: 0,
  drifted: 0,
  repaired: 0,
  moving: 0,
  asides: 0,
  themeDays: 0,
  spans: 0,
};
export const FIRST: Place = { after: 0, no: 0, day: -1, lost: [], figures: NOTHING };

/**
 * The nightly self-check (FAULTS 55): recomputes from the responses every day whose counters moved
 * since they were last checked and a thirtieth of the others, and repairs what differs. Begins anew
 * unless one is under way. One line is logged when anything was wrong; it holds figures alone.
 */
export async function selfCheck(ctx: Context, deps: CheckDeps): Promise<void> {
  await run(ctx, deps, true);
}

/** Goes on with a check that was stopped or cut short; does nothing when there is none. */
export async function continueSelfCheck(ctx: Context, deps: CheckDeps): Promise<void> {
  if ((await deps.jobs.named(SELF_CHECK)).length > 0) await run(ctx, deps, false);
}

async function run(ctx: Context, deps: CheckDeps, mayBegin: boolean): Promise<void> {
  await leased(ctx, deps, SELF_CHECK, LEASE_MS, async (lease) => {
    const cursor = lease.cursor as Cursor | null;
    if (cursor === null && !mayBegin) return;
    const night = cursor?.night ?? Math.floor(ctx.now / DAY_MS);
    const place = await checkSurveys(
      deps,
      lease,
      { every: false, night },
      { ...(cursor ?? FIRST), night },
      { slices: MOST_SLICES },
    );
    if (!place) return;
    tell(place.figures);
    await deps.jobs.finish(lease, ctx.now, "ok", place.figures);
  });
}

/**
 * Checks one survey after the other, of all workspaces or of one.
 * @returns the last place; undefined when the run's share is over and there is more to do
 */
export async function checkSurveys<P extends Place>(
  deps: CheckDeps,
  lease: Lease,
  scope: Scope,
  start: P,
  budget: Budget,
  workspace?: string,
): Promise<P | undefined> {
  let place = start;
  for (;;) {
    const survey = await deps.selfCheck.survey(place.after, workspace);
    if (!survey) return place;
    if (place.no !== survey.no) place = { ...place, no: survey.no, day: FIRST.day, lost: [] };
    place = { ...place, ...(await checkDays(deps, lease, survey, scope, place, budget)) };
    if (place.day !== Number.MAX_SAFE_INTEGER) return undefined;
    if (inTurn(survey.no, scope)) {
      const { kinds } = await deps.selfCheck.counted(survey);
      place = { ...place, ...(await checkDerived(deps, lease, survey, kinds, place)) };
    }
    place = {
      ...place,
      after: survey.no,
      figures: { ...place.figures, surveys: place.figures.surveys + 1 },
    };
    keep(await deps.jobs.advance(lease, place));
  }
}

function tell(figures: Figures): void {
  const { drifted, asides, themeDays, spans } = figures;
  if (drifted + asides + themeDays + spans === 0) return;
  console.error(JSON.stringify({ alert: "counters differed from responses", ...figures }));
}
