/**
 * Whether a visitor belongs to a survey's sample, always the same for the same two.
 * The fraction of a uniform number times a whole number is uniform again, so each survey draws
 * its own share of the visitors.
 * @param seed the visitor's random number 0..1 @param sample share of visitors, 0 to 1; default all
 */
export function sampled(seed: number, survey: string, sample: number | undefined): boolean {
  return !((seed * ((parseInt(survey.slice(3), 36) % 9973) + 1)) % 1 >= sample!);
}
