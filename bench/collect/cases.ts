import type { Published } from "../../tests/support/published.ts";
import type { Shot } from "../support/load.ts";

/** What a page sends for a one-question answer: the widget's own fields. */
const answer = (survey: Pick<Published, "id" | "site">, more: object = {}) =>
  JSON.stringify({
    wire: 1,
    site: survey.site,
    survey: survey.id,
    v: 1,
    submission: "{submission}",
    rev: 0,
    answers: { q1: 7 },
    complete: false,
    channel: "widget",
    page: "https://shop.example/checkout/thanks",
    lang: "en",
    ms: 4200,
    ...more,
  }).replace('"q1":7', '"q1":{score}');

const TEXT = "Delivery took {n} hours longer than promised, but the courier was friendly";

export type Case = "score" | "text" | "amendment";

/** The bodies of the cases, by name. An amendment adds text to an answer that was stored before. */
export function bodies(survey: Pick<Published, "id" | "site">): Record<Case, string> {
  return {
    score: answer(survey),
    text: answer(survey, { answers: { q1: 7, q2: TEXT } }),
    amendment: answer(survey, { rev: 1, answers: { q1: 7, q2: TEXT }, complete: true }),
  };
}

/** The rest of a shot at the ingest path: as a browser sends it, from addresses behind one front. */
export const HEADERS: NonNullable<Shot["headers"]> = {
  origin: "https://shop.example",
  "user-agent":
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
  "cf-connecting-ip": "203.0.113.7",
};
