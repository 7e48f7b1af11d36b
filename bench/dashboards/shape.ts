import { voices } from "../../domain/demo/comments/voices.ts";
import { DEMO_SEED, demoPlan } from "../../domain/demo/plan.ts";
import { demoResponses } from "../../domain/demo/responses.ts";
import { factsOf } from "../../domain/survey/facts.ts";
import { primaryQuestion, unionOfQuestions } from "../../domain/survey/questions.ts";
import type { Channel } from "../../domain/wire/common.ts";
import type { Definition } from "../../domain/wire/survey.ts";
import { npsDefinition } from "../../tests/support/definitions.ts";

/**
 * What is the same at every size: surveys, days, who answers and what they write. Each day has each
 * profile and each theme at the smallest size already, so that sizes differ in responses alone.
 */
export const NOW = Date.UTC(2026, 5, 1, 12);
export const WORKSPACE = "wk_benchtests";
export const SITE = "st_benchtests";
export const ATTRIBUTES = ["plan", "country"];
/** Two surveys; the first, which the views ask for, takes seven of eight responses. */
export const SURVEYS = [
  { id: "sv_benchmain2", share: 0.876 },
  { id: "sv_benchother", share: 0.124 },
] as const;
/** A year, up to the day before today. */
export const DAYS = 365;
export const PROFILES = 24;
/** Of 24 responses one came too late and eight have a text. */
export const LATE = PROFILES - 1;
export const TEXT_EVERY = 3;
/** Texts that hold the rare word: the same handful at every size. */
export const RARE = { word: "zeppelin", texts: 40 };
/** In three of four texts at every size, and the beginning of other words too. */
export const COMMON = "the";

export const definition: Definition = {
  ...npsDefinition,
  questions: [
    ...npsDefinition.questions.slice(0, 2),
    {
      id: "q3",
      kind: "single",
      text: "What matters most?",
      options: [
        { id: "o1", text: "Price" },
        { id: "o2", text: "Speed" },
        { id: "o3", text: "Service" },
      ],
    },
  ],
};

/** Answers of 100 people, as NPS scores. */
const SHARES = [3, 1, 2, 3, 3, 6, 7, 14, 20, 20, 21];
export const SCORES = SHARES.flatMap((share, score) => Array.from({ length: share }, () => score));

const CHANNELS: Channel[] = ["widget", "link", "widget", "email", "widget", "inline"];
const LANGUAGES = ["en", "en", "de", "fr", "en", "es", "de", "en"];
const PLANS = ["free", "pro", "free", "team", "pro", "free", "enterprise", "free"];
const COUNTRIES = ["de", "fr", "us", "gb", "es", "at", "ch", "it", "nl", "pl", "se", "dk"];

export type Profile = {
  channel: Channel;
  language: string;
  attributes: Record<string, string>;
  option: string;
};

export const profiles: Profile[] = Array.from({ length: PROFILES }, (_, p) => ({
  channel: CHANNELS[p % 6]!,
  language: LANGUAGES[Math.floor(p / 3)]!,
  attributes: {
    country: COUNTRIES[p % 12]!,
    device: p % 5 < 3 ? "mobile" : p % 5 === 3 ? "desktop" : "tablet",
    plan: PLANS[(p * 5) % 8]!,
  },
  option: `o${(p % 3) + 1}`,
}));

/** Facts and answers as acceptResponse() makes them for this profile and score. */
export function stored({ channel, language, attributes, option }: Profile, score: number) {
  const answers = { q1: score, q3: option };
  const { plan = "", country = "", device = "" } = attributes;
  const facts = factsOf(
    unionOfQuestions([definition]),
    primaryQuestion(definition)?.id,
    answers,
    channel,
    { language, device, plan, country },
  );
  return { answers: JSON.stringify(answers), facts: JSON.stringify(facts) };
}

/** Words that themes are named by; each text belongs to the first of them that it holds. */
const TOPICS = PROFILES / TEXT_EVERY;
/** Half of the topics have a second theme in each of their texts. */
export const THEMES = TOPICS + TOPICS / 2;
export const themeId = (n: number) => `01980000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const TEXTS_A_TOPIC = 400;

/** Comments of the demo shop by topic. */
export function comments(): { word: string; texts: string[] }[] {
  const plan = demoPlan(DEMO_SEED, NOW);
  const texts = plan.surveys.flatMap((survey) =>
    demoResponses(voices, plan, survey, 0, survey.count).flatMap(({ answers }) =>
      Object.values(answers).filter((value) => typeof value === "string" && value.includes(" ")),
    ),
  ) as string[];
  const wordsOf = (text: string) => new Set(text.toLowerCase().match(/\p{L}{5,}/gu));
  const known = new Map<string, number>();
  for (const text of texts)
    for (const word of wordsOf(text)) known.set(word, (known.get(word) ?? 0) + 1);
  const words = [...known].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const topics = words.slice(0, TOPICS).map(([word]) => ({ word, texts: [] as string[] }));
  for (const text of new Set(texts)) {
    const own = wordsOf(text);
    const topic = topics.find(({ word }) => own.has(word));
    if (topic && topic.texts.length < TEXTS_A_TOPIC) topic.texts.push(text);
  }
  return topics;
}
