import { v7 } from "uuid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "../../domain/time/days.ts";
import { runCron } from "../../functions/scheduled/index.ts";
import { type TestApp, seedMember, seedSurvey, seedWorkspace, testApp } from "../support/app.ts";
import { NO_DRIFT, drift } from "../support/counters.ts";
import { NOW, system } from "../support/texts.ts";

const TOMBSTONE_MS = 90 * DAY_MS;
let app: TestApp;
let clock: number;
let home: { workspace: string; site: string };
let survey: { id: string };
let headers: Record<string, string>;

beforeEach(async () => {
  clock = NOW;
  app = await testApp({ now: () => clock });
  home = await seedWorkspace(app);
  survey = await seedSurvey(app, home);
  headers = (await seedMember(app, home.workspace, "admin")).headers;
});
afterEach(() => app.close());

const capture = (submission: string) => ({
  wire: 1,
  site: home.site,
  survey: survey.id,
  submission,
  answers: { q1: 9, q2: "From an old device" },
  complete: true,
  person: { id: "ana" },
});
const send = async (submission: string, more: object = {}) => {
  const reply = await app.post("/v1/in", { ...capture(submission), ...more });
  return [reply.status, ((await reply.json()) as { status?: string }).status];
};
const stored = async () => Number((await app.run("select count(*) as n from responses"))[0]?.["n"]);
const night = () => {
  const { ctx, deps } = system(app, home.workspace, clock);
  return runCron("17 2 * * *", { ...ctx, newId: v7 }, deps);
};

describe("fault 4: an old capture that is sent again", () => {
  it("after days is a duplicate of the row, whatever its device says of the time", async () => {
    const submission = v7();
    expect(await send(submission)).toEqual([200, "stored"]);
    clock += 400 * DAY_MS;
    expect(await send(submission, { at: NOW - 4000 * DAY_MS })).toEqual([200, "duplicate"]);
    expect(await stored()).toBe(1);
    // What was never sent is not refused for its age.
    expect(await send(v7(), { at: NOW - 4000 * DAY_MS })).toEqual([200, "stored"]);
  });

  it.each([
    ["an erasure", () => app.post("/api/v1/erasures", { person: "ana" }, headers)],
    [
      "retention",
      async () => {
        await app.run(`update workspaces set retention = '{"responses":1}'`);
        await app.run("update responses set created_at = 0");
        await night();
        await app.run("update workspaces set retention = '{}'");
      },
    ],
    [
      "the bin",
      async () => {
        await app.run("update responses set state = 'deleted', updated_at = 0");
        await night();
      },
    ],
  ] as const)("after %s stores nothing for 90 days, at no revision", async (_, remove) => {
    const submission = v7();
    await send(submission);
    const [row] = await app.run("select row from responses");
    await remove();
    expect(await stored()).toBe(0);
    expect(await send(submission)).toEqual([200, "duplicate"]);
    // Nor is its row given to another: cursors and marks hold row ids.
    const next = v7();
    await send(next, { person: { id: "ben" } });
    const [given] = await app.run("select row from responses");
    expect(Number(given?.["row"])).toBe(Number(row?.["row"]) + 1);
    await app.run("delete from responses");
    for (const wait of [DAY_MS, 88 * DAY_MS, DAY_MS - 1]) {
      clock += wait;
      await night();
      expect(await send(submission, { rev: 7, answers: { q1: 1 } })).toEqual([200, "duplicate"]);
    }
    expect(clock).toBe(NOW + TOMBSTONE_MS - 1);
    expect(await stored()).toBe(0);
    expect(await drift(app)).toEqual(NO_DRIFT);
    // What is kept for it says nothing of the person or the answer.
    const [kept] = await app.run("select length(hash) as n, expires_at from erased_submissions");
    expect(kept).toEqual({ n: expect.any(Number), expires_at: NOW + TOMBSTONE_MS });
    clock += 1;
    await night();
    expect(await app.run("select 1 as one from erased_submissions")).toEqual([]);
    expect(await send(submission)).toEqual([200, "stored"]);
  });

  it("does not stand in the way of the same id in another survey, or of other answers", async () => {
    const submission = v7();
    await send(submission);
    await app.post("/api/v1/erasures", { person: "ana" }, headers);
    const other = await seedSurvey(app, home);
    expect(await send(submission, { survey: other.id })).toEqual([200, "stored"]);
    expect(await send(v7())).toEqual([200, "stored"]);
  });
});
