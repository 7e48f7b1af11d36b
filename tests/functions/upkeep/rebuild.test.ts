import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { RebuildReply } from "../../../domain/wire/setup.ts";
import {
  SELF_CHECK,
  continueSelfCheck,
  goOn,
  newCheck,
} from "../../../functions/services/upkeep/self-check.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import { type Counted, countedSurvey } from "../../support/counted.ts";
import { NO_DRIFT, drift } from "../../support/counters.ts";
import { NOW, system } from "../../support/texts.ts";

vi.setConfig({ testTimeout: 120_000 });
const TOKEN = "a-setup-token-of-thirty-two-or-more";
let app: TestApp;
let first: Counted;
let second: Counted;
beforeAll(async () => {
  app = await testApp({ env: { SETUP_TOKEN: TOKEN }, now: () => NOW });
  first = await countedSurvey(app, 60);
  await app.run("delete from themes");
  second = await countedSurvey(app, 60);
});
afterAll(() => app.close());

const post = (body: object) => app.post("/api/v1/setup/rebuild", { token: TOKEN, ...body });
const call = async (body: object = {}): Promise<RebuildReply> => {
  const reply = await post(body);
  expect(reply.status).toBe(200);
  return (await reply.json()) as RebuildReply;
};
/** Calls until it is done. */
async function through(part: object = {}): Promise<RebuildReply> {
  let reply = await call(part);
  while (!reply.done) reply = await call({ ...part, ...(reply.id !== null && { id: reply.id }) });
  return reply;
}
const spoil = () => app.run("update rollups set v9 = v9 + 1");

it("is not there without the installation's token", async () => {
  expect((await post({ token: `${TOKEN}x` })).status).toBe(404);
  expect((await post({ survey: "sv_nothing00" })).status).toBe(422);
  expect((await post({ workspace: second.workspace, survey: first.id })).status).toBe(422);
  expect(await app.run("select name from jobs where name = 'self-check'")).toEqual([]);
});

it("recomputes everything, or one workspace or survey alone", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  await spoil();
  expect((await through({ workspace: first.workspace })).figures).toMatchObject({
    surveys: 1,
    drifted: 60,
  });
  const wrong = (await drift(app)).rollups as { survey_id: string }[];
  expect(new Set(wrong.map((row) => row.survey_id))).toEqual(new Set([second.id]));
  expect((await through({ survey: second.id })).figures).toMatchObject({ surveys: 1, drifted: 60 });
  expect(await drift(app)).toEqual(NO_DRIFT);
  await spoil();
  const { figures } = await through();
  expect(figures["surveys"]).toBe(2);
  expect(figures["drifted"]).toBeGreaterThan(90);
  expect(figures["repaired"]).toBe(figures["drifted"]);
  expect(await drift(app)).toEqual(NO_DRIFT);
});

it("goes on where it was left, by the same command or by the minute job", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  await spoil();
  const { ctx, deps } = system(app, first.workspace);
  const begun = newCheck("01980000-0000-7000-8000-00000000abcd", { every: true });
  await goOn(ctx, deps, begun, 1);
  expect(await call({ workspace: first.workspace })).toMatchObject({ id: null, done: false });
  await through();
  expect(await drift(app)).toEqual(NO_DRIFT);
  await spoil();
  await goOn(ctx, deps, begun, 1);
  while ((await deps.jobs.cursor(SELF_CHECK)) !== null) await continueSelfCheck(ctx, deps);
  // Whoever began it is told that it is done, and nothing begins anew.
  expect(await call({ id: begun.id })).toMatchObject({ done: true, figures: { surveys: 2 } });
  expect(await deps.jobs.cursor(SELF_CHECK)).toBeNull();
  expect(await drift(app)).toEqual(NO_DRIFT);
});

it("waits while somebody else is at it", async () => {
  const { ctx, deps } = system(app, first.workspace);
  const check = newCheck("01980000-0000-7000-8000-00000000abce", { every: true });
  await goOn(ctx, deps, check, 1);
  await app.run("update jobs set lease_until = ? where name = 'self-check'", [NOW + 60_000]);
  const [one, two] = [await call(), await call({ id: check.id })];
  expect([one.id, two.id]).toEqual([check.id, check.id]);
  expect([one.done, two.done]).toEqual([false, false]);
  await app.run("update jobs set lease_until = null where name = 'self-check'");
  expect((await through()).done).toBe(true);
});
