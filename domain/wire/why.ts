import * as v from "valibot";
import { Line, Metric, SurveyId } from "./common.ts";
import { AskLeave } from "./ingest.ts";
import { AttributeRule, Look } from "./survey.ts";
import { SurveyState } from "./surveys.ts";

const Device = v.picklist(["mobile", "tablet", "desktop"]);
const At = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15));

/** A visitor on a page of a site, as somebody describes it. What is left out is not judged. */
export const WhyQuestion = v.pipe(
  v.strictObject({
    /** The whole address of the page. */
    page: v.pipe(
      v.string(),
      v.trim(),
      v.maxLength(2000),
      v.url("must be a whole address, such as https://www.example.com/pricing"),
      v.regex(/^https?:\/\//iu, "must begin with http:// or https://"),
    ),
    /** The id that the site's server signs. Without it the visitor is known on one device alone. */
    person: v.exactOptional(Line(200)),
    device: v.exactOptional(Device),
    /** BCP 47 */
    language: v.exactOptional(
      v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/iu, "must be a tag such as de")),
    ),
    /** What the page claims of the visitor. */
    attributes: AskLeave.entries.attributes,
    /** What the proof says beside the id. */
    signed: AskLeave.entries.attributes,
    /** Events that were tracked on the page. */
    events: v.exactOptional(v.pipe(v.array(Line(100)), v.maxLength(20))),
    /** When, ms UTC. Default: now. */
    at: v.exactOptional(At),
  }),
  v.forward(
    v.check(
      ({ person, signed = {} }) => person !== undefined || Object.keys(signed).length === 0,
      "are known of a person with an id alone",
    ),
    ["signed"],
  ),
);
export type WhyQuestion = v.InferOutput<typeof WhyQuestion>;

/** What happened between a survey and a person. */
const Cause = v.object({
  survey: v.string(),
  metric: v.optional(Metric),
  what: v.picklist(["shown", "sent", "answered", "dismissed"]),
  at: v.number(),
});
const Rest = v.object({
  of: v.picklist(["any", "metric", "survey"]),
  key: v.string(),
  because: Cause,
  until: v.number(),
});

const result = v.picklist(["pass", "fail", "waits", "chance"]);
const moment = v.nullable(v.number());

/** One rule held against the situation: see domain/targeting/explain. */
export const WhyCheck = v.variant("rule", [
  v.object({ rule: v.literal("state"), result, state: SurveyState, full: v.boolean() }),
  v.object({ rule: v.literal("schedule"), result, from: moment, until: moment }),
  v.object({
    rule: v.literal("address"),
    result,
    urls: v.array(v.string()),
    except: v.array(v.string()),
    address: v.string(),
  }),
  v.object({ rule: v.literal("device"), result, devices: v.array(Device), device: Device }),
  v.object({
    rule: v.literal("language"),
    result,
    languages: v.array(v.string()),
    language: v.string(),
  }),
  v.object({
    rule: v.literal("attribute"),
    result,
    attribute: AttributeRule,
    value: v.nullable(v.union([v.string(), v.number(), v.boolean()])),
  }),
  v.object({
    rule: v.literal("sample"),
    result,
    sample: v.number(),
    standing: v.nullable(v.number()),
  }),
  v.object({ rule: v.literal("rest"), result, of: Rest.entries.of, rest: v.nullable(Rest) }),
  v.object({ rule: v.literal("event"), result, event: v.string() }),
  v.object({ rule: v.literal("delay"), result, delay: v.number() }),
  v.object({ rule: v.literal("scroll"), result, scroll: v.number() }),
  v.object({ rule: v.literal("exit"), result }),
]);
export type WhyCheck = v.InferOutput<typeof WhyCheck>;

export const Why = v.object({
  /** The time that was judged for, ms UTC. */
  at: v.number(),
  /** What is known of the person, newest first; null without an id. Only proven answers are joined. */
  history: v.nullable(v.array(Cause)),
  /** Days of rest for everybody: after a show, and of a metric after an answer. */
  cooldown: v.object({ shown: v.number(), metric: v.number() }),
  /** Surveys of the site that are not put away, in the order in which a page goes through them. */
  surveys: v.array(
    v.object({
      id: SurveyId,
      name: v.string(),
      state: SurveyState,
      metric: Metric,
      mode: Look.entries.mode,
      /**
       * asks: now. behind: its rules hold, but `behind` goes first. waits: for something on the page.
       * chance: the device of a visitor without an id draws. no: a rule does not hold.
       */
      verdict: v.picklist(["asks", "behind", "waits", "chance", "no"]),
      behind: v.nullable(v.string()),
      checks: v.array(WhyCheck),
    }),
  ),
  /** Names of all surveys that are spoken of, by id. */
  names: v.record(v.string(), v.string()),
});
export type Why = v.InferOutput<typeof Why>;
