import type { LiveSurvey } from "../../domain/wire/site-config.ts";

/** Whether a path is meant: no patterns, or any that fits; `*` stands for any text. */
export function onPath(patterns: readonly string[], path: string): boolean {
  return (
    !patterns[0] ||
    patterns.some((pattern) =>
      RegExp(`^${pattern.replace(/\W/g, (sign) => (sign === "*" ? ".*" : `\\${sign}`))}$`).test(
        path,
      ),
    )
  );
}

/**
 * Whether a visitor belongs to a survey's sample, always the same for the same two.
 * The fraction of a uniform number times a whole number is uniform again, so each survey draws
 * its own share of the visitors.
 * @param seed the visitor's random number 0..1 @param sample share of visitors, 0 to 1
 */
export function sampled(seed: number, survey: string, sample: number): boolean {
  return (seed * ((parseInt(survey.slice(3), 36) % 9973) + 1)) % 1 < sample;
}

/** The device class of a window, by its width in CSS pixels. */
export function device(width: number): LiveSurvey["rules"]["devices"][number] {
  return width < 600 ? "mobile" : width < 1024 ? "tablet" : "desktop";
}
