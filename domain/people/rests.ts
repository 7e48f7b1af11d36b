import {
  type Cooldown,
  type Event,
  type Rest,
  type Resting,
  restsFor,
} from "../targeting/rests.ts";

/** Stand for the surveys that ask by a metric and have not asked this person yet. */
const OTHERS = (["nps", "csat", "ces"] as const).map((metric): Resting => ({
  id: "",
  metric,
  mode: "popover",
}));

/**
 * Why a person is left alone now: the rests that bear on any survey, on all of a metric, and on
 * those that have spoken to them, the longest first. Empty: they may be asked.
 * @param surveys those of the history @param now ms UTC
 */
export function restsNow(
  history: readonly Event[],
  surveys: readonly Resting[],
  cooldown: Cooldown,
  now: number,
): Rest[] {
  const found = new Map<string, Rest>();
  for (const survey of [...OTHERS, ...surveys])
    for (const rest of restsFor(survey, history, cooldown))
      if (rest.until > now) found.set(`${rest.of} ${rest.key}`, rest);
  return [...found.values()].toSorted((a, b) => b.until - a.until);
}
