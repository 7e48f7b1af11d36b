import * as v from "valibot";
import { mayLeadAway } from "../links/away.ts";
import { AttributeName, Line, Metric, OptionId, QuestionId } from "./common.ts";

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

const Url = v.pipe(
  v.string(),
  v.maxLength(2000),
  v.url(),
  v.check(mayLeadAway, "must begin with https:// and hold no user name, blank or backslash"),
);
const Link = v.strictObject({ text: Words, url: Url });

/** Says something and asks nothing: it has no answer. */
export const MessageQuestion = v.strictObject({
  ...base,
  kind: v.literal("message"),
  link: v.exactOptional(Link),
});

export const Question = v.variant("kind", [
  ScoreQuestion,
  ChoiceQuestion,
  TextQuestion,
  ConsentQuestion,
  EmailQuestion,
  MessageQuestion,
]);
export type Question = v.InferOutput<typeof Question>;
export type ScoreQuestion = v.InferOutput<typeof ScoreQuestion>;
export type ChoiceQuestion = v.InferOutput<typeof ChoiceQuestion>;

const Colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/iu, "must be a colour like #1d5b49"));

export const Look = v.strictObject({
  accent: Colour,
  /** The panel's own background in both colour schemes; text on it turns black or white. Default: the system's. */
  surface: v.exactOptional(Colour),
  mode: v.picklist(["popover", "modal", "inline", "tab"]),
  /** Where a popover stands; a tab stands at the same side. */
  corner: v.picklist(["br", "bl", "tr", "tl"]),
  scheme: v.picklist(["auto", "light", "dark"]),
  radius: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24)),
  /** page: the font of the page around it. Default: the system's. */
  font: v.exactOptional(v.literal("page")),
  /** The word on the feedback tab. Default: "Feedback" in the respondent's language. */
  tab: OwnWords,
});
export type Look = v.InferOutput<typeof Look>;

/**
 * What an attribute of the visitor must be. Values compare as text; `more` and `less` as numbers.
 * An attribute that is not set fails every rule but `none_of` and `unset`.
 */
export const AttributeRule = v.strictObject({
  name: AttributeName,
  is: v.picklist(["one_of", "none_of", "contains", "more", "less", "set", "unset"]),
  /** For one_of, none_of and contains: any of these. For more and less: the one bound, excluded. */
  values: v.exactOptional(v.pipe(v.array(Line(200)), v.maxLength(50))),
  /** Only what your server signed counts: what a page claims does not. */
  signed: v.exactOptional(v.literal(true)),
});
export type AttributeRule = v.InferOutput<typeof AttributeRule>;

const Days = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3650));

/** Who sees the survey on a page, when, and how soon again. Every rule given must hold. */
export const Targeting = v.strictObject({
  /**
   * Address patterns with `*`; any match is enough. Empty: every page. "/pricing*" is matched with the
   * path, "/search?q=*" with path and query, "https://..." with the whole address.
   */
  urls: v.array(Line(300)),
  /** Pages that are left out, written alike. */
  except: v.exactOptional(v.array(Line(300))),
  /** Milliseconds on the page before it shows. */
  delay: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(600_000)),
  /** Share of visitors asked, 0 to 1, stable for a visitor; for a person with a proof on all devices. */
  sample: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  devices: v.array(v.picklist(["mobile", "tablet", "desktop"])),
  /** Only after this event was tracked. */
  event: v.exactOptional(Line(100)),
  /** Only after this share of the page was scrolled through, percent. */
  scroll: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100))),
  /** Only when the pointer leaves the window at its top; never happens without a mouse. */
  exit: v.exactOptional(v.literal(true)),
  /** Primary language tags of the browser, such as "de". Empty or absent: all. */
  languages: v.exactOptional(v.array(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/u)))),
  attributes: v.exactOptional(v.pipe(v.array(AttributeRule), v.maxLength(20))),
  /** First and last moment of asking, ms UTC. */
  from: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  until: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  /** Asks by itself even where the browser keeps nothing, so that it may ask on every page. */
  askWithoutMemory: v.exactOptional(v.literal(true)),
  /**
   * Days until the same visitor may be asked again: after an answer (null: never, so it asks until
   * answered) and after a dismissal. Default: 180 and 30 (CONTRACTS, Identity).
   */
  again: v.exactOptional(v.strictObject({ answered: v.nullable(Days), dismissed: Days })),
});
export type Targeting = v.InferOutput<typeof Targeting>;

export const Definition = v.pipe(
  v.strictObject({
    metric: Metric,
    language: v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Z]{2})?$/u)),
    questions: v.pipe(v.array(Question), v.minLength(1), v.maxLength(30)),
    thanks: v.strictObject({
      title: Words,
      text: OwnWords,
      link: v.exactOptional(Link),
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
    ({ targeting: { from, until } }) => from === undefined || until === undefined || from < until,
    "asking must begin before it ends",
  ),
  v.check(
    (d) => (d.targeting.attributes ?? []).every(ruleFits),
    "a rule for an attribute needs what to compare with; more and less need one number",
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

/** Whether a rule has what it compares with. */
export function ruleFits({ is, values = [] }: AttributeRule): boolean {
  if (is === "set" || is === "unset") return values.length === 0;
  if (is !== "more" && is !== "less") return values.length > 0;
  return values.length === 1 && values[0]!.trim() !== "" && Number.isFinite(Number(values[0]));
}
