import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as wire from "../../../domain/wire/themes.ts";
import { advanceRefits } from "../../../functions/services/themes/fit-anew.ts";
import { runThemes } from "../../../functions/services/themes/run.ts";
import { dying } from "../../support/dying.ts";
import { seedMember, seedSurvey, seedWorkspace, type TestApp, testApp } from "../../support/app.ts";
import {
  comments,
  NOW,
  seedTexts,
  system,
  themeDayDrift,
  themeState,
} from "../../support/texts.ts";

vi.setConfig({ testTimeout: 120_000 });
let app: TestApp;
let site: { workspace: string; site: string };
let survey: { workspace: string; id: string };
let analyst: Record<string, string>;

beforeEach(async () => {
  app = await testApp({ now: () => NOW });
  site = await seedWorkspace(app);
  survey = { workspace: site.workspace, id: (await seedSurvey(app, site)).id };
  analyst = (await seedMember(app, site.workspace, "analyst")).headers;
  // First two subjects, then three more, in a survey whose later themes are proposed.
  await seedTexts(app, survey, comments(210, 0, ["delivery", "price"]));
  await run();
});
afterEach(() => app.close());

let runs = 0;
async function run(of = survey) {
  const { ctx, deps } = system(app, of.workspace, NOW);
  const newId = () => `01990000-0000-7000-8000-${(++runs).toString(16).padStart(9, "0")}000`;
  await runThemes({ ...ctx, newId }, deps, of.id);
}

async function call(path: string, body?: unknown, headers = analyst) {
  const init =
    body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) };
  const response = await app.request(`/api/v1${path}`, init);
  const reply: unknown = await response.json();
  await app.settled();
  return { status: response.status, reply };
}
async function ok<T extends v.GenericSchema>(schema: T, path: string, body?: unknown) {
  const { status, reply } = await call(path, body);
  expect([path, status < 300, JSON.stringify(reply)]).toEqual([path, true, JSON.stringify(reply)]);
  return v.parse(schema, reply);
}
const list = async () =>
  (await ok(wire.Themes, `/surveys/${survey.id}/themes?from=2026-01-01&to=2026-09-01`)).items;
const about = async (word: string) =>
  (await list()).find(({ label }) => label.toLowerCase().includes(word))!;
const edit = (id: string, body: unknown) =>
  ok(wire.ThemeDetail, `/themes/${id}/edits?survey=${survey.id}`, body);
/** Starts one and waits for it. */
async function fitted() {
  const { id } = await ok(wire.Refit, `/surveys/${survey.id}/refits`, {});
  return ok(wire.Refit, `/theme-refits/${id}`);
}
const decide = (id: string, accept: boolean) => call(`/theme-refits/${id}`, { accept });

async function readAgain() {
  await app.run("delete from mentions");
  await app.run("update verbatims set stage = 2, engine = null");
  for (const { id } of await app.run("select id from surveys order by no"))
    await run({ ...survey, id: String(id) });
}

describe("a re-fit", () => {
  it("keeps ids, labels and rules of what is found again, brings the new, and goes back exactly", async () => {
    const delivery = await about("delivery");
    await edit(delivery.id, { kind: "rename", label: "Parcels" });
    await edit(delivery.id, { kind: "rule", mode: "never", words: "rude" });
    await seedTexts(app, survey, comments(300, 500, ["refund", "website", "delivery"]));
    await run();
    const before = await themeState(app, survey.workspace);
    const refit = await fitted();
    expect(refit).toMatchObject({ state: "ready", texts: 510, survey: survey.id });
    expect(refit.kept.find(({ id }) => id === delivery.id)).toMatchObject({ label: "Parcels" });
    expect(refit.moved).toBeGreaterThan(0);
    // Looking changes nothing.
    const looked = await themeState(app, survey.workspace);
    expect({ ...looked, runs: [] }).toEqual({ ...before, runs: [] });

    expect((await decide(refit.id, true)).status).toBe(200);
    const after = await themeState(app, survey.workspace);
    expect(after.mentions).not.toEqual(before.mentions);
    expect(await app.run("select kind, theme_id from theme_edits where kind = 'refit'")).toEqual([
      { kind: "refit", theme_id: survey.id },
    ]);
    const now = await list();
    expect(now.find(({ id }) => id === delivery.id)).toMatchObject({
      label: "Parcels",
      pinned: true,
    });
    for (const { id, label } of refit.created)
      expect(now.find((one) => one.id === id)?.label).toBe(label);
    for (const { id } of refit.archived) expect(now.map((one) => one.id)).not.toContain(id);
    for (const one of [...refit.kept, ...refit.created])
      expect([one.label, now.find(({ id }) => id === one.id)?.volume ?? 0]).toEqual([
        one.label,
        one.after,
      ]);
    expect(await themeDayDrift(app)).toEqual([]);
    // Accepting twice is one.
    expect((await decide(refit.id, true)).status).toBe(200);
    expect(await app.run("select id from theme_edits where kind = 'refit'")).toHaveLength(1);
    await readAgain();
    expect((await themeState(app, survey.workspace)).mentions).toEqual(after.mentions);

    expect((await decide(refit.id, false)).reply).toMatchObject({ state: "discarded" });
    const back = await themeState(app, survey.workspace);
    expect(back.mentions).toEqual(before.mentions);
    const states = ({ themes }: typeof back) =>
      themes.map(({ id, model, ...state }) => {
        const { facets } = JSON.parse(String(model)) as { facets: unknown };
        return { id, ...state, facets };
      });
    const old = new Set(before.themes.map(({ id }) => id));
    expect(states(back).filter(({ id }) => old.has(id))).toEqual(states(before));
    expect((await decide(refit.id, false)).status).toBe(409);
    expect((await decide(refit.id, true)).status).toBe(409);
  });

  it("changes no old mention of another survey but through the themes it changes, and reads it again", async () => {
    const other = { ...survey, id: (await seedSurvey(app, site)).id };
    await seedTexts(app, other, comments(60, 0, ["delivery", "price"]));
    await run(other);
    await seedTexts(app, survey, comments(200, 500, ["refund", "website"]));
    await run();
    const refit = await fitted();
    await decide(refit.id, true);
    const after = await themeState(app, survey.workspace);
    await readAgain();
    expect((await themeState(app, survey.workspace)).mentions).toEqual(after.mentions);
    const theirs = after.mentions.filter(({ survey_id }) => survey_id === other.id);
    expect(theirs.length).toBeGreaterThan(20);
  });

  it("is let go without a trace, and the next one starts anew", async () => {
    const first = await fitted();
    const joined = await ok(wire.Refit, `/surveys/${survey.id}/refits`, {});
    expect(joined.id).toBe(first.id);
    expect((await decide(first.id, false)).reply).toMatchObject({
      state: "discarded",
      created: [],
    });
    expect(await app.run("select plan, diff from theme_refits")).toEqual([
      { plan: "null", diff: "null" },
    ]);
    expect((await decide(first.id, true)).status).toBe(422);
    expect((await fitted()).id).not.toBe(first.id);
  });

  it("is stale once the themes or the log have changed", async () => {
    const refit = await fitted();
    await edit((await about("price")).id, { kind: "mute", muted: true });
    expect((await decide(refit.id, true)).reply).toMatchObject({ error: { code: "stale" } });
    await decide(refit.id, false);
    const second = await fitted();
    await seedTexts(app, survey, comments(200, 500, ["refund"]));
    await run();
    expect((await decide(second.id, true)).status).toBe(409);
  });

  it("is nobody else's business", async () => {
    const refit = await fitted();
    const elsewhere = (await seedMember(app, (await seedWorkspace(app)).workspace, "owner"))
      .headers;
    const viewer = (await seedMember(app, site.workspace, "viewer")).headers;
    expect((await call(`/theme-refits/${refit.id}`, undefined, viewer)).status).toBe(200);
    expect((await call(`/theme-refits/${refit.id}`, { accept: true }, viewer)).status).toBe(403);
    expect((await call(`/surveys/${survey.id}/refits`, {}, viewer)).status).toBe(403);
    for (const [path, body] of [
      [`/theme-refits/${refit.id}`, undefined],
      [`/theme-refits/${refit.id}`, { accept: true }],
      [`/theme-refits/${refit.id}`, { accept: false }],
      [`/surveys/${survey.id}/refits`, {}],
    ] as const)
      expect((await call(path, body, elsewhere)).status).toBe(404);
    expect(await ok(wire.Refit, `/theme-refits/${refit.id}`)).toMatchObject({ state: "ready" });
  });

  it("that was cut off is worked out again to the same plan, and given up after three times", async () => {
    const { ctx, deps } = system(app, survey.workspace, NOW);
    const fresh = (id: string) =>
      deps.themeRefits.queue(survey.workspace, { id, survey: survey.id, actor: "x", now: NOW });
    const id = "01980000-0000-7000-8000-0000000f0000";
    await fresh(id);
    await advanceRefits(ctx, deps, survey.workspace);
    const whole = await app.run("select plan, diff, state from theme_refits");
    expect(whole[0]?.["state"]).toBe("ready");
    for (const when of ["before", "after"] as const)
      for (let at = 1; at <= 4; at++) {
        await app.run("delete from theme_refits");
        await app.run("delete from jobs where name like 'refit:%'");
        await fresh(id);
        const cut = dying(
          deps,
          { jobs: ["take", "advance", "release"], themeRefits: ["ready", "fail"] },
          { at, when },
        );
        await advanceRefits(ctx, cut, survey.workspace).catch(() => undefined);
        const later = { ...ctx, now: NOW + 10 * 60_000 };
        await advanceRefits(later, deps, survey.workspace);
        expect(await app.run("select plan, diff, state from theme_refits")).toEqual(whole);
      }
    await app.run("update theme_refits set state = 'queued'");
    await app.run("update jobs set cursor = ?, lease_until = null where name like 'refit:%'", [
      JSON.stringify({ id, failures: 3 }),
    ]);
    await advanceRefits(ctx, deps, survey.workspace);
    expect(await app.run("select state from theme_refits")).toEqual([{ state: "failed" }]);
  });
});
