import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { carrierChange, timeline } from "../../../domain/demo/calendar.ts";
import { visitOf } from "../../../domain/demo/people.ts";
import { voices } from "../../../domain/demo/comments/voices.ts";
import { DEMO_SEED, type DemoSurvey, demoPlan } from "../../../domain/demo/plan.ts";
import { type DemoResponse, demoResponses } from "../../../domain/demo/responses.ts";
import { zOf } from "../../../domain/scores/change.ts";
import { scaleOf } from "../../../domain/scores/scale.ts";
import { checkAnswers } from "../../../domain/survey/answers.ts";
import { route } from "../../../domain/survey/flow.ts";
import { primaryQuestion, unionOfQuestions } from "../../../domain/survey/questions.ts";
import { DAY_MS } from "../../../domain/time/days.ts";
import { ServerSubmission } from "../../../domain/wire/ingest.ts";
import { Definition } from "../../../domain/wire/survey.ts";

const NOW = Date.UTC(2026, 10, 22, 14, 20);
const plan = demoPlan(DEMO_SEED, NOW);
const [nps, csat, ces] = plan.surveys as [DemoSurvey, DemoSurvey, DemoSurvey, DemoSurvey];

let made: Map<DemoSurvey, DemoResponse[]>;
beforeAll(() => {
  made = new Map(
    plan.surveys.map((survey) => [survey, demoResponses(voices, plan, survey, 0, 10_000)]),
  );
});
const of = (survey: DemoSurvey) => made.get(survey) ?? [];
const all = () => [...made.values()].flat();

/** The open text of a response, if it has one. */
function textOf(survey: DemoSurvey, { answers }: DemoResponse): string | undefined {
  const checked = checkAnswers(unionOfQuestions([survey.definition]), answers);
  return checked.ok ? Object.values(checked.texts)[0] : undefined;
}
const texts = (survey: DemoSurvey, some: readonly DemoResponse[] = of(survey)) =>
  some.flatMap((response) => textOf(survey, response) ?? []);
const counts = (some: readonly DemoResponse[]) =>
  Array.from(
    { length: 11 },
    (_, score) => some.filter((r) => !r.mark && r.answers["q1"] === score).length,
  );
const within = (survey: DemoSurvey, from: number, to: number) =>
  of(survey).filter(({ at }) => at >= NOW - from * DAY_MS && at < NOW - to * DAY_MS);
const troubled = ({ attributes }: DemoResponse) => ["DE", "AT"].includes(attributes.country);

/** How the 90 days to now stand against the 90 before: z of the survey's own metric. */
function change(survey: DemoSurvey, filter: (r: DemoResponse) => boolean = () => true): number {
  const question = primaryQuestion(survey.definition);
  const z = zOf(
    question && scaleOf(question),
    counts(within(survey, 90, 0).filter(filter)),
    counts(within(survey, 180, 90).filter(filter)),
  );
  if (z === null) throw new Error("too few answers");
  return z;
}

describe("the sample surveys", () => {
  it("are valid, in four languages", () => {
    for (const { definition } of plan.surveys) {
      expect(v.safeParse(Definition, definition).success).toBe(true);
      for (const { text } of definition.questions) {
        expect(Object.keys(text)).toEqual(["en", "de", "fr", "es"]);
      }
    }
  });
});

describe("the sample responses", () => {
  it("are the same for the same seed and others for another", () => {
    expect(demoResponses(voices, demoPlan(DEMO_SEED, NOW), nps, 0, 10_000)).toEqual(of(nps));
    expect(demoResponses(voices, demoPlan(DEMO_SEED + 1, NOW), nps, 0, 300)).not.toEqual(
      of(nps).slice(0, 300),
    );
  });

  it("come in slices that add up to the whole", () => {
    const slices = [0, 100, 499, 500].map((from, i, starts) =>
      demoResponses(voices, plan, nps, from, (starts[i + 1] ?? 700) - from),
    );
    expect(slices.flat()).toEqual(of(nps).slice(0, 700));
    expect(demoResponses(voices, plan, nps, nps.count, 500)).toEqual([]);
  });

  it("pass the gate: valid answers, on the way that the survey leads, none in the future", () => {
    for (const survey of plan.surveys) {
      const questions = unionOfQuestions([survey.definition]);
      for (const { submission, at, channel, answers, complete, attributes } of of(survey)) {
        const item = {
          wire: 1,
          survey: "sv_aaaaaaaaaa",
          submission,
          answers,
          complete,
          channel,
          attributes,
          occurredAt: at,
        };
        expect(v.is(ServerSubmission, item)).toBe(true);
        expect(checkAnswers(questions, answers)).toMatchObject({ ok: true });
        const led = new Set(route(survey.definition.questions, answers).map(({ id }) => id));
        expect(Object.keys(answers).filter((id) => !led.has(id))).toEqual([]);
        expect(at).toBeLessThan(NOW);
      }
    }
    expect(new Set(all().map(({ submission }) => submission)).size).toBe(all().length);
  });

  it("are some thousand over a year, by every channel, most of them finished", () => {
    expect(plan.surveys.map((survey) => of(survey).length)).toEqual([2400, 1400, 700, 3]);
    expect(new Set(all().map(({ channel }) => channel))).toEqual(
      new Set(["widget", "inline", "link", "email"]),
    );
    expect(Math.min(...all().map(({ at }) => at))).toBeLessThan(NOW - 360 * DAY_MS);
    const share = all().filter(({ complete }) => complete).length / all().length;
    expect(share).toBeGreaterThan(0.8);
    expect(share).toBeLessThan(0.95);
  });

  it("hold some that are set aside, and grades for votes by mail alone", () => {
    const states = Map.groupBy(all(), ({ mark }) => mark?.state ?? "counted");
    for (const state of ["suspect", "quarantined", "late", "test"] as const) {
      expect(states.get(state)?.length).toBeGreaterThan(3);
      expect(states.get(state)?.length).toBeLessThan(all().length * 0.05);
    }
    for (const { channel, grade, mark } of all()) {
      expect(grade !== undefined).toBe(channel === "email");
      expect(grade === "suspect").toBe(mark?.state === "suspect");
    }
  });
});

describe("what happened", () => {
  it("is a real fall of two scores, from Germany and Austria alone", () => {
    for (const survey of [nps, csat]) {
      expect(change(survey)).toBeLessThan(-1.96);
      expect(change(survey, troubled)).toBeLessThan(-3);
      expect(Math.abs(change(survey, (r) => !troubled(r)))).toBeLessThan(1.96);
    }
    expect(Math.abs(change(ces))).toBeLessThan(1.96);
  });

  it("holds whenever the data is loaded", () => {
    const question = primaryQuestion(nps.definition);
    for (let months = 1; months < 12; months += 2) {
      const now = NOW + months * 30 * DAY_MS;
      const line = timeline(now, nps.days);
      const sums = [0, 1].map(() => Array.from({ length: 11 }, () => 0));
      for (let i = 0; i < nps.count; i++) {
        const { at, score } = visitOf(nps, line, i, now, DEMO_SEED);
        const span = sums[Math.floor((now - at) / (90 * DAY_MS))];
        if (span) span[score]!++;
      }
      const [after = [], before = []] = sums;
      expect(zOf(question && scaleOf(question), after, before)).toBeLessThan(-1.96);
    }
  });

  it("begins with the carrier change, and people say why", () => {
    const day = carrierChange(Math.floor(NOW / DAY_MS));
    const since = (r: DemoResponse) => r.at >= day * DAY_MS && r.at < (day + 35) * DAY_MS;
    const why =
      /\blate\b|delay|outside|doorstep|carrier|postley|zu spät|verspätet|draußen|paketdienst/iu;
    const share = (some: readonly DemoResponse[]) => {
      const said = texts(csat, some);
      return said.filter((text) => why.test(text)).length / said.length;
    };
    const there = share(of(csat).filter((r) => since(r) && troubled(r)));
    expect(there).toBeGreaterThan(0.5);
    expect(share(of(csat).filter((r) => since(r) && !troubled(r)))).toBeLessThan(there / 3);
    const named = all().filter((r) => JSON.stringify(r.answers).includes("Postley"));
    expect(named.length).toBeGreaterThan(5);
    expect(named.every((r) => since(r) && troubled(r))).toBe(true);
  });
});

describe("the comments", () => {
  it("stand in more than half of the responses and differ", () => {
    const said = plan.surveys.flatMap((survey) => texts(survey));
    expect(said.length / all().length).toBeGreaterThan(0.5);
    expect(said.length / all().length).toBeLessThan(0.7);
    const sentences = said.filter((text) => text.split(/\s+/u).length >= 5);
    expect(new Set(sentences).size / sentences.length).toBeGreaterThan(0.93);
  });

  it("run from one word to more than eighty", () => {
    const lengths = plan.surveys
      .flatMap((survey) => texts(survey))
      .map((t) => t.split(/\s+/u).length);
    expect(Math.min(...lengths)).toBe(1);
    expect(lengths.filter((n) => n > 80).length).toBeGreaterThan(10);
    expect(lengths.toSorted((a, b) => a - b)[lengths.length >> 1]).toBeLessThan(20);
  });

  it("have no seams", () => {
    for (const text of plan.surveys.flatMap((survey) => texts(survey))) {
      expect(text).not.toMatch(/[[\]{}|]|undefined| {2}|,,|,\.(?!\.)| [,.](?!\w)/u);
      expect(text).toBe(text.trim());
    }
  });

  it("are in the language of the respondent", () => {
    const words = {
      de: /\b(und|nicht|die|das|der|zu|ist|wieder|am|es)\b/iu,
      fr: /\b(le|la|les|de|une|pas|et|un|en)\b/iu,
      en: /\b(the|and|was|to|is|a|of|my)\b/iu,
    };
    for (const [language, common] of Object.entries(words)) {
      const said = texts(
        nps,
        of(nps).filter((r) => r.language === language),
      );
      const long = said.filter((text) => text.split(/\s+/u).length > 12);
      expect(long.length).toBeGreaterThan(3);
      expect(long.filter((text) => common.test(text)).length / long.length).toBeGreaterThan(0.85);
    }
  });
});
