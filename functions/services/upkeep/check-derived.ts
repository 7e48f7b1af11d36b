import type { DerivedRepository } from "../../db/repositories/derived.ts";
import type { Lease } from "../../db/repositories/jobs.ts";
import type { CheckedSurvey, Kinds } from "../../db/repositories/self-check.ts";
import { keep } from "../jobs/lease.ts";
import type { Budget, Place } from "./check-days.ts";

/**
 * Compares how many answers a survey with a quota has with its daily counters; puts right what
 * differs. Holds for every night: a day that moved while it was checked is right in the next.
 * @throws AppError stale when the job was taken over
 */
export async function checkAnswered(
  { derived }: { derived: DerivedRepository },
  lease: Lease,
  survey: CheckedSurvey,
  place: Place,
): Promise<Place> {
  const n = await derived.answeredDrift(survey);
  if (n === 0) return place;
  const next = { ...place, figures: { ...place.figures, answered: place.figures.answered + n } };
  keep(await derived.repairAnswered(lease, next, survey));
  return next;
}

/**
 * Compares what is kept beside a survey's daily counters: responses set aside, mentions by day, sums
 * of long spans; puts right what differs. Sums that do not hold are taken away as a whole and made
 * anew by the minute job, since they can be no better than the days that they come from.
 * @throws AppError stale when the job was taken over
 */
export async function checkDerived(
  deps: { derived: DerivedRepository },
  lease: Lease,
  survey: CheckedSurvey,
  kinds: Kinds,
  start: Place,
  budget: Budget,
): Promise<Place> {
  const { derived } = deps;
  let place = start;
  const found = (what: "asides" | "themeDays" | "spans", n: number) => {
    place = { ...place, figures: { ...place.figures, [what]: place.figures[what] + n } };
  };
  const asides = await derived.asideDrift(survey);
  if (asides > 0) {
    found("asides", asides);
    keep(await derived.repairAsides(lease, place, survey));
  }
  const themes = await derived.themes(survey);
  for (const theme of themes) {
    const days = await derived.themeDrift(survey, theme);
    if (days === 0) continue;
    found("themeDays", days);
    keep(await derived.repairTheme(lease, place, survey, theme));
  }
  const summed = [...kinds, ...(await derived.strayKinds(survey, kinds))];
  let spans = (await derived.otherSpanDrift(survey)) + (await derived.themeSpanDrift(survey));
  for (const kind of summed) spans += await derived.spanDrift(survey, kind);
  budget.steps -= themes.length + summed.length + 5;
  if (spans > 0) {
    found("spans", spans);
    keep(await derived.unseal(lease, place, survey));
  }
  return place;
}
