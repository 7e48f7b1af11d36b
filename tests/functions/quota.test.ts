import { v7 } from "uuid";
import { afterAll, describe, expect, it } from "vitest";
import type { Survey } from "../../domain/wire/surveys.ts";
import { makeInvitation } from "../../functions/services/sends/make-links.ts";
import { makeContext } from "../../functions/world.ts";
import { makeDeps } from "../../functions/deps.ts";
import { settingsOf } from "../../functions/env.ts";
import { seedMember, seedSurvey, seedWorkspace, testApp } from "../support/app.ts";
import { readPage } from "../support/page.ts";
import { rollupDrift } from "../support/rollups.ts";

let now = Date.UTC(2026, 5, 1, 12);
const app = await testApp({ now: () => now });
afterAll(() => app.close());

/** A live survey with this quota, and what is done with it. */
async function openSurvey(quota: number | null) {
  const home = await seedWorkspace(app);
  const { id, slug } = await seedSurvey(app, home);
  const { headers } = await seedMember(app, home.workspace, "admin");
  const read = async () =>
    (await (await app.request(`/api/v1/surveys/${id}`, { headers })).json()) as Survey;
  const save = async (body: object) =>
    app.request(`/api/v1/surveys/${id}`, {
      method: "PATCH",
      headers,
      body: JSON.stringify({ revision: (await read()).revision, ...body }),
    });
  if (quota !== null) expect((await save({ quota })).status).toBe(200);
  return {
    ...home,
    id,
    slug,
    headers,
    read,
    save,
    post: async (more: object = {}) => {
      const answers = { q1: 9 };
      const sent = {
        wire: 1,
        site: home.site,
        survey: id,
        submission: v7(),
        answers,
        complete: true,
      };
      const body = { ...sent, ...more };
      expect((await app.post("/v1/in", body)).status).toBe(200);
      return body;
    },
    offered: async () => {
      // What a site's script knows is at most 15 s old.
      now += 15_000;
      return (await (await app.request(`/v1/${home.site}.js`)).text()).includes(id);
    },
    marked: async () =>
      Number(
        (
          await app.run(
            "select count(*) as n from responses where survey_id = ? and over_quota = 1",
            [id],
          )
        )[0]?.["n"],
      ),
  };
}

describe("fault 22: a quota that is reached", () => {
  it("takes the survey off the pages, keeps what comes, counts it and marks it", async () => {
    const survey = await openSurvey(2);
    await survey.post();
    expect(await survey.offered()).toBe(true);
    const last = await survey.post();
    expect(await survey.offered()).toBe(false);
    expect(await survey.marked()).toBe(0);
    const over = await survey.post();
    await survey.post(over);
    expect(await survey.marked()).toBe(1);
    expect(await survey.read()).toMatchObject({ quota: 2, answered: 3 });
    const rows = await app.run(
      "select submission, state, over_quota from responses where survey_id = ? order by row desc limit 2",
      [survey.id],
    );
    expect(rows).toEqual([
      { submission: over.submission, state: "counted", over_quota: 1 },
      { submission: last.submission, state: "counted", over_quota: 0 },
    ]);
    expect(await rollupDrift(app)).toEqual([]);
  });

  it("is marked exactly by fifty posts at once", async () => {
    const survey = await openSurvey(20);
    await Promise.all(Array.from({ length: 50 }, () => survey.post()));
    expect(await survey.marked()).toBe(30);
    expect(await survey.read()).toMatchObject({ answered: 50 });
  });

  it("stays what it was through amendments and repeats", async () => {
    const survey = await openSurvey(1);
    const first = await survey.post({ complete: false });
    const second = await survey.post({ complete: false });
    for (const sent of [first, second]) await survey.post({ ...sent, rev: 1, answers: { q1: 3 } });
    expect(
      await app.run("select over_quota as o from responses where survey_id = ? order by row", [
        survey.id,
      ]),
    ).toEqual([{ o: 0 }, { o: 1 }]);
  });

  it("does not stop the hosted page nor a mailed link", async () => {
    const survey = await openSurvey(1);
    await survey.post();
    expect((await app.request(`/s/${survey.slug}`)).status).toBe(200);
    const form = new URLSearchParams({ submission: v7(), q1: "4" });
    expect((await app.request(`/s/${survey.slug}`, { method: "POST", body: form })).status).toBe(
      200,
    );
    const ctx = {
      ...makeContext(now, () => undefined),
      workspace: survey.workspace,
      actor: { kind: "system" as const, id: "test" },
    };
    const deps = makeDeps(settingsOf(app.env), app.env);
    const made = await makeInvitation(ctx, deps, survey.id, {});
    const link = new URL(made.links[9]!).pathname;
    const { data } = readPage<{ visit: string }>(await (await app.request(link)).text());
    const evidence = { touched: true, dwell: 900, webdriver: false };
    const vote = { visit: data.visit, rev: 0, answers: { q1: 9 }, complete: true, evidence };
    expect((await app.post(link, vote)).status).toBe(200);
    expect(await survey.marked()).toBe(2);
  });

  it("counts what counts: aside ones leave it and come back", async () => {
    const survey = await openSurvey(5);
    for (let i = 0; i < 3; i++) await survey.post();
    await survey.post({ hp: "x" });
    expect(await survey.read()).toMatchObject({ answered: 3 });
    const list = await app.request(`/api/v1/surveys/${survey.id}/responses`, {
      headers: survey.headers,
    });
    const [item] = ((await list.json()) as { items: { id: string; overQuota: boolean }[] }).items;
    const move = (to: string) =>
      app.post(`/api/v1/responses/${item!.id}/move`, { to }, survey.headers);
    await move("deleted");
    expect(await survey.read()).toMatchObject({ answered: 2 });
    await move("counted");
    expect(await survey.read()).toMatchObject({ answered: 3 });
  });

  it("given later starts from what has counted; taken away it asks on", async () => {
    const survey = await openSurvey(null);
    for (let i = 0; i < 3; i++) await survey.post();
    expect(await survey.read()).toMatchObject({ quota: null, answered: null });
    expect((await survey.save({ quota: 3 })).status).toBe(200);
    expect(await survey.read()).toMatchObject({ quota: 3, answered: 3 });
    expect(await survey.offered()).toBe(false);
    await survey.save({ quota: null });
    expect(await survey.offered()).toBe(true);
    await survey.post();
    await survey.save({ quota: 10 });
    expect(await survey.read()).toMatchObject({ quota: 10, answered: 4 });
    expect(await survey.marked()).toBe(0);
  });

  it("is a whole number from 1 to ten million", async () => {
    const survey = await openSurvey(null);
    for (const quota of [0, -1, 1.5, "5", 10_000_001, 2 ** 53])
      expect([quota, (await survey.save({ quota })).status]).toEqual([quota, 422]);
    expect(await survey.read()).toMatchObject({ quota: null });
  });

  it("shows in the list, as a filter and in the export", async () => {
    const survey = await openSurvey(1);
    await survey.post();
    const over = await survey.post({ answers: { q1: 2 } });
    const ask = (path: string) =>
      app.request(`/api/v1/surveys/${survey.id}/responses${path}`, { headers: survey.headers });
    const all = (await (await ask("")).json()) as { items: { overQuota: boolean }[] };
    expect(all.items.map((item) => item.overQuota)).toEqual([true, false]);
    const only = (await (await ask("?over=1")).json()) as { items: { score: number }[] };
    expect(only.items).toMatchObject([{ score: over.answers.q1 }]);
    const [head = "", first = "", second = ""] = (await (await ask(".csv")).text()).split("\r\n");
    const at = head.split(",").indexOf("over quota");
    expect([first.split(",")[at], second.split(",")[at]]).toEqual(["true", "false"]);
  });
});
