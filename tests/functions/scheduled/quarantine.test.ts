import { v7 } from "uuid";
import { afterEach, beforeEach, expect, it } from "vitest";
import { DAY_MS } from "../../../domain/time/days.ts";
import { runCron } from "../../../functions/scheduled/index.ts";
import { expireQuarantine } from "../../../functions/services/upkeep/quarantine.ts";
import { seedSurvey, seedWorkspace, type TestApp, testApp } from "../../support/app.ts";
import { rollupDrift } from "../../support/rollups.ts";
import { NOW, system } from "../../support/texts.ts";

const HASH_DAYS = 90;
let app: TestApp;
let home: { workspace: string; site: string };
let survey: { id: string };

beforeEach(async () => {
  app = await testApp({ now: () => NOW });
  home = await seedWorkspace(app);
  survey = await seedSurvey(app, home);
});
afterEach(() => app.close());

async function robots(count: number, id = survey.id): Promise<string[]> {
  const sent = Array.from({ length: count }, () => v7());
  for (const submission of sent) await post(submission, id);
  return sent;
}
const post = (submission: string, id = survey.id) =>
  app.post("/v1/in", {
    wire: 1,
    site: home.site,
    survey: id,
    submission,
    answers: { q1: 1, q2: "Buy cheap watches" },
    complete: true,
    hp: "x",
  });
const held = async (id = survey.id) =>
  (await app.run("select submission from responses where survey_id = ? order by row", [id])).map(
    (row) => row["submission"],
  );
const expire = (keep?: number) => {
  const { ctx, deps } = system(app, home.workspace);
  return expireQuarantine(ctx, deps, keep);
};

it("removes what was set aside 90 days ago, to the millisecond, by the nightly job", async () => {
  const [old, edge, moved, late] = await robots(4);
  const age = (submission: string | undefined, more: string) =>
    app.run(`update responses set ${more} where submission = ?`, [submission ?? ""]);
  await age(old, `updated_at = ${NOW - 90 * DAY_MS - 1}`);
  await age(edge, `updated_at = ${NOW - 90 * DAY_MS}`);
  // Given long ago, set aside by hand lately.
  await age(moved, `created_at = ${NOW - 300 * DAY_MS}`);
  await age(late, `state = 'late', updated_at = 0`);
  const { ctx, deps } = system(app, home.workspace);
  await runCron("17 2 * * *", ctx, deps);
  expect(await held()).toEqual([edge, moved, late]);
  expect(await app.run("select expires_at as at from erased_submissions")).toEqual([
    { at: NOW + HASH_DAYS * DAY_MS },
  ]);
  expect((await post(old ?? "")).status).toBe(200);
  expect(await held()).toHaveLength(3);
  expect(await app.run("select count(*) as n from verbatims")).toEqual([{ n: 3 }]);
});

it("keeps the newest of each survey up to the count, and what counts", async () => {
  const other = await seedSurvey(app, home);
  const sent = await robots(7);
  const there = await robots(3, other.id);
  await app.run("update responses set state = 'counted' where submission = ?", [sent[0] ?? ""]);
  expect(await expire(4)).toBe(2);
  expect(await held()).toEqual([sent[0], ...sent.slice(3)]);
  expect(await held(other.id)).toEqual(there);
  expect(await expire(4)).toBe(0);
  expect(await app.run("select sum(n) as n from asides where survey_id = ?", [survey.id])).toEqual([
    { n: 4 },
  ]);
  expect(await rollupDrift(app)).toEqual([]);
});

it("goes in slices, and a run that was cut short goes on", async () => {
  await robots(1);
  await app.run(`with recursive more(n) as (select 1 union all select n + 1 from more where n < 1200)
    insert into responses select row + n, workspace_id, survey_id, substr(submission, 1, 30) || printf('%06d', n), rev, content, version,
      channel, state, reason, score, answers, texts, complete, completed_at, day, facts, language, attributes, person, person_proven,
      page, opaque_origin, grade, client_at, took_ms, created_at, updated_at, over_quota from responses, more`);
  const { deps } = system(app, home.workspace);
  const limits = { before: 0, keep: 100, hashUntil: NOW };
  expect(await deps.quarantine.drop(home.workspace, survey.id, limits, 500)).toBe(500);
  expect(await expire(100)).toBe(601);
  expect(await held()).toHaveLength(100);
});
