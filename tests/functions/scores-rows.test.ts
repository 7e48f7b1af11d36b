import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { DAY_MS, bucketStart, dayNumber, dayText } from "../../domain/time/days.ts";
import type { Scores } from "../../domain/wire/scores.ts";
import { sealSpans } from "../../functions/services/scores/seal.ts";
import { seedKey, seedSurvey, seedWorkspace } from "../support/app.ts";
import { NOW, given, openDesk, today } from "../support/desk.ts";
import { fullScans, plansOf } from "../support/plans.ts";
import { sealAll, seedResponses } from "../support/responses.ts";
import { system } from "../support/texts.ts";

const { app, home, get, survey, scores } = await openDesk();
afterAll(() => app.close());
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

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

  it("a bucket is compared with the whole period before", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [
      ...given(50, 3, 21),
      ...given(50, 10, 14),
      ...given(50, 3, 0),
    ]);
    const period = `from=${dayText(today - 14)}&to=${dayText(today)}`;
    const { rows } = await scores(id, `?by=week&${period}`);
    expect(rows.map((row) => [row.key, row.verdict])).toEqual([
      [dayText(today - 14), "up"],
      [dayText(today), "same"],
    ]);
    const always = await scores(id, "?by=week");
    expect(always.rows.map((row) => row.verdict)).toEqual(["few", "few", "few"]);
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

it("weeks and months in SQL are those of the domain", async () => {
  const days = Array.from({ length: 900 }, (_, i) => dayNumber("2023-12-20") + i);
  const id = await survey();
  await seedResponses(
    app,
    home.workspace,
    id,
    days
      .map((day) => ({ answers: { q1: 9 }, occurredAt: day * DAY_MS + 3_600_000 }))
      .filter(({ occurredAt }) => occurredAt < NOW),
  );
  const keysOf = async (by: "week" | "month") => {
    const { rows, rowsFrom } = await scores(id, `?by=${by}`);
    const past = days.filter((day) => day * DAY_MS + 3_600_000 < NOW);
    const all = [...new Set(past.map((day) => dayText(bucketStart(day, by))))];
    return { keys: rows.map((row) => row.key), all, rowsFrom };
  };
  const expected = (by: "week" | "month") => [
    ...new Set(
      days
        .filter((day) => day * DAY_MS + 3_600_000 < NOW)
        .map((day) => dayText(bucketStart(day, by))),
    ),
  ];
  // Before the minute job has summed them up, as many days are read as a view may.
  const unsealed = await scores(id, "?by=month");
  expect(unsealed.rows.map((row) => row.key)).toEqual(expected("month").slice(-27));
  expect(unsealed.rowsFrom).toBe(unsealed.rows[0]?.key);
  await sealAll(app);
  for (const by of ["week", "month"] as const) {
    // What is not sealed is read by day, and the reply says from where when that is too much.
    const { keys, all, rowsFrom } = await keysOf(by);
    expect(keys.length).toBeGreaterThan(20);
    expect(keys).toEqual(all.slice(-keys.length));
    expect(rowsFrom).toBe(keys.length < all.length ? keys[0] : undefined);
  }
  const { ctx, deps } = system(app, home.workspace, NOW);
  while ((await sealSpans(ctx, deps)) > 0);
  for (const by of ["week", "month"] as const) {
    const { keys, all, rowsFrom } = await keysOf(by);
    expect([keys, rowsFrom]).toEqual([all, undefined]);
  }
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
  it("reads no table as a whole and no raw response", async () => {
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
      expect(plans.filter((step) => /^(SEARCH|SCAN) responses/u.test(step))).toEqual([]);
    }
    expect(fullScans(await plansOf(app, () => get("/overview")))).toEqual([]);
  });
});
