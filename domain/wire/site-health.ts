import * as v from "valibot";
import { SurveyState } from "./surveys.ts";
import { Site } from "./workspace.ts";

/** One site with what its pages report, and what they are told. */
export const SiteHealth = v.object({
  site: Site,
  /** The server's time, ms UTC: what ages are told by. */
  now: v.number(),
  /** The newest change of what pages are told; null before the first survey went live. */
  changed: v.nullable(
    v.object({
      at: v.number(),
      survey: v.object({ id: v.string(), name: v.string() }),
      what: v.picklist(["published", "live", "paused", "closed"]),
    }),
  ),
  /** Surveys of the site that are not put away, as pages go through them; at most 100. */
  surveys: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      state: SurveyState,
      /** Since when it is in this state, ms UTC. */
      since: v.number(),
    }),
  ),
});
export type SiteHealth = v.InferOutput<typeof SiteHealth>;

const Change = v.pipe(v.number(), v.safeInteger(), v.minValue(-1e9), v.maxValue(1e9));
/**
 * What is added to the counts that devices reported. Negative once a cause is mended; the same again
 * without the sign takes that back. What was reported meanwhile stays either way.
 */
export const ChangeCounts = v.strictObject({ lost: Change, failed: Change, blocked: Change });
export type ChangeCounts = v.InferOutput<typeof ChangeCounts>;
