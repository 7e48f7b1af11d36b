import { v7 } from "uuid";
import { afterAll, expect, it } from "vitest";
import { DAY_MS, dayOf } from "../../../domain/time/days.ts";
import { makeDeps } from "../../../functions/deps.ts";
import { settingsOf } from "../../../functions/env.ts";
import { setClocks } from "../../../functions/services/accounts/set-clocks.ts";
import { makeContext } from "../../../functions/world.ts";
import { seedMember, seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";

// Half an hour before midnight in Sydney, where it is already tomorrow's day in Auckland.
let now = Date.UTC(2026, 5, 1, 13, 30);
const app = await testApp({ now: () => now });
afterAll(() => app.close());
const { workspace, site } = await seedWorkspace(app);
const survey = await seedSurvey(app, { workspace, site });
const { headers } = await seedMember(app, workspace, "owner");

const run = () =>
  setClocks(
    makeContext(now, () => undefined),
    makeDeps(settingsOf(app.env), app.env),
  );
const clock = async () =>
  JSON.parse(
    String((await app.run("select clock from workspaces where id = ?", [workspace]))[0]?.["clock"]),
  ) as { to: number; offsets: [number, number][] } | null;
/** The day that an answer is counted on. */
const dayOfAnswer = async () => {
  now += 16_000;
  const submission = v7();
  const body = { wire: 1, site, survey: survey.id, submission, answers: { q1: 9 }, complete: true };
  expect((await app.post("/v1/in", body)).status).toBe(200);
  const rows = await app.run("select day from responses where submission = ?", [submission]);
  return rows[0]?.["day"];
};
const moveTo = async (zone: string) => {
  const init = { method: "PATCH", headers, body: JSON.stringify({ zone }) };
  expect((await app.request("/api/v1/workspace", init)).status).toBe(200);
};

it("each workspace gets the clock of its zone, loses it when it moves, and has days all the while", async () => {
  expect(await clock()).toBeNull();
  await moveTo("Australia/Sydney");
  expect(await dayOfAnswer()).toBe(dayOf(now, "Australia/Sydney"));
  await run();
  expect((await clock())?.offsets[0]?.[1]).toBe(10 * 3_600_000);
  expect(await dayOfAnswer()).toBe(dayOf(now, "Australia/Sydney"));
  await moveTo("Pacific/Auckland");
  expect(await clock()).toBeNull();
  expect(await dayOfAnswer()).toBe(dayOf(now, "Pacific/Auckland"));
  await run();
  expect((await clock())?.offsets[0]?.[1]).toBe(12 * 3_600_000);
  expect(await dayOfAnswer()).toBe(dayOf(now, "Pacific/Auckland"));
  expect(dayOf(now, "Pacific/Auckland")).toBe(dayOf(now, "Australia/Sydney") + 1);
});

it("is renewed after a week and left alone before", async () => {
  const first = (await clock())?.to ?? 0;
  now += 6 * DAY_MS;
  await run();
  expect((await clock())?.to).toBe(first);
  now += 2 * DAY_MS;
  await run();
  expect((await clock())?.to).toBeGreaterThan(first);
});
