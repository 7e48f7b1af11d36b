import { afterAll, describe, expect, it } from "vitest";
import { templateOf } from "../../domain/survey/templates.ts";
import { dayText } from "../../domain/time/days.ts";
import type { Scores } from "../../domain/wire/scores.ts";
import type { Overview } from "../../domain/wire/surveys.ts";
import { seedMember, seedSurvey, seedWorkspace } from "../support/app.ts";
import { NOW, given, openDesk, today } from "../support/desk.ts";
import { sealAll, seedResponses } from "../support/responses.ts";

const { app, get } = await openDesk();
afterAll(() => app.close());

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
    await sealAll(app);
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
    const { rows: _, counts: __, confirmed: ___, ...same } = (await own.json()) as Scores;
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
