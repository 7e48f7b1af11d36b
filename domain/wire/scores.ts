import * as v from "valibot";
import { Channel, Day, Metric, QuestionId } from "./common.ts";
import { AttributeFilters } from "./responses.ts";

/** up / down / same: the change passes its test or not; few: not enough data to say. */
export const Verdict = v.picklist(["up", "down", "same", "few"]);
export type Verdict = v.InferOutput<typeof Verdict>;

export const ScoresQuery = v.object({
  from: v.optional(Day),
  to: v.optional(Day),
  by: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^(day|week|month|channel|language|device|attr:[a-z][a-z0-9_]{0,39})$/u),
    ),
  ),
  question: v.optional(QuestionId),
  channel: v.optional(Channel),
  attr: v.optional(AttributeFilters),
});
export type ScoresQuery = v.InferOutput<typeof ScoresQuery>;

const Figures = {
  n: v.number(),
  /** NPS: -100..100; CSAT and CES: percent 0..100; null under 5 answers. */
  score: v.nullable(v.number()),
  /** 95 % interval of the score, same unit; null with the score. */
  low: v.nullable(v.number()),
  high: v.nullable(v.number()),
};

export const Scores = v.object({
  metric: Metric,
  question: v.string(),
  from: v.nullable(Day),
  to: v.nullable(Day),
  ...Figures,
  verdict: Verdict,
  /** Score now minus score before, in points; null when either is missing. */
  change: v.nullable(v.number()),
  previous: v.optional(v.object({ ...Figures, from: Day, to: Day })),
  /** Answers by value: index = value (0..10). Options: index = place in `options`. */
  counts: v.array(v.number()),
  mean: v.nullable(v.number()),
  /**
   * The same answers without the one-click votes that nobody touched (`probable` of them): what is left
   * when all of those were scanners. `differs`: the two kinds differ by more than chance. Null where
   * no vote came by mail, or the question is not the survey's own.
   */
  confirmed: v.nullable(v.object({ ...Figures, probable: v.number(), differs: v.boolean() })),
  /** Answers that do not count, of the same period. */
  excluded: v.object({
    suspect: v.number(),
    quarantined: v.number(),
    late: v.number(),
    pending: v.number(),
    test: v.number(),
  }),
  /** Approximate counters of the same period. */
  funnel: v.object({
    shown: v.number(),
    started: v.number(),
    counted: v.number(),
    completed: v.number(),
    commented: v.number(),
  }),
  /**
   * One row a bucket or value. `verdict` compares with the period before (time) or with all others
   * (a dimension), Benjamini-Hochberg corrected over the rows.
   */
  rows: v.array(v.object({ key: v.string(), ...Figures, verdict: Verdict })),
  /** Set when a long period has more buckets than are told: the first that is. */
  rowsFrom: v.optional(Day),
});
export type Scores = v.InferOutput<typeof Scores>;

/**
 * The answer to `attr`: figures of those responses alone. Score, mean and counts are left out (null,
 * no counts) under 5 answers, and where the answers that one filter takes away are fewer than that,
 * so that no small group can be had by subtracting two answers.
 */
export const FilteredScores = v.object({
  ...v.pick(Scores, ["metric", "question", "from", "to", "counts", "mean"]).entries,
  ...Figures,
  /**
   * Set when no counter holds these filters together: the newest responses of the survey were looked
   * through, this many. `whole`: the survey has no more.
   */
  newest: v.optional(v.object({ looked: v.number(), whole: v.boolean() })),
});
export type FilteredScores = v.InferOutput<typeof FilteredScores>;
export const ScoresReply = v.union([Scores, FilteredScores]);
