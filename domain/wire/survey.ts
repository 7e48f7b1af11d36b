import * as v from "valibot";
import { Line, Metric, OptionId, QuestionId } from "./common.ts";

/** Words shown to a respondent: one string, or one for each language (BCP 47 primary tags). */
export const Words = v.union([
  Line(500),
  v.record(v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Z]{2})?$/u)), Line(500)),
]);
export type Words = v.InferOutput<typeof Words>;

const OwnWords = v.exactOptional(Words);

/** Where to go after this answer. The first rule that matches wins; without one, the next question. */
const Branch = v.strictObject({
  /** Inclusive bounds of a score. */
  from: v.exactOptional(v.number()),
  to: v.exactOptional(v.number()),
  /** Any of these options was chosen. */
  any: v.exactOptional(v.array(OptionId)),
  go: v.union([QuestionId, v.literal("end")]),
});
export type Branch = v.InferOutput<typeof Branch>;

const base = {
  id: QuestionId,
  text: Words,
  required: v.exactOptional(v.boolean()),
  branches: v.exactOptional(v.array(Branch)),
};

export const ScoreQuestion = v.strictObject({
  ...base,
  kind: v.literal("score"),
  metric: v.picklist(["nps", "csat", "ces", "rating"]),
  min: v.picklist([0, 1]),
  max: v.picklist([5, 7, 10]),
  style: v.picklist(["numbers", "stars", "faces"]),
  /** Words at the ends of the scale. */
  low: OwnWords,
  high: OwnWords,
  /** A word under every face or star, from min to max. */
  labels: v.exactOptional(v.array(Words)),
  /** True when a low number is the good end (some CES scales). */
  reversed: v.exactOptional(v.boolean()),
});
const Option = v.strictObject({ id: OptionId, text: Words });
export const ChoiceQuestion = v.strictObject({
  ...base,
  kind: v.picklist(["single", "multiple"]),
  options: v.pipe(v.array(Option), v.minLength(1), v.maxLength(30)),
  /** Offers "other" with a text field: the answer is { id, text }. */
  other: v.exactOptional(v.strictObject({ id: OptionId, text: Words })),
});
export const TextQuestion = v.strictObject({
  ...base,
  kind: v.literal("text"),
  long: v.boolean(),
  placeholder: OwnWords,
});
export const ConsentQuestion = v.strictObject({ ...base, kind: v.literal("consent") });
export const EmailQuestion = v.strictObject({ ...base, kind: v.literal("email") });

export const Question = v.variant("kind", [
  ScoreQuestion,
  ChoiceQuestion,
  TextQuestion,
  ConsentQuestion,
  EmailQuestion,
]);
export type Question = v.InferOutput<typeof Question>;
export type ScoreQuestion = v.InferOutput<typeof ScoreQuestion>;
export type ChoiceQuestion = v.InferOutput<typeof ChoiceQuestion>;

const Url = v.pipe(
  v.string(),
  v.maxLength(2000),
  v.url(),
  v.regex(/^https?:\/\//iu, "must be http or https"),
);

export const Look = v.strictObject({
  accent: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/iu)),
  mode: v.picklist(["popover", "inline"]),
  corner: v.picklist(["br", "bl", "tr", "tl"]),
  scheme: v.picklist(["auto", "light", "dark"]),
  radius: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24)),
});
export type Look = v.InferOutput<typeof Look>;

/** Who sees the survey on a page. Every rule given must hold. */
export const Targeting = v.strictObject({
  /** Path patterns with `*`; any match is enough. Empty: every page. */
  urls: v.array(Line(300)),
  /** Milliseconds on the page before it shows. */
  delay: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(600_000)),
  /** Share of visitors asked, 0 to 1, stable for a visitor. */
  sample: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  devices: v.array(v.picklist(["mobile", "tablet", "desktop"])),
  /** Only after this event was tracked. */
  event: v.exactOptional(Line(100)),
});

export const Definition = v.pipe(
  v.strictObject({
    metric: Metric,
    language: v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Z]{2})?$/u)),
    questions: v.pipe(v.array(Question), v.minLength(1), v.maxLength(30)),
    thanks: v.strictObject({
      title: Words,
      text: OwnWords,
      link: v.exactOptional(v.strictObject({ text: Words, url: Url })),
    }),
    look: Look,
    targeting: Targeting,
  }),
  v.check(
    (d) => new Set(d.questions.map((q) => q.id)).size === d.questions.length,
    "question ids must be unique",
  ),
  v.check(
    (d) =>
      d.questions.every((q) =>
        (q.branches ?? []).every((b) => b.go === "end" || d.questions.some((o) => o.id === b.go)),
      ),
    "a branch must go to a question of this survey, or to the end",
  ),
  v.check(
    (d) => d.metric === "none" || primaryIndex(d) >= 0,
    "a survey with a metric needs a score question of that metric",
  ),
  v.check(
    (d) => d.questions.every((q) => q.kind !== "score" || scaleFits(q)),
    "the scale does not fit the metric: NPS 0 to 10, CSAT 1 to 5, CES 1 to 7 or 1 to 5",
  ),
);
/** A survey as its author writes it: questions, words, look and targeting. Versions are snapshots of it. */
export type Definition = v.InferOutput<typeof Definition>;

function primaryIndex(d: { metric: Metric; questions: Question[] }): number {
  return d.questions.findIndex((q) => q.kind === "score" && q.metric === d.metric);
}

function scaleFits(q: ScoreQuestion): boolean {
  if (q.metric === "nps") return q.min === 0 && q.max === 10;
  if (q.metric === "csat") return q.min === 1 && q.max === 5;
  if (q.metric === "ces") return q.min === 1 && (q.max === 7 || q.max === 5);
  return true;
}
