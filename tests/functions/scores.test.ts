import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { templateOf } from "../../domain/survey/templates.ts";
import { bucketStart, dayNumber, dayText } from "../../domain/time/days.ts";
import type { Scores } from "../../domain/wire/scores.ts";
import type { Definition } from "../../domain/wire/survey.ts";
import type { Overview } from "../../domain/wire/surveys.ts";
import {
  type TestApp,
  seedKey,
  seedMember,
  seedSurvey,
  seedWorkspace,
  testApp,
} from "../support/app.ts";
import { fullScans, plansOf } from "../support/plans.ts";
import { seedResponses } from "../support/responses.ts";

const DAY = 86_400_000;
/** A Monday. */
const NOW = Date.UTC(2026, 5, 1, 12);
const today = NOW / DAY - 0.5;

let app: TestApp;
let home: { workspace: string; site: string };
let headers: Record<string, string>;

beforeAll(async () => {
  app = await testApp({ now: () => NOW });
  home = await seedWorkspace(app);
  await app.run(`update workspaces set attributes = '["plan"]' where id = ?`, [home.workspace]);
  headers = (await seedKey(app, home.workspace, ["results:read"])).headers;
});
afterAll(() => app.close());

const get = (path: string) => app.request(`/api/v1${path}`, { headers });
async function scores(survey: string, query = ""): Promise<Scores> {
  const reply = await get(`/surveys/${survey}/scores${query}`);
  expect(reply.status, query).toBe(200);
  return (await reply.json()) as Scores;
}
/** `count` answers of a score, `ago` days before today. */
const given = (count: number, q1: number, ago = 0, more: object = {}) =>
  Array.from({ length: count }, () => ({ answers: { q1 }, occurredAt: NOW - ago * DAY, ...more }));
const survey = async (definition?: Definition) =>
  (await seedSurvey(app, home, definition ? { definition } : {})).id;
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

describe("figures", () => {
  it("P 50, N 30, D 20 is 30 with its interval", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [
      ...given(50, 10),
      ...given(30, 8),
      ...given(20, 2),
    ]);
    const all = await scores(id);
    expect(all).toMatchObject({
      metric: "nps",
      question: "q1",
      from: null,
      to: null,
      n: 100,
      score: 30,
    });
    expect(all.low).toBeCloseTo(14.1, 1);
    expect(all.high).toBeCloseTo(44.2, 1);
    expect(all).toMatchObject({ verdict: "few", change: null, rows: [] });
    expect(all).not.toHaveProperty("previous");
    expect(all.counts).toEqual([0, 0, 20, 0, 0, 0, 0, 0, 30, 0, 50]);
    expect(all.mean).toBeCloseTo(7.8, 9);
  });

  it("says nothing under five answers", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, given(4, 10));
    expect(await scores(id)).toMatchObject({
      n: 4,
      score: null,
      low: null,
      high: null,
      mean: null,
    });
    expect(await scores(await survey())).toMatchObject({ n: 0, score: null, verdict: "few" });
  });

  it.each([
    ["csat", [5, 4, 3, 2, 1], 40],
    ["ces", [7, 6, 5, 4, 1], 60],
  ] as const)("%s is the share of good answers", async (metric, values, score) => {
    const id = await survey(templateOf(metric));
    await seedResponses(
      app,
      home.workspace,
      id,
      values.flatMap((value) => given(10, value)),
    );
    expect(await scores(id)).toMatchObject({ metric, n: 50, score });
  });

  it("a reversed scale counts from its other end", async () => {
    const template = templateOf("ces");
    const [first, ...rest] = template.questions;
    const id = await survey({
      ...template,
      questions: [{ ...first, reversed: true } as typeof first & object, ...rest],
    });
    await seedResponses(app, home.workspace, id, [...given(30, 1), ...given(10, 7)]);
    expect(await scores(id)).toMatchObject({ n: 40, score: 75 });
  });

  it("compares with the same length before", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [
      ...given(100, 10, 1),
      ...given(20, 3, 1),
      ...given(60, 10, 8),
      ...given(60, 3, 13),
      ...given(500, 0, 14),
    ]);
    const week = await scores(id, `?from=${dayText(today - 6)}`);
    expect(week).toMatchObject({ n: 120, to: dayText(today), verdict: "up" });
    expect(week.previous).toMatchObject({
      n: 120,
      score: 0,
      from: dayText(today - 13),
      to: dayText(today - 7),
    });
    expect(week.change).toBeCloseTo(66.67, 2);
    const back = await scores(id, `?from=${dayText(today - 14)}&to=${dayText(today - 8)}`);
    expect(back).toMatchObject({
      n: 620,
      verdict: "few",
      change: null,
      previous: { n: 0, score: null },
    });
  });

  it("counts a choice by option, a text not at all", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [
      ...given(3, 9, 0, { answers: { q1: 9, q3: ["o1", "o2"] } }),
      ...given(2, 9, 5, { answers: { q1: 9, q3: [{ id: "o3", text: "Colour" }] } }),
    ]);
    expect(await scores(id, "?question=q3")).toMatchObject({
      metric: "none",
      n: 8,
      score: null,
      counts: [3, 3, 2],
    });
    const daily = await scores(id, "?question=q3&by=day");
    expect(daily.rows.map((row) => row.n)).toEqual([2, 6]);
    expect(daily.counts).toEqual([3, 3, 2]);
    expect((await scores(id, "?question=q3")).funnel.counted).toBe(5);
    expect((await get(`/surveys/${id}/scores?question=q2`)).status).toBe(400);
  });

  it("counts answers of a survey without a metric", async () => {
    const id = await survey(templateOf("none"));
    await seedResponses(app, home.workspace, id, given(7, 0, 0, { answers: { q1: "Good" } }));
    expect(await scores(id, "?by=day")).toMatchObject({
      metric: "none",
      n: 7,
      score: null,
      funnel: { counted: 7, commented: 7 },
      rows: [{ key: dayText(today), n: 7 }],
    });
  });

  it("funnel and what is set aside belong to the period", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [
      ...given(6, 9, 1, { channel: "widget" }),
      ...given(2, 9, 1, { channel: "link", complete: false }),
      ...given(3, 9, 40, { channel: "widget" }),
    ]);
    await app.run(
      `update responses set state = 'quarantined' where row in (select row from responses where survey_id = ? and channel = 'widget' order by row limit 2)`,
      [id],
    );
    await app.run(
      "insert into impressions (workspace_id, survey_id, day, channel, shown, started) values (?, ?, ?, 'widget', 50, 9), (?, ?, ?, 'widget', 70, 8)",
      [home.workspace, id, today - 1, home.workspace, id, today - 40],
    );
    const week = await scores(id, `?from=${dayText(today - 6)}`);
    expect(week.funnel).toEqual({ shown: 50, started: 9, counted: 6, completed: 4, commented: 0 });
    expect(week.excluded).toEqual({ suspect: 0, quarantined: 2, late: 0, pending: 0, test: 0 });
    expect(
      (await scores(id, `?from=${dayText(today - 50)}&to=${dayText(today - 30)}`)).excluded
        .quarantined,
    ).toBe(0);
    expect((await scores(id)).funnel).toMatchObject({ shown: 120, counted: 9 });
    expect(await scores(id, "?channel=link")).toMatchObject({
      n: 2,
      funnel: { shown: 0, counted: 2 },
      excluded: { quarantined: 0 },
    });
  });
});

describe("breakdowns", () => {
  it("by channel, language, device and attribute, each against all others", async () => {
    const id = await survey();
    const of = (plan: string, lang: string, device: string, channel: string) => ({
      channel,
      lang,
      attributes: { plan, device },
    });
    await seedResponses(app, home.workspace, id, [
      ...given(80, 10, 0, of("pro", "en-GB", "desktop", "widget")),
      ...given(20, 3, 0, of("pro", "de", "desktop", "widget")),
      ...given(30, 10, 0, of("free", "en", "mobile", "link")),
      ...given(70, 3, 0, of("free", "en", "mobile", "link")),
      ...given(3, 10, 0, of("team", "fr", "tablet", "inline")),
    ]);
    const by = async (key: string) =>
      Object.fromEntries(
        (await scores(id, `?by=${key}`)).rows.map((row) => [
          row.key,
          [row.n, row.score, row.verdict],
        ]),
      );
    expect(await by("attr:plan")).toEqual({
      pro: [100, 60, "up"],
      free: [100, -40, "down"],
      team: [3, null, "few"],
    });
    expect(await by("channel")).toEqual({
      widget: [100, 60, "up"],
      link: [100, -40, "down"],
      inline: [3, null, "few"],
    });
    expect(Object.keys(await by("device"))).toEqual(["desktop", "mobile", "tablet"]);
    expect(await by("language")).toMatchObject({
      en: [180, expect.any(Number), "up"],
      de: [20, -100, "down"],
    });
    for (const key of ["channel", "attr:plan", "day", "week", "month"]) {
      const reply = await scores(id, `?by=${key}`);
      expect([key, sum(reply.rows.map((row) => row.n))]).toEqual([key, reply.n]);
    }
  });

  it("a bucket is compared with the one before it on the calendar, not with the last that has data", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [
      ...given(50, 3, 21),
      ...given(50, 10, 14),
      ...given(50, 3, 0),
    ]);
    const { rows } = await scores(id, "?by=week");
    expect(rows.map((row) => [row.key, row.verdict])).toEqual([
      [dayText(today - 21), "few"],
      [dayText(today - 14), "up"],
      [dayText(today), "few"],
    ]);
  });

  it("sums of buckets are the total, in every zone", async () => {
    const zones = ["UTC", "Africa/Cairo", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu"];
    const ats = fc.array(fc.integer({ min: Date.UTC(2011, 11, 20), max: Date.UTC(2012, 0, 20) }), {
      minLength: 1,
      maxLength: 25,
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...zones), ats, async (zone, instants) => {
        const place = await seedWorkspace(app);
        await app.run("update workspaces set zone = ? where id = ?", [zone, place.workspace]);
        const { id } = await seedSurvey(app, place);
        const member = await seedKey(app, place.workspace, ["results:read"]);
        await seedResponses(
          app,
          place.workspace,
          id,
          instants.map((at, i) => ({ answers: { q1: i % 11 }, occurredAt: at })),
        );
        for (const by of ["day", "week", "month"]) {
          const reply = await app.request(`/api/v1/surveys/${id}/scores?by=${by}`, {
            headers: member.headers,
          });
          const { n, rows } = (await reply.json()) as Scores;
          expect(n).toBe(instants.length);
          expect(sum(rows.map((row) => row.n))).toBe(n);
          expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
          if (zone === "Pacific/Apia" && by === "day")
            expect(rows.map((row) => row.key)).not.toContain("2011-12-30");
          // The days of a bucket asked for as a period give that bucket.
          const first = rows[0]!;
          if (by === "day") {
            const one = await app.request(
              `/api/v1/surveys/${id}/scores?from=${first.key}&to=${first.key}`,
              { headers: member.headers },
            );
            expect(((await one.json()) as Scores).n).toBe(first.n);
          }
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe("refusals", () => {
  it.each([
    "?from=2026-02-31",
    "?from=2026-02-02&to=2026-02-01",
    "?by=year",
    "?by=attr:country",
    "?by=attr:plan'--",
    "?question=q9",
    "?channel=fax",
    "?by=language&channel=link",
    "?question=q3&by=channel",
    "?question=q3&channel=link",
  ])("%s is 400", async (query) => {
    const id = await survey();
    const reply = await get(`/surveys/${id}/scores${query}`);
    expect([query, reply.status]).toEqual([query, 400]);
  });
});

describe("what it costs", () => {
  it("reads no table as a whole and no raw response that counts", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, given(20, 9, 3));
    const period = `from=${dayText(today - 6)}&to=${dayText(today)}`;
    for (const query of [
      "",
      "?by=day",
      `?${period}&by=week`,
      `?${period}&by=month`,
      "?by=channel",
      `?by=attr:plan&${period}`,
      `?question=q3&by=day&${period}`,
    ]) {
      const plans = await plansOf(app, () => scores(id, query));
      expect(plans.length).toBeGreaterThan(5);
      expect(fullScans(plans)).toEqual([]);
      const raw = plans.filter((step) => /^(SEARCH|SCAN) responses/u.test(step));
      expect(raw.every((step) => step.includes("responses_aside"))).toBe(true);
      expect(raw).toHaveLength(5);
    }
    expect(fullScans(await plansOf(app, () => get("/overview")))).toEqual([]);
  });
});

describe("overview", () => {
  it("has one row a running survey, with a line of weeks and the real changes", async () => {
    const place = await seedWorkspace(app);
    const member = await seedMember(app, place.workspace, "viewer");
    const moved = await seedSurvey(app, place);
    const calm = await seedSurvey(app, place, { definition: templateOf("csat") });
    const closed = await seedSurvey(app, place, { state: "closed" });
    await seedResponses(app, place.workspace, moved.id, [
      ...given(100, 10, 2, { channel: "widget" }),
      ...given(10, 2, 2, { channel: "link" }),
      ...given(60, 2, 35, { channel: "email" }),
      ...given(60, 10, 36),
    ]);
    await seedResponses(app, place.workspace, calm.id, [...given(40, 5, 2), ...given(40, 5, 40)]);
    const reply = await app.request("/api/v1/overview", { headers: member.headers });
    expect(reply.status).toBe(200);
    const view = (await reply.json()) as Overview;
    expect([view.from, view.to]).toEqual([dayText(today - 29), dayText(today)]);
    expect(view.items.map((item) => item.survey.id)).toEqual([calm.id, moved.id]);
    expect(view.items.map((item) => item.survey.id)).not.toContain(closed.id);
    const item = view.items[1]!;
    expect(item.scores).toMatchObject({
      n: 110,
      verdict: "up",
      previous: { n: 120, score: 0 },
      funnel: { counted: 110 },
    });
    expect(item.channels).toEqual(["link", "widget"]);
    expect(item.spark).toHaveLength(13);
    expect(item.spark.at(-1)?.key).toBe(dayText(today));
    expect(item.spark.filter((week) => week.score !== null)).toHaveLength(3);
    expect(view.items[0]?.scores).toMatchObject({ score: 100, verdict: "same" });
    expect(view.feed).toHaveLength(1);
    expect(view.feed[0]).toMatchObject({
      kind: "score",
      survey: moved.id,
      title: "Survey: NPS up by 81.8 points",
    });
    // The same figures as the survey's own page.
    const own = await app.request(
      `/api/v1/surveys/${moved.id}/scores?from=${view.from}&to=${view.to}`,
      { headers: member.headers },
    );
    const { rows: _, counts: __, ...same } = (await own.json()) as Scores;
    expect(item.scores).toEqual(same);
  });

  it("lists proposed themes, and other tenants' never", async () => {
    const place = await seedWorkspace(app);
    const other = await seedWorkspace(app);
    for (const workspace of [place.workspace, other.workspace]) {
      await app.run(
        "insert into themes (workspace_id, id, label, status, space, model, created_at, updated_at) values (?, 't1', ?, 'proposed', 's', '{}', ?, ?)",
        [workspace, `slow delivery of ${workspace}`, NOW, NOW],
      );
    }
    const { headers: own } = await seedMember(app, place.workspace, "viewer");
    const view = (await (
      await app.request("/api/v1/overview", { headers: own })
    ).json()) as Overview;
    expect(view.feed).toEqual([
      expect.objectContaining({
        kind: "theme_proposed",
        theme: "t1",
        title: `New theme proposed: slow delivery of ${place.workspace}`,
      }),
    ]);
  });

  it("refuses a day that is none", async () => {
    expect((await get("/overview?from=2026-02-30")).status).toBe(400);
  });
});

it("weeks and months in SQL are those of the domain", async () => {
  const days = Array.from({ length: 900 }, (_, i) => dayNumber("2023-12-20") + i);
  const id = await survey();
  await seedResponses(
    app,
    home.workspace,
    id,
    days
      .map((day) => ({ answers: { q1: 9 }, occurredAt: day * DAY + 3_600_000 }))
      .filter(({ occurredAt }) => occurredAt < NOW),
  );
  for (const by of ["week", "month"] as const) {
    const keys = (await scores(id, `?by=${by}`)).rows.map((row) => row.key);
    const expected = new Set(
      days.filter((day) => day * DAY + 3_600_000 < NOW).map((day) => dayText(bucketStart(day, by))),
    );
    expect(keys).toEqual([...expected]);
  }
});
