import { SHORT_TEXT, codePoints } from "../survey/text.ts";
import { QUARANTINE_DAYS } from "../survey/tray.ts";
import { DAY_MS } from "../time/days.ts";
import type { Answers } from "../wire/ingest.ts";
import type { ResponseState } from "../wire/responses.ts";
import { timeline } from "./calendar.ts";
import { type Feeling, compose, topicOf } from "./comments/compose.ts";
import type { Topic, Voice } from "./comments/voice.ts";
import { type Language, type Visit, visitOf } from "./people.ts";
import type { DemoPlan, DemoSurvey } from "./plan.ts";
import { type Decks, type Rng, decks, rng, seededUuid } from "./random.ts";

/** Where a response is put after it was accepted, when not among the counted ones. */
export type Mark = {
  state: Extract<ResponseState, "suspect" | "quarantined" | "late" | "test">;
  reason: string | null;
};

export type DemoResponse = {
  submission: string;
  /** ms UTC */
  at: number;
  channel: Visit["channel"];
  answers: Answers;
  complete: boolean;
  language: Language;
  attributes: { country: string; plan: string; device: string };
  page: string | undefined;
  tookMs: number;
  /** Of a one-click vote. */
  grade: "confirmed" | "probable" | "suspect" | undefined;
  mark: Mark | undefined;
};

/** How people write, by language: `comments/voices.ts`. */
export type Voices = Readonly<Record<Language, Voice>>;

/** Lines are dealt afresh for each block, so that any block can be made without those before it. */
const BLOCK = 250;
const SPAM = [
  "CHEAP JACKETS 80% OFF visit my profile now",
  "hello dear i make your website number 1 in search, write me",
  "asdfasdf asdf asdfgh",
  "Best casino bonus!!! www.lucky-spins.example",
  "qwertzuiop qwertzuiop",
];

/** Responses `from` to `from + count` of a survey in order of time, as far as there are any. */
export function demoResponses(
  voices: Voices,
  plan: DemoPlan,
  survey: DemoSurvey,
  from: number,
  count: number,
): DemoResponse[] {
  const line = timeline(plan.now, survey.days);
  const end = Math.min(from + count, survey.count);
  const made: DemoResponse[] = [];
  for (let block = Math.floor(from / BLOCK); block * BLOCK < end; block++) {
    const deck = decks(rng(plan.seed, survey.key, "deck", block));
    for (let i = block * BLOCK; i < Math.min((block + 1) * BLOCK, end); i++) {
      const visit = visitOf(survey, line, i, plan.now, plan.seed);
      const chance = rng(plan.seed, survey.key, "answer", i);
      const response = answer(voices[visit.language], survey, visit, plan.now, deck, chance);
      if (i >= from) made.push(response);
    }
  }
  return made;
}

function answer(
  voice: Voice,
  survey: DemoSurvey,
  visit: Visit,
  now: number,
  deck: Decks,
  chance: Rng,
): DemoResponse {
  const mark = markOf(visit, now, chance);
  const feeling = feelingOf(survey, visit, chance);
  const mood = feeling === "good" || feeling === "okay" ? "good" : "bad";
  const topic = visit.trouble
    ? troubleTopic(visit, voice, chance)
    : topicOf(voice, survey.topics[mood], mood, chance);
  const complete = survey.completes === 1 || chance.chance(survey.completes);
  const writes = chance.chance(visit.trouble ? 0.94 : survey.comments);
  const question = survey.textQuestion(visit.score);
  const text = compose(
    voice,
    {
      feeling,
      lean: visit.score - survey.min > (survey.shares.length - 1) * 0.65 ? "good" : "bad",
      topic,
      topics: survey.topics,
      story: visit.trouble !== undefined,
      newCarrier: visit.newCarrier,
    },
    deck,
    chance,
  );
  const answers: Answers = { [survey.definition.questions[0]?.id ?? ""]: visit.score };
  // Who leaves early has at most written something.
  const spam = saidBy(mark, chance);
  if (spam !== undefined) {
    if (question && spam !== "") answers[question] = spam;
  } else if (question && (complete ? writes : chance.chance(visit.trouble ? 0.8 : 0.3))) {
    answers[question] = fitting(survey, question, text);
  }
  if (complete) {
    for (const [id, weights] of Object.entries(survey.choices({ ...visit, topic }))) {
      if (chance.chance(0.93)) answers[id] = chance.weighted(weights);
    }
  }
  return {
    submission: seededUuid(visit.at, chance),
    at: visit.at,
    channel: visit.channel,
    answers,
    complete,
    language: visit.language,
    attributes: { country: visit.country, plan: visit.plan, device: visit.device },
    page:
      visit.channel === "widget" || visit.channel === "inline"
        ? "https://halden.example/orders/thank-you"
        : undefined,
    tookMs: 2500 + Math.round(chance.next() ** 3 * 90_000) + text.length * 120,
    grade: gradeOf(visit, mark, chance),
    mark,
  };
}

const HIDDEN = "filled a field that people cannot see";
const FAST = "answered faster than a person can";
const REPEAT = "the same text again from one address";
/** Why each is set aside, as the product itself says it, and up to which draw. */
const SPAM_REASONS = [
  [0.984, REPEAT],
  [0.989, FAST],
  [0.9985, HIDDEN],
  [1, "calls itself a robot"],
] as const;
const VOTE_REASONS = [
  [0.025, "left within 4 seconds"],
  [0.038, "opened within a minute of sending"],
  [0.045, "another link of the same mail was opened"],
] as const;
/** The surveys were paused for some hours; who had begun before sent the answer all the same. */
const PAUSE = { from: 19.5 * DAY_MS, to: 19 * DAY_MS };

function markOf({ channel, at }: Visit, now: number, chance: Rng): Mark | undefined {
  const u = chance.next();
  const age = now - at;
  const vote = channel === "email" && VOTE_REASONS.find(([below]) => u < below);
  if (vote) return { state: "suspect", reason: vote[1] };
  if (channel === "email") return undefined;
  // What is older has gone by now.
  if (u > 0.978 && age < (QUARANTINE_DAYS - 1) * DAY_MS) {
    const reason = SPAM_REASONS.find(([below]) => u < below)?.[1] ?? HIDDEN;
    return { state: "quarantined", reason };
  }
  if (u > 0.975 && u < 0.978) return { state: "test", reason: "from your team" };
  return age < PAUSE.from && age > PAUSE.to ? { state: "late", reason: null } : undefined;
}

/** What a robot writes; undefined for people, also those whom a browser's autofill betrayed. */
function saidBy(mark: Mark | undefined, chance: Rng): string | undefined {
  if (mark?.state !== "quarantined") return undefined;
  if (mark.reason === FAST) return "";
  if (mark.reason === REPEAT) return SPAM[0];
  return mark.reason === HIDDEN && chance.chance(0.4) ? undefined : chance.pick(SPAM);
}

function gradeOf({ channel }: Visit, mark: Mark | undefined, chance: Rng): DemoResponse["grade"] {
  if (channel !== "email") return undefined;
  if (mark?.state === "suspect") return "suspect";
  return chance.chance(0.9) ? "confirmed" : "probable";
}

/** How a score feels, on the way from the lowest (0) to the highest (1) step. */
function feelingOf(survey: DemoSurvey, { score, trouble }: Visit, chance: Rng): Feeling {
  const share = (score - survey.min) / (survey.shares.length - 1);
  const weights: Record<Feeling, number> =
    share > 0.85
      ? { good: share === 1 ? 98 : 90, mixed: share === 1 ? 2 : 9, okay: 1, bad: 0 }
      : share > 0.65
        ? { good: 26, mixed: 46, okay: 20, bad: 8 }
        : share > 0.45
          ? { good: 0, mixed: 34, okay: 14, bad: 52 }
          : { good: 0, mixed: 10, okay: 0, bad: 90 };
  // A parcel that went wrong is what such a person writes about, whatever the score.
  if (trouble) return share > 0.65 ? "mixed" : chance.weighted({ ...weights, okay: 0, good: 0 });
  return chance.weighted(weights);
}

function troubleTopic({ trouble, newCarrier }: Visit, voice: Voice, chance: Rng): Topic {
  const topic = newCarrier && chance.chance(0.22) ? "carrier" : (trouble ?? "late");
  return voice.topics[topic]?.bad ? topic : "late";
}

/** A short answer field takes 300 characters: a longer comment stops after a sentence. */
function fitting(survey: DemoSurvey, question: string, text: string): string {
  const field = survey.definition.questions.find(({ id }) => id === question);
  if (field?.kind !== "text" || field.long || codePoints(text) <= SHORT_TEXT) return text;
  const head = text.slice(0, SHORT_TEXT);
  return head.slice(
    0,
    Math.max(...[...head.matchAll(/[.!?](?= )/gu)].map(({ index }) => index + 1)),
  );
}
