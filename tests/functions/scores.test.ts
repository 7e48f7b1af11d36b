import { afterAll, describe, expect, it } from "vitest";
import { templateOf } from "../../domain/survey/templates.ts";
import { dayText } from "../../domain/time/days.ts";
import { given, openDesk, today } from "../support/desk.ts";
import { seedResponses } from "../support/responses.ts";

const { app, home, get, survey, scores } = await openDesk();
afterAll(() => app.close());

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
