import { afterAll, beforeAll, expect, it } from "vitest";
import type { Scores } from "../../../domain/wire/scores.ts";
import type { RecipientDomains, VoteHistory } from "../../../domain/wire/votes.ts";
import { makeDeps } from "../../../functions/deps.ts";
import { settingsOf } from "../../../functions/env.ts";
import { runCron } from "../../../functions/scheduled/index.ts";
import { makeInvitation } from "../../../functions/services/sends/make-links.ts";
import { makeContext } from "../../../functions/world.ts";
import { type TestApp, seedMember, seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";
import { readPage } from "../../support/page.ts";

let app: TestApp;
let home: { workspace: string; site: string };
let survey: { id: string };
let analyst: Record<string, string>;
let now = Date.UTC(2026, 5, 1, 12);

beforeAll(async () => {
  app = await testApp({ now: () => now });
  home = await seedWorkspace(app);
  survey = await seedSurvey(app, home);
  analyst = (await seedMember(app, home.workspace, "analyst")).headers;
});
afterAll(() => app.close());

const cron = (expression: string) =>
  runCron(
    expression,
    makeContext(now, () => {}),
    makeDeps(settingsOf(app.env), app.env),
  );
const get = async <T>(path: string) => {
  const reply = await app.request(path, { headers: analyst });
  expect(reply.status).toBe(200);
  return (await reply.json()) as T;
};

const TOUCH = { touched: true, dwell: 900, webdriver: false };
const LOOK = { touched: false, dwell: 4000, webdriver: false };
const LEFT = { touched: false, dwell: 100, webdriver: false };

/** One invitation that is answered with this score and this evidence. */
async function answer(domain: string, score: number, evidence: object): Promise<string> {
  const ctx = {
    ...makeContext(now, () => {}),
    workspace: home.workspace,
    actor: { kind: "system" as const, id: "test" },
  };
  const { id, links } = await makeInvitation(
    ctx,
    makeDeps(settingsOf(app.env), app.env),
    survey.id,
    {
      email: `someone@${domain}`,
    },
  );
  const path = new URL(links[score]!).pathname;
  const { data } = readPage<{ visit: string }>(await (await app.request(path)).text());
  const reply = await app.post(path, {
    visit: data.visit,
    rev: 0,
    answers: { q1: score },
    complete: false,
    evidence,
  });
  expect(reply.status).toBe(200);
  return id;
}

it("tells the score without votes that nobody touched, and whether the two differ", async () => {
  for (let i = 0; i < 12; i++) await answer("example.com", 10, TOUCH);
  for (let i = 0; i < 12; i++) await answer("example.com", 0, LOOK);
  now += 11 * 60_000;
  await cron("* * * * *");
  const scores = await get<Scores>(`/api/v1/surveys/${survey.id}/scores`);
  expect(scores).toMatchObject({ n: 24, score: 0 });
  expect(scores.confirmed).toMatchObject({ n: 12, score: 100, probable: 12, differs: true });
  const widget = await get<Scores>(`/api/v1/surveys/${survey.id}/scores?channel=widget`);
  expect(widget.confirmed).toBeNull();
});

it("counts suspect votes by the domain of the recipient and says where they jumped", async () => {
  for (let i = 0; i < 12; i++) await answer("calm.example", 9, TOUCH);
  for (let i = 0; i < 12; i++) await answer("scanned.example", 9, TOUCH);
  now += 10 * 86_400_000;
  for (let i = 0; i < 12; i++) await answer("calm.example", 9, TOUCH);
  for (let i = 0; i < 4; i++) await answer("scanned.example", 9, TOUCH);
  for (let i = 0; i < 12; i++) await answer("scanned.example", 0, LEFT);
  await cron("*/15 * * * *");
  const { items, at, whole } = await get<RecipientDomains>(
    `/api/v1/surveys/${survey.id}/recipients`,
  );
  expect({ at, whole }).toEqual({ at: now, whole: true });
  expect(items.find(({ domain }) => domain === "scanned.example")).toEqual({
    domain: "scanned.example",
    sent: 16,
    answered: 4,
    suspect: 12,
    sentBefore: 12,
    answeredBefore: 12,
    suspectBefore: 0,
    jumped: true,
  });
  expect(items.filter(({ jumped }) => jumped)).toHaveLength(1);
  const { feed } = await get<{ feed: { kind: string; title: string }[] }>("/api/v1/overview");
  expect(feed).toContainEqual(
    expect.objectContaining({
      kind: "suspect_votes",
      title: "Suspect votes jumped at scanned.example",
    }),
  );
});

it("shows how one vote came about, to those who may know", async () => {
  const invitation = await answer("example.com", 3, LEFT);
  const list = await get<{ items: { id: string; score: number }[] }>(
    `/api/v1/surveys/${survey.id}/responses?state=suspect&limit=1`,
  );
  const id = list.items[0]!.id;
  await app.settled();
  const history = await get<VoteHistory>(`/api/v1/responses/${id}/votes`);
  expect(history.posts).toEqual([
    expect.objectContaining({
      score: 3,
      grade: "suspect",
      reason: "left within 4 seconds",
      stands: true,
      late: false,
      dwell: 100,
    }),
  ]);
  expect(history.visits).toEqual([expect.objectContaining({ score: 3, trap: false, n: 1 })]);
  expect(JSON.stringify(history)).not.toContain(invitation);
  const viewer = (await seedMember(app, home.workspace, "viewer")).headers;
  expect((await app.request(`/api/v1/responses/${id}/votes`, { headers: viewer })).status).toBe(
    403,
  );
  const other = await seedWorkspace(app);
  const stranger = (await seedMember(app, other.workspace, "owner")).headers;
  expect((await app.request(`/api/v1/responses/${id}/votes`, { headers: stranger })).status).toBe(
    404,
  );
});
