import type { DerivedRepository } from "../../db/repositories/derived.ts";
import type { Lease } from "../../db/repositories/jobs.ts";
import type { CheckedSurvey, Kinds } from "../../db/repositories/self-check.ts";
import { type Place, keep } from "./check-days.ts";

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
  for (const theme of await derived.themes(survey)) {
    const days = await derived.themeDrift(survey, theme);
    if (days === 0) continue;
    found("themeDays", days);
    keep(await derived.repairTheme(lease, place, survey, theme));
  }
  let spans = (await derived.otherSpanDrift(survey)) + (await derived.themeSpanDrift(survey));
  for (const kind of kinds) spans += await derived.spanDrift(survey, kind);
  if (spans > 0) {
    found("spans", spans);
    keep(await derived.unseal(lease, place, survey));
  }
  return place;
}
