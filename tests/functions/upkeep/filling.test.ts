import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { Scores } from "../../../domain/wire/scores.ts";
import type { Workspace } from "../../../domain/wire/workspace.ts";
import { continueFilling } from "../../../functions/services/accounts/fill-attributes.ts";
import { type TestApp, seedMember, seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";
import { NO_DRIFT, drift } from "../../support/counters.ts";
import { requestsOf } from "../../support/faults/requests.ts";
import { seedResponses } from "../../support/responses.ts";
import { NOW, system } from "../../support/texts.ts";

vi.setConfig({ testTimeout: 120_000 });
/** As many as may be declared; language and device make eight. */
const NAMES = ["plan", "country", "city", "team", "role", "tier"];
let app: TestApp;
let home: { workspace: string; site: string };
let survey: string;
let headers: Record<string, string>;

beforeEach(async () => {
  app = await testApp({ now: () => NOW });
  home = await seedWorkspace(app);
  survey = (await seedSurvey(app, home)).id;
  ({ headers } = await seedMember(app, home.workspace, "admin"));
});
afterEach(() => app.close());

/** A response with a value of each attribute; `city` has 70 different ones. */
const carrying = (i: number) => ({
  answers: { q1: i % 11 },
  occurredAt: NOW - (i % 50) * DAY_MS,
  attributes: Object.fromEntries(
    NAMES.map((name) => [name, `${name}${i % (name === "city" ? 70 : 3)}`]),
  ),
});
const many = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => carrying(from + i));
const declare = async (attributes: string[]): Promise<Workspace> => {
  const body = JSON.stringify({ attributes });
  const reply = await app.request("/api/v1/workspace", { method: "PATCH", headers, body });
  expect(reply.status).toBe(200);
  return (await reply.json()) as Workspace;
};
const cron = async (now: number) => {
  const { ctx, deps } = system(app, home.workspace, now);
  await continueFilling(ctx, deps);
};
const by = async (name: string): Promise<Record<string, number>> => {
  const path = `/api/v1/surveys/${survey}/scores?by=attr:${name}`;
  const { rows } = (await (await app.request(path, { headers })).json()) as Scores;
  return Object.fromEntries(rows.map(({ key, n }) => [key, n]));
};
const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0);

describe("attributes declared later", () => {
  it("count what is there before the save answers; 50 values by themselves, the rest as other", async () => {
    await seedResponses(app, home.workspace, survey, many(210));
    expect((await declare(NAMES)).filling).toBeNull();
    for (const name of NAMES) expect([name, sum(await by(name))]).toEqual([name, 210]);
    expect(await by("plan")).toEqual({ plan0: 70, plan1: 70, plan2: 70 });
    const cities = await by("city");
    expect(Object.keys(cities)).toHaveLength(51);
    expect(cities["other"]).toBe(20 * 3);
    expect(await drift(app)).toEqual(NO_DRIFT);
  });

  it("count as they would have, had they been declared before", async () => {
    await seedResponses(app, home.workspace, survey, many(120));
    await declare(NAMES);
    const later = await app.run("select facts, day, score from responses order by row");
    const other = await testApp({ now: () => NOW });
    const there = await seedWorkspace(other);
    await other.run("update workspaces set attributes = ? where id = ?", [
      JSON.stringify(NAMES),
      there.workspace,
    ]);
    const { id } = await seedSurvey(other, there);
    // One by one, so that each knows the values before it as the filling does.
    await seedResponses(other, there.workspace, id, many(120));
    const plain = (rows: typeof later) =>
      rows.map(({ facts, ...row }) => ({
        ...row,
        facts: (JSON.parse(String(facts)) as unknown[]).map(String).toSorted(),
      }));
    const before = await other.run("select facts, day, score from responses order by row");
    expect(plain(later)).toEqual(plain(before));
    await other.close();
  });

  it("leave alone who does not carry them, has no score, or counts by them already", async () => {
    await declare(["plan"]);
    await seedResponses(app, home.workspace, survey, [
      { answers: { q1: 9 }, attributes: { plan: "a", country: "x" } },
      { answers: { q2: "No score" }, attributes: { plan: "a", country: "x" } },
      { answers: { q1: 3 } },
      { answers: { q1: 4 }, attributes: { country: "" } },
    ]);
    // Counts under a name that the workspace has since lost from its list of values.
    await declare(["plan", "country"]);
    await declare(["country"]);
    await declare(["plan", "country"]);
    expect(await by("plan")).toEqual({ a: 1 });
    expect(await by("country")).toEqual({ x: 1 });
    expect(await drift(app)).toEqual(NO_DRIFT);
  });

  it("fill what is set aside too, so that it counts when it is restored", async () => {
    await seedResponses(app, home.workspace, survey, many(20));
    await app.run("update responses set state = 'quarantined' where row % 2 = 0");
    await declare(["plan"]);
    expect(sum(await by("plan"))).toBe(10);
    await app.run("update responses set state = 'counted'");
    expect(sum(await by("plan"))).toBe(20);
    expect(await drift(app)).toEqual(NO_DRIFT);
  });

  it("of a large workspace go on by the minute job, and the workspace says how far", async () => {
    for (let i = 0; i < 7; i++)
      await app.run(
        `insert into responses (row, workspace_id, survey_id, submission, rev, content, channel, state, score, answers, complete, day, facts, attributes, created_at, updated_at)
         with recursive n(i) as (select ?1 union all select i + 1 from n where i + 1 < ?1 + 1000)
         select s.no * 4294967296 + 1 + i, s.workspace_id, s.id, printf('%036d', i), 0, 'x', 'api', 'counted', 9, '{"q1":9}', 1,
           ?2, '[["q1","channel","api",9]]', '{"plan":"a"}', ?3, ?3 from n, surveys s where s.id = ?4`,
        [i * 1000, Math.floor(NOW / DAY_MS), NOW, survey],
      );
    const { filling } = await declare(["plan"]);
    expect(filling).toBeCloseTo(6 / 7, 9);
    const me = await (await app.request("/api/v1/me", { headers })).json();
    expect(me).toMatchObject({ workspace: { filling } });
    await cron(NOW + 60_000);
    expect((await declare(["plan"])).filling).toBeNull();
    expect(await by("plan")).toEqual({ a: 7000 });
    for (let i = 2; i < 5; i++) await cron(NOW + i * 60_000);
    expect(await app.run("select name from jobs")).toEqual([]);
    expect(await drift(app)).toEqual(NO_DRIFT);
  });

  it("take in what other isolates took under the attributes that they knew, and amendments meanwhile", async () => {
    await seedResponses(app, home.workspace, survey, many(60));
    const old = await app.run("select row, facts from responses order by row");
    let turns = 0;
    await requestsOf(
      () => declare(NAMES),
      async (place, send) => {
        // Between any two of its requests a response is changed by someone who knows of no attribute.
        const row = old[place % old.length];
        if (row && place > 3) {
          turns++;
          await app.run("update responses set facts = ?, score = 5 where row = ?", [
            String(row["facts"]),
            Number(row["row"]),
          ]);
        }
        return send();
      },
    );
    expect(turns).toBeGreaterThan(3);
    expect(await drift(app)).toEqual(NO_DRIFT);
    for (let i = 1; i < 4; i++) await cron(NOW + i * 60_000);
    for (const name of NAMES) expect([name, sum(await by(name))]).toEqual([name, 60]);
    expect(await drift(app)).toEqual(NO_DRIFT);
  });

  it.each(["channel", "option", "total", "seen", "aside", "language", "device", "constructor"])(
    "may not be called %s",
    async (name) => {
      const body = JSON.stringify({ attributes: [name] });
      const reply = await app.request("/api/v1/workspace", { method: "PATCH", headers, body });
      expect(reply.status).toBe(422);
    },
  );
});
