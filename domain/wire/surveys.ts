import * as v from "valibot";
import { Day, Line, Metric, SiteId, page } from "./common.ts";
import { Scores } from "./scores.ts";
import { Definition } from "./survey.ts";

/** The highest of priorities; the lowest is its opposite. */
export const MAX_PRIORITY = 1_000;

/** Most answers that a quota may ask for. */
export const MAX_QUOTA = 10_000_000;

export const SurveyState = v.picklist(["draft", "live", "paused", "closed"]);

export const SurveySummary = v.object({
  id: v.string(),
  site: v.string(),
  name: v.string(),
  slug: v.string(),
  metric: Metric,
  state: SurveyState,
  version: v.number(),
  /** Stops being offered at this many answers; `answered` counts them while there is a quota. */
  quota: v.nullable(v.number()),
  answered: v.nullable(v.number()),
  /** Of surveys that would ask on a page at once the highest goes first, then the newest. Default: 0. */
  priority: v.number(),
  /** True when the draft differs from the published version. */
  changed: v.boolean(),
  demo: v.boolean(),
  archivedAt: v.nullable(v.number()),
  createdAt: v.number(),
});
export type SurveySummary = v.InferOutput<typeof SurveySummary>;
export const Surveys = page(SurveySummary);
/** archived=1: also those that were put away. */
export const SurveysQuery = v.object({ archived: v.optional(v.picklist(["0", "1"])) });

/** One survey with its draft and what is live. `revision` goes back with a save (If-Match in the body). */
export const Survey = v.object({
  ...SurveySummary.entries,
  draft: Definition,
  revision: v.number(),
  published: v.nullable(Definition),
  versions: v.array(v.object({ v: v.number(), at: v.number(), by: v.nullable(v.string()) })),
  /** The next ids for a new question and option: never used by any version. */
  free: v.object({ question: v.string(), option: v.string() }),
});
export type Survey = v.InferOutput<typeof Survey>;

export const CreateSurvey = v.strictObject({
  site: v.exactOptional(SiteId),
  name: Line(120),
  /** A starting point: "nps", "csat", "ces". */
  template: Metric,
});
export type CreateSurvey = v.InferOutput<typeof CreateSurvey>;
export const SaveSurvey = v.strictObject({
  revision: v.number(),
  name: v.exactOptional(Line(120)),
  draft: v.exactOptional(Definition),
  quota: v.exactOptional(
    v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MAX_QUOTA))),
  ),
  priority: v.exactOptional(
    v.pipe(v.number(), v.integer(), v.minValue(-MAX_PRIORITY), v.maxValue(MAX_PRIORITY)),
  ),
});
export type SaveSurvey = v.InferOutput<typeof SaveSurvey>;
export const MoveSurvey = v.strictObject({ to: v.picklist(["live", "paused", "closed"]) });
export const ArchiveSurvey = v.strictObject({ archived: v.boolean() });

/** Default: the 30 days up to today. */
export const OverviewQuery = v.object({ from: v.optional(Day), to: v.optional(Day) });

/** One row a survey for the overview: its figures for the period and a weekly line. */
export const Overview = v.object({
  from: v.string(),
  to: v.string(),
  items: v.array(
    v.object({
      survey: SurveySummary,
      scores: v.omit(Scores, ["rows", "rowsFrom", "counts", "confirmed"]),
      spark: v.array(
        v.object({
          key: v.string(),
          score: v.nullable(v.number()),
          low: v.nullable(v.number()),
          high: v.nullable(v.number()),
        }),
      ),
      channels: v.array(v.string()),
    }),
  ),
  /** Running surveys that are older than those listed. */
  more: v.number(),
  feed: v.array(
    v.object({
      kind: v.picklist(["score", "theme_rising", "theme_proposed", "suspect_votes"]),
      at: v.number(),
      survey: v.nullable(v.string()),
      theme: v.nullable(v.string()),
      title: v.string(),
      detail: v.string(),
    }),
  ),
});
export type Overview = v.InferOutput<typeof Overview>;
