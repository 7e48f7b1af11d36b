import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { scoreOf } from "../../domain/scores/figures.ts";
import type { Scale } from "../../domain/scores/scale.ts";
import type { Scores } from "../../domain/wire/scores.ts";
import type { Definition } from "../../domain/wire/survey.ts";
import {
  npsDefinition,
  seedMember,
  seedSurvey,
  seedWorkspace,
  type TestApp,
  testApp,
} from "../support/app.ts";
import { NOON, runs } from "../support/faults/gate.ts";
import { rounds } from "../support/faults/size.ts";
import { seedResponses } from "../support/responses.ts";

vi.setConfig({ testTimeout: rounds(120_000, 600_000) });
let app: TestApp;
let home: { workspace: string; site: string };
let headers: Record<string, string>;
beforeAll(async () => {
  app = await testApp({ now: () => NOON });
  home = await seedWorkspace(app);
  ({ headers } = await seedMember(app, home.workspace, "admin"));
});
afterAll(() => app.close());

const SCALES = {
  nps: { metric: "nps", min: 0, max: 10, reversed: false },
  csat: { metric: "csat", min: 1, max: 5, reversed: false },
  ces7: { metric: "ces", min: 1, max: 7, reversed: false },
  "ces7 reversed": { metric: "ces", min: 1, max: 7, reversed: true },
  ces5: { metric: "ces", min: 1, max: 5, reversed: false },
  "ces5 reversed": { metric: "ces", min: 1, max: 5, reversed: true },
} as const satisfies Record<string, Scale>;
type Name = keyof typeof SCALES;
const names = Object.keys(SCALES) as Name[];

/** A survey whose only question has this scale. */
function definitionOf({ metric, min, max, reversed }: (typeof SCALES)[Name]): Definition {
  const [question] = npsDefinition.questions;
  return {
    ...npsDefinition,
    metric,
    questions: [
      {
        ...question!,
        metric,
        min,
        max,
        ...(reversed && { reversed }),
      } as Definition["questions"][number],
    ],
  };
}
const surveyOf = async (name: Name) =>
  (await seedSurvey(app, home, { definition: definitionOf(SCALES[name]) })).id;
const answered = (survey: string, values: readonly number[]) =>
  seedResponses(
    app,
    home.workspace,
    survey,
    values.map((q1) => ({ answers: { q1 } })),
  );
const read = async (survey: string): Promise<Scores> =>
  (await app.request(`/api/v1/surveys/${survey}/scores`, { headers })).json() as Promise<Scores>;
const times = (pairs: readonly (readonly [value: number, n: number])[]) =>
  pairs.flatMap(([value, n]) => Array.from({ length: n }, () => value));

/** Worked by hand from the formulas in SCORES. Intervals to two places. */
const GOLDEN: [
  Name,
  [number, number][],
  { score: number; low: number; high: number; mean: number },
][] = [
  [
    "nps",
    [
      [10, 50],
      [8, 30],
      [3, 20],
    ],
    { score: 30, low: 14.05, high: 44.2, mean: 8 },
  ],
  [
    "nps",
    [
      [9, 1],
      [10, 1],
      [7, 1],
      [8, 1],
      [6, 1],
      [0, 1],
    ],
    { score: 0, low: -51.07, high: 51.07, mean: 40 / 6 },
  ],
  [
    "nps",
    [
      [0, 3],
      [6, 3],
    ],
    { score: -100, low: -100, high: -25.92, mean: 3 },
  ],
  [
    "csat",
    [
      [5, 3],
      [4, 3],
      [3, 2],
      [2, 1],
      [1, 1],
    ],
    { score: 60, low: 31.27, high: 83.18, mean: 3.6 },
  ],
  [
    "csat",
    [
      [4, 8],
      [3, 2],
    ],
    { score: 80, low: 49.02, high: 94.33, mean: 3.8 },
  ],
  ["csat", [[3, 10]], { score: 0, low: 0, high: 27.75, mean: 3 }],
  [
    "ces7",
    [
      [7, 2],
      [6, 2],
      [5, 2],
      [4, 2],
      [1, 2],
    ],
    { score: 60, low: 31.27, high: 83.18, mean: 4.6 },
  ],
  [
    "ces7 reversed",
    [
      [1, 2],
      [3, 2],
      [4, 2],
      [5, 2],
      [7, 2],
    ],
    { score: 40, low: 16.82, high: 68.73, mean: 4 },
  ],
  [
    "ces5",
    [
      [5, 4],
      [4, 2],
      [3, 2],
      [1, 2],
    ],
    { score: 60, low: 31.27, high: 83.18, mean: 3.6 },
  ],
  [
    "ces5 reversed",
    [
      [1, 2],
      [2, 1],
      [3, 3],
      [5, 4],
    ],
    { score: 30, low: 10.78, high: 60.32, mean: 3.3 },
  ],
];

describe("fault 58: golden tables, from the answer to the figure", () => {
  it.each(GOLDEN)("%s of %j", async (name, pairs, { score, low, high, mean }) => {
    const survey = await surveyOf(name);
    await answered(survey, times(pairs));
    const told = await read(survey);
    expect(told.metric).toBe(SCALES[name].metric);
    expect(told.score).toBeCloseTo(score, 9);
    expect([told.low, told.high].map((one) => Number(one?.toFixed(2)))).toEqual([low, high]);
    expect(told.mean).toBeCloseTo(mean, 9);
    expect(told.n).toBe(times(pairs).length);
  });

  it("every value of an NPS lies in its band", () => {
    const bands = Array.from({ length: 11 }, (_, value) => {
      const counts = Array.from({ length: 11 }, (__, v) => (v === value ? 10 : 0));
      return scoreOf(SCALES.nps, counts).score;
    });
    expect(bands).toEqual([-100, -100, -100, -100, -100, -100, -100, 0, 0, 100, 100]);
  });
});

describe("fault 58: the server knows the scale", () => {
  it.each(names)("%s: what lies outside is 422 and counts nowhere", async (name) => {
    const survey = await surveyOf(name);
    const { min, max } = SCALES[name];
    const post = async (q1: unknown, i: number) => {
      const submission = `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`;
      const body = {
        wire: 1,
        site: home.site,
        survey,
        submission,
        answers: { q1 },
        complete: true,
      };
      return (await app.post("/v1/in", body)).status;
    };
    const statuses = await Promise.all(
      [-1, min - 1, max + 1, min + 0.5, String(max), true].map(post),
    );
    expect(new Set(statuses)).toEqual(new Set([422]));
    expect(await Promise.all([min, max].map((value, i) => post(value, 100 + i)))).toEqual([
      200, 200,
    ]);
    const { counts } = await read(survey);
    expect(counts.map((n, value) => (n > 0 ? value : -1)).filter((value) => value >= 0)).toEqual([
      min,
      max,
    ]);
  });

  it("no answer is no value, never 0", async () => {
    const survey = (await seedSurvey(app, home, { definition: npsDefinition })).id;
    const silent = [{}, { q1: null }, { q2: "Only words" }, { q1: null, q2: "Declined" }];
    await seedResponses(
      app,
      home.workspace,
      survey,
      silent.map((answers) => ({ answers })),
    );
    const none = { n: 0, score: null, low: null, high: null, mean: null };
    expect(await read(survey)).toMatchObject({
      ...none,
      counts: Array(11).fill(0),
      funnel: { counted: 4 },
    });
    await answered(survey, [0, 0, 0, 0, 10]);
    expect(await read(survey)).toMatchObject({ n: 5, score: -60, mean: 2, funnel: { counted: 9 } });
  });
});

describe("fault 58: identities", () => {
  it("what is told is the formula over what was stored, in any order of answers, unrounded", async () => {
    const cases = fc.constantFrom(...names).chain((name) =>
      fc.tuple(
        fc.constant(name),
        fc.array(fc.integer({ min: SCALES[name].min, max: SCALES[name].max }), {
          minLength: 0,
          maxLength: 60,
        }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([name, values]) => {
        const survey = await surveyOf(name);
        await answered(survey, values);
        const told = await read(survey);
        const { metric, max, reversed } = SCALES[name];
        const share = (good: (value: number) => boolean) =>
          values.filter(good).length / values.length;
        const wide = max === 7 ? 3 : 2;
        const right =
          metric === "nps"
            ? 100 * (share((value) => value >= 9) - share((value) => value <= 6))
            : 100 * share((value) => (reversed ? value <= wide : value > max - wide));
        expect(told.n).toBe(values.length);
        if (values.length < 5)
          expect([told.score, told.low, told.high, told.mean]).toEqual([null, null, null, null]);
        else {
          expect(told.score).toBeCloseTo(right, 9);
          expect(told.mean).toBeCloseTo(values.reduce((a, b) => a + b, 0) / values.length, 9);
          expect(told.low).toBeLessThan(told.high ?? Number.NaN);
        }
      }),
      runs(30, 500),
    );
  });

  it("swapping promoters and detractors turns an NPS and its interval around", () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), fc.nat(500), (p, n, d) => {
        fc.pre(p + n + d >= 5);
        const of = (promoters: number, detractors: number) =>
          scoreOf(SCALES.nps, [detractors, 0, 0, 0, 0, 0, 0, n, 0, promoters, 0]);
        const [one, other] = [of(p, d), of(d, p)];
        expect(one.score).toBeCloseTo(-(other.score ?? Number.NaN), 9);
        expect(one.low).toBeCloseTo(-(other.high ?? Number.NaN), 9);
      }),
      runs(500, 20_000),
    );
  });

  it("of two groups together the score is the mean of theirs, weighted by their answers", () => {
    const counts = fc.array(fc.nat(200), { minLength: 11, maxLength: 11 });
    fc.assert(
      fc.property(fc.constantFrom(...names), counts, counts, (name, a, b) => {
        const scale = SCALES[name];
        const inside = (all: number[]) =>
          all.map((n, value) => (value >= scale.min && value <= scale.max ? n : 0));
        const [one, two] = [inside(a), inside(b)];
        const [x, y] = [scoreOf(scale, one), scoreOf(scale, two)];
        fc.pre(x.score !== null && y.score !== null);
        const both = scoreOf(
          scale,
          one.map((n, value) => n + two[value]!),
        );
        expect(both.score).toBeCloseTo((x.n * x.score + y.n * y.score) / (x.n + y.n), 6);
      }),
      runs(500, 20_000),
    );
  });
});
