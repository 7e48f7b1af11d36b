import { v7 } from "uuid";
import { afterAll, describe, expect, it } from "vitest";
import { RECORDED_TEXTS } from "../../../functions/db/repositories/collect.ts";
import { Together, orderFrom, textsOf } from "../../../functions/db/together.ts";
import { seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";
import { rollupDrift } from "../../support/rollups.ts";
import { requestsOf } from "../../support/faults/requests.ts";

/** The application with a recorder bound, as npm run serve has it; in this process there is one. */
async function recorded() {
  let recorder: Together | undefined;
  let orders = 0;
  const binding = {
    idFromName: () => ({}),
    get: () => ({
      record(order: string) {
        orders++;
        return (recorder as Together).record(order);
      },
    }),
  };
  const app = await testApp({ env: { RECORDER: binding as unknown as string } });
  const { DATABASE_URL: url, DATABASE_TOKEN: token } = app.env;
  recorder = new Together({ url, token }, RECORDED_TEXTS);
  return { app, database: { url, token }, orders: () => orders };
}

const { app, database, orders } = await recorded();
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

describe("answers through the recorder", () => {
  it("are told the same as without it: stored, duplicate, conflict, superseded", async () => {
    const first = body();
    expect(await status(first)).toEqual([200, "stored"]);
    expect(await status(first)).toEqual([200, "duplicate"]);
    expect(await status({ ...first, answers: { q1: 1 } })).toEqual([409, "error"]);
    expect(await status({ ...first, rev: 2, answers: { q1: 3 } })).toEqual([200, "stored"]);
    expect(await status({ ...first, rev: 1, answers: { q1: 1 } })).toEqual([200, "superseded"]);
    expect(orders()).toBe(5);
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
const texts = textsOf([sql, read]);
const keys = new Map([...texts].map(([key, text]) => [text, key]));

describe("statements of many callers", () => {
  const together = new Together(database, texts);
  const order = (name: string | null) =>
    orderFrom((text) => together.record(text), keys, [
      { sql, args: [home.workspace, name, "a"] },
      { sql: read, args: [name] },
    ]);

  it("are each caller's own: one that is refused takes no other's with it", async () => {
    const [first, refused, last] = await Promise.allSettled([order("x"), order(null), order("y")]);
    expect(first).toMatchObject({ status: "fulfilled" });
    expect(refused).toMatchObject({ status: "rejected", reason: { code: "unavailable" } });
    expect(last).toMatchObject({ value: [{ changed: 1 }, { rows: [{ n: 1 }] }] });
    const [row] = await app.run(
      "select count(*) as n from attribute_values where name in ('x', 'y')",
    );
    expect(row?.["n"]).toBe(2);
  });

  it("of another release, whose texts it does not know, are left to the caller", async () => {
    const other = new Together(database, textsOf([read]));
    const reply = orderFrom((text) => other.record(text), keys, [{ sql, args: ["w", "n", "v"] }]);
    expect(await reply).toBeUndefined();
  });

  it("are unavailable when the database is away, those that wait behind too", async () => {
    const away = new Together({ url: "http://127.0.0.1:9", token: "t" }, texts);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, () =>
        orderFrom((text) => away.record(text), keys, [{ sql: read, args: ["x"] }]),
      ),
    );
    for (const one of outcomes)
      expect(one).toMatchObject({ status: "rejected", reason: { code: "unavailable" } });
  });

  it("are unavailable when the recorder does not answer", async () => {
    const silent = () => Promise.resolve(undefined);
    await expect(orderFrom(silent, keys, [{ sql: read, args: ["x"] }])).rejects.toMatchObject({
      code: "unavailable",
    });
  });
});
