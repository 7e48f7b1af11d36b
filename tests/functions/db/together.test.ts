import { v7 } from "uuid";
import { afterAll, describe, expect, it } from "vitest";
import { Together } from "../../../functions/db/together.ts";
import { seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";
import { rollupDrift } from "../../support/rollups.ts";
import { requestsOf } from "../../support/faults/requests.ts";

const app = await testApp({ env: { COMMIT_TOGETHER: "1" } });
const database = { url: app.env.DATABASE_URL, token: app.env.DATABASE_TOKEN };
afterAll(() => app.close());
const home = await seedWorkspace(app);
const survey = await seedSurvey(app, home);
const body = (more: object = {}) => ({
  wire: 1,
  site: home.site,
  survey: survey.id,
  submission: v7(),
  answers: { q1: 9 } as object,
  complete: false,
  ...more,
});
const status = async (sent: object) => {
  const reply = await app.post("/v1/in", sent);
  return [reply.status, ((await reply.json()) as { status?: string }).status ?? "error"];
};
const count = async () => Number((await app.run("select count(*) as n from responses"))[0]?.["n"]);

describe("answers that are committed together", () => {
  it("are told the same as without it: stored, duplicate, conflict, superseded", async () => {
    const first = body();
    expect(await status(first)).toEqual([200, "stored"]);
    expect(await status(first)).toEqual([200, "duplicate"]);
    expect(await status({ ...first, answers: { q1: 1 } })).toEqual([409, "error"]);
    expect(await status({ ...first, rev: 2, answers: { q1: 3 } })).toEqual([200, "stored"]);
    expect(await status({ ...first, rev: 1, answers: { q1: 1 } })).toEqual([200, "superseded"]);
    expect(await count()).toBe(1);
  });

  it("share requests to the database when they come together, and count once each", async () => {
    const before = await count();
    const bodies = Array.from({ length: 60 }, () => body());
    const requests = await requestsOf(async () => {
      const replies = await Promise.all([...bodies, ...bodies].map(status));
      expect(replies.map(([code]) => code)).toEqual(replies.map(() => 200));
    });
    expect(await count()).toBe(before + 60);
    expect(requests).toBeLessThan(30);
    expect(await rollupDrift(app)).toEqual([]);
  });
});

const sql = "insert into attribute_values (workspace_id, name, value) values (?, ?, ?)";
const read = "select count(*) as n from attribute_values where name = ?";
/** What requests leave running after their reply. */
const kept: Promise<unknown>[] = [];
const keep = (work: Promise<unknown>) => void kept.push(work);

describe("statements of many requests", () => {
  const together = new Together(database);
  const order = (name: string | null) =>
    together.run(
      [
        { sql, args: [home.workspace, name, "a"] },
        { sql: read, args: [name] },
      ],
      keep,
    );

  it("are each request's own: one that is refused takes no other's with it", async () => {
    const outcomes = await Promise.allSettled([order("w"), order("x"), order(null), order("y")]);
    const [, first, refused, last] = outcomes;
    expect(first).toMatchObject({ status: "fulfilled" });
    expect(refused).toMatchObject({ status: "rejected", reason: { code: "unavailable" } });
    expect(last).toMatchObject({ value: [{ changed: 1 }, { rows: [{ n: 1 }] }] });
    const [row] = await app.run(
      "select count(*) as n from attribute_values where name in ('w', 'x', 'y')",
    );
    expect(row?.["n"]).toBe(3);
  });

  it("are unavailable when the database is away, those that wait behind too", async () => {
    const away = new Together({ url: "http://127.0.0.1:9", token: "t" });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, () => away.run([{ sql: read, args: ["x"] }], keep)),
    );
    for (const one of outcomes)
      expect(one).toMatchObject({ status: "rejected", reason: { code: "unavailable" } });
  });

  it("find another sender when the one they have is ended with its request", async () => {
    let now = 0;
    const orphaned = new Together(database, () => now);
    // The first request is ended by the runtime in the middle: it never comes back from fetch.
    const real = globalThis.fetch;
    globalThis.fetch = () => new Promise(() => undefined);
    const first = orphaned.run([{ sql: read, args: ["x"] }], keep).catch(() => "late");
    globalThis.fetch = real;
    const behind = orphaned.run([{ sql: read, args: ["x"] }], keep);
    now = 3_999;
    const still = orphaned.run([{ sql: read, args: ["x"] }], keep);
    now = 4_000;
    const next = orphaned.run([{ sql: read, args: ["x"] }], keep);
    expect(await Promise.all([behind, still, next])).toHaveLength(3);
    expect(await first).toBe("late");
  });

  it("are told at once when too many wait", async () => {
    const full = new Together({ url: "http://127.0.0.1:9", token: "t" });
    const asked = Array.from({ length: 2_100 }, () =>
      full.run([{ sql: read, args: ["x"] }], keep).catch(() => "unavailable"),
    );
    expect(await Promise.all(asked)).toEqual(asked.map(() => "unavailable"));
  });
});
