import type { LiveSurvey } from "../../domain/wire/site-config.ts";
import type { Rests, State } from "../runtime/state.ts";

/**
 * Whether a visitor belongs to a survey's sample, always the same for the same two.
 * The fraction of a uniform number times a whole number is uniform again, so each survey draws
 * its own share of the visitors.
 * @param seed the visitor's random number 0..1 @param sample share of visitors, 0 to 1; default all
 */
export function sampled(seed: number, survey: string, sample: number | undefined): boolean {
  return !((seed * parseInt(survey.slice(-3), 36)) % 1 >= sample!);
}

/**
 * Whether a visitor may be asked again.
 * @param passive a container or a tab interrupts nobody: a popover shown elsewhere does not count
 */
export function rested(
  state: State,
  { id, metric }: Pick<LiveSurvey, "id" | "metric">,
  now: number,
  passive: unknown,
): boolean {
  return ![id, metric!, passive ? "" : "t"].some((key) => (state as Rests)[key]! > now);
}

/**
 * Whether attributes are what a survey asks for.
 * @param known attributes as the page gave them
 */
export function suits(traits: LiveSurvey["traits"], known: { [name: string]: unknown }): boolean {
  return !traits?.some(([name, source, more, less]) => {
    const value = known[name] ?? "";
    return !RegExp(source).test(value as string) || +value <= +more! || +value >= +less!;
  });
}
