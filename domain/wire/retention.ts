import * as v from "valibot";

const days = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650)));

/**
 * Days that data is kept after it was given, by kind; what is not named is kept for ever. `texts`:
 * what people wrote; `people`: who answered, with their attributes and page; `responses`: all of it,
 * its figures too.
 */
export const Retention = v.strictObject({ texts: days, people: days, responses: days });
export type Retention = v.InferOutput<typeof Retention>;

/** Responses that a retention would touch now, by kind. */
export const RetentionPreview = v.object({
  texts: v.number(),
  people: v.number(),
  responses: v.number(),
  /** False: there are more responses than are counted on demand. */
  complete: v.boolean(),
});
export type RetentionPreview = v.InferOutput<typeof RetentionPreview>;
