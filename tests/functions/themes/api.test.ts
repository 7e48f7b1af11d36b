import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as v from "valibot";
import * as wire from "../../../domain/wire/themes.ts";
import type { OpenText } from "../../../functions/db/repositories/verbatims.ts";
import { advanceRuns } from "../../../functions/services/themes/advance.ts";
import { queueRun } from "../../../functions/services/themes/start.ts";
import { runThemes } from "../../../functions/services/themes/run.ts";
import {
  seedKey,
  seedMember,
  seedSurvey,
  seedWorkspace,
  type TestApp,
  testApp,
} from "../../support/app.ts";
import { fullScans, plansOf } from "../../support/plans.ts";
import {
  comments,
  NOW,
  seedTexts,
  system,
  themeDayDrift,
  themeState,
} from "../../support/texts.ts";

vi.setConfig({ testTimeout: 30_000 });
let app: TestApp;
let survey: { workspace: string; id: string };
let analyst: Record<string, string>;

beforeEach(async () => {
  app = await testApp({ now: () => NOW });
  const site = await seedWorkspace(app);
  survey = { workspace: site.workspace, id: (await seedSurvey(app, site)).id };
  analyst = (await seedMember(app, site.workspace, "analyst")).headers;
});
afterEach(() => app.close());

async function call(path: string, body?: unknown, headers = analyst) {
  const init =
    body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) };
  const response = await app.request(`/api/v1${path}`, init);
  const reply = (await response.json()) as never;
  await app.settled();
  return { status: response.status, reply };
}

async function themed(count = 600) {
  await seedTexts(app, survey, comments(count));
  const { ctx, deps } = system(app, survey.workspace);
  await runThemes(ctx, deps, survey.id);
}

async function list(query = ""): Promise<wire.Themes> {
  const { status, reply } = await call(`/surveys/${survey.id}/themes${query}`);
  expect(status).toBe(200);
  return v.parse(wire.Themes, reply);
}

async function edit(id: string, body: unknown): Promise<wire.ThemeDetail> {
  const { status, reply } = await call(`/themes/${id}/edits?survey=${survey.id}`, body);
  expect(status, JSON.stringify(reply)).toBe(200);
  return v.parse(wire.ThemeDetail, reply);
}

/** The theme whose label holds a word. */
async function about(word: string): Promise<wire.Theme> {
  const found = (await list()).items.find(({ label }) => label.toLowerCase().includes(word));
  if (!found) throw new Error(`no theme about ${word}`);
  return found;
}

describe("GET /surveys/:id/themes", () => {
  it("tells how many texts are missing before there are themes", async () => {
    await seedTexts(app, survey, comments(12));
    expect(await list()).toMatchObject({
      items: [],
      missing: 18,
      waiting: 12,
      verbatims: 12,
      run: null,
    });
  });

  it("sums the period, the one before, moods, weeks and impact as the mentions do", async () => {
    await themed();
    const reply = await list("?from=2026-08-20&to=2026-09-01");
    expect(reply).toMatchObject({ missing: 0, waiting: 0, run: { state: "done", done: 600 } });
    const first = Date.UTC(2026, 7, 20) / 86_400_000;
    const [totals] = await app.run("select count(*) as n from responses where day >= ?", [first]);
    expect(reply.verbatims).toBe(totals?.["n"]);
    for (const theme of reply.items) {
      const [raw] = await app.run(
        `select count(*) filter (where day >= ?2) as volume, count(*) filter (where day between ?2 - 13 and ?2 - 1) as previous,
           count(*) filter (where day >= ?2 and sentiment > 0) as positive, count(*) filter (where day >= ?2 and sentiment < 0) as negative
         from mentions where theme_id = ?1`,
        [theme.id, first],
      );
      const { volume, previous, positive, negative } = theme;
      expect({ volume, previous, positive, negative }).toEqual(raw);
      expect(theme.spark).toHaveLength(3);
      expect(theme.spark.reduce((sum, n) => sum + n, 0)).toBe(volume);
      expect(theme.share).toBeCloseTo(volume / reply.verbatims);
    }
    const volumes = reply.items.map(({ volume }) => volume);
    expect(volumes).toEqual([...volumes].sort((a, b) => b - a));
    const whole = await about("delivery");
    const [scored] = await app.run(
      "select count(*) as n from mentions where theme_id = ? and score is not null",
      [whole.id],
    );
    expect(whole.impact).toMatchObject({ n: scored?.["n"] });
  });

  it("marks what rises this week", async () => {
    await themed(300);
    const refund = await about("refund");
    expect(refund.emerging).toBe(false);
    await seedTexts(
      app,
      survey,
      Array.from({ length: 40 }, (_, i) => ({
        text: `Still waiting for my refund ${i}`,
        score: 2,
        at: NOW - (i % 5) * 86_400_000,
      })),
    );
    const { ctx, deps } = system(app, survey.workspace, NOW + 1000);
    await runThemes({ ...ctx, newId: () => crypto.randomUUID() }, deps, survey.id);
    expect((await about("refund")).emerging).toBe(true);
    expect((await about("price")).emerging).toBe(false);
  });

  it("refuses strangers, other tenants and days that do not exist", async () => {
    await themed(60);
    const { id } = (await list()).items[0]!;
    const elsewhere = (await seedMember(app, (await seedWorkspace(app)).workspace, "owner"))
      .headers;
    for (const path of [`/surveys/${survey.id}/themes`, `/themes/${id}`]) {
      expect((await call(path, undefined, {})).status).toBe(401);
      expect((await call(path, undefined, elsewhere)).status).toBe(404);
      expect((await call(`${path}?from=2026-02-31`)).status).toBe(400);
    }
    const viewer = (await seedMember(app, survey.workspace, "viewer")).headers;
    const rename = { kind: "rename", label: "Mine" };
    expect((await call(`/themes/${id}/edits`, rename, elsewhere)).status).toBe(404);
    expect((await call(`/themes/${id}/edits`, rename, viewer)).status).toBe(403);
    expect((await call("/theme-runs", {}, viewer)).status).toBe(403);
    const key = await seedKey(app, survey.workspace, ["themes:write"]);
    expect((await call(`/themes/${id}/edits`, rename, key.headers)).status).toBe(200);
  });
});

describe("reads", () => {
  it("of pages and of runs never walk a table", async () => {
    await themed(60);
    const price = await about("price");
    await seedTexts(app, survey, comments(40, 60));
    const plans = await plansOf(app, async () => {
      await call(`/surveys/${survey.id}/themes?from=2026-08-01`);
      await call(`/themes/${price.id}`);
      await call("/theme-runs", { survey: survey.id });
    });
    // What waits has an index of its own, which holds nothing else.
    const scans = fullScans(plans).filter(
      (step) => !step.includes("INDEX verbatims_todo (stage=?"),
    );
    expect(scans).toEqual([]);
    expect(plans.length).toBeGreaterThan(20);
  });
});

describe("GET /themes/:id", () => {
  it("shows weeks that add up to the volume, words and edits", async () => {
    await themed();
    const { id, label } = await about("price");
    await edit(id, { kind: "rename", label: "What it costs" });
    const { status, reply } = await call(`/themes/${id}?from=2026-08-01&to=2026-09-01`);
    expect(status).toBe(200);
    const detail = v.parse(wire.ThemeDetail, reply);
    expect(detail.weeks.map(({ key }) => key)).toEqual([
      "2026-08-01",
      "2026-08-03",
      "2026-08-10",
      "2026-08-17",
      "2026-08-24",
      "2026-08-31",
    ]);
    expect(detail.weeks.reduce((sum, { n }) => sum + n, 0)).toBe(detail.theme.volume);
    expect(detail.theme.volume).toBeGreaterThan(0);
    expect(detail.terms).toContain("price");
    expect(detail.edits).toMatchObject([
      { kind: "rename", text: `Renamed from “${label}” to “What it costs”`, undone: false },
    ]);
  });
});

describe("POST /themes/:id/edits", () => {
  it("renames for good: a later run leaves the label, undo brings the old one back", async () => {
    await themed();
    const { id, label } = await about("price");
    expect((await edit(id, { kind: "rename", label: "Money" })).theme).toMatchObject({
      label: "Money",
      pinned: true,
    });
    await seedTexts(app, survey, comments(100, 600));
    await call("/theme-runs", { survey: survey.id });
    const { theme, edits } = await edit(id, { kind: "mute", muted: true });
    expect(theme).toMatchObject({ label: "Money", pinned: true, muted: true });
    const rename = edits.find(({ kind }) => kind === "rename")!;
    const after = await edit(id, { kind: "undo", edit: rename.id });
    expect(after.theme).toMatchObject({ label, pinned: false, muted: true });
    expect(after.edits.find((one) => one.id === rename.id)?.undone).toBe(true);
    expect((await call(`/themes/${id}/edits`, { kind: "undo", edit: rename.id })).status).toBe(409);
    const audit = await app.run(
      "select action, target from audit_entries where action like 'theme.%' order by id",
    );
    expect(audit.map(({ action }) => action)).toEqual(["theme.rename", "theme.mute", "theme.undo"]);
  });

  it("merges into one theme that counts each text once, credits later texts, and undoes exactly", async () => {
    await themed();
    await seedTexts(app, survey, [
      { text: "The price is too high and the delivery was late", score: 1, at: NOW },
    ]);
    await call("/theme-runs", { survey: survey.id });
    const [price, delivery] = [await about("price"), await about("delivery")];
    const before = await themeState(app, survey.workspace);
    const both = await app.run(
      "select count(distinct row) as n from mentions where theme_id in (?, ?)",
      [price.id, delivery.id],
    );
    const merged = await edit(price.id, { kind: "merge", into: delivery.id });
    expect(merged.theme).toMatchObject({ id: delivery.id, label: delivery.label });
    expect((await list()).items.map(({ id }) => id)).not.toContain(price.id);
    expect((await about("delivery")).volume).toBe(both[0]?.["n"]);
    expect(await themeDayDrift(app)).toEqual([]);

    await seedTexts(app, survey, [{ text: "Your prices went up again", score: 1, at: NOW }]);
    await call("/theme-runs", { survey: survey.id });
    expect((await about("delivery")).volume).toBe(Number(both[0]?.["n"]) + 1);
    const again = await themeState(app, survey.workspace);
    expect(again.mentions.every(({ theme_id }) => theme_id !== price.id)).toBe(true);
    expect((await call(`/themes/${price.id}/edits`, { kind: "rename", label: "x" })).status).toBe(
      422,
    );

    const mergeEdit = merged.edits.find(({ kind }) => kind === "merge")!;
    const undone = await edit(delivery.id, { kind: "undo", edit: mergeEdit.id });
    expect(undone.theme.id).toBe(delivery.id);
    const after = await themeState(app, survey.workspace);
    const old = new Set(before.mentions.map(({ row }) => row));
    expect(after.mentions.filter(({ row }) => old.has(row))).toEqual(before.mentions);
    expect((await about("price")).volume).toBe(price.volume + 1);
    expect(await themeDayDrift(app)).toEqual([]);
  });

  it("reads merged themes from nothing to the same mentions", async () => {
    await themed();
    await edit((await about("price")).id, { kind: "merge", into: (await about("delivery")).id });
    await edit((await about("support")).id, { kind: "merge", into: (await about("delivery")).id });
    const before = await themeState(app, survey.workspace);
    await app.run("delete from mentions");
    await app.run("update verbatims set stage = 2, engine = null");
    await call("/theme-runs", { survey: survey.id });
    const after = await themeState(app, survey.workspace);
    expect(after.mentions).toEqual(before.mentions);
    expect(after.days).toEqual(before.days);
  });

  it("sends a run that had read everything back to reading when an edit asks for it", async () => {
    await themed();
    const [price, delivery] = [await about("price"), await about("delivery")];
    const before = await themeState(app, survey.workspace);
    const { edits } = await edit(price.id, { kind: "merge", into: delivery.id });
    const { ctx, deps } = system(app, survey.workspace, NOW + 1000);
    const run = await queueRun(
      { ...ctx, newId: () => crypto.randomUUID() },
      deps,
      survey.workspace,
      survey.id,
    );
    await advanceRuns(ctx, deps, survey.workspace, 3);
    expect(
      await app.run("select cursor ->> 'step' as step from jobs where name like 'themes:%'"),
    ).toEqual([{ step: "finish" }]);
    await edit(delivery.id, { kind: "undo", edit: edits[0]!.id });
    const after = await themeState(app, survey.workspace);
    expect(after.mentions).toEqual(before.mentions);
    expect((await call(`/theme-runs/${run.id}`)).reply).toMatchObject({ state: "done" });
  });

  it("stops an archived theme from taking new texts, and publishes a proposed one", async () => {
    await themed();
    const { id, volume } = await about("refund");
    expect((await edit(id, { kind: "archive" })).theme.status).toBe("archived");
    await seedTexts(app, survey, comments(30, 0, ["refund"]));
    await seedTexts(
      app,
      survey,
      Array.from({ length: 40 }, (_, i) => ({
        text: `The parking lot was full ${i}`,
        score: 3,
        at: NOW,
      })),
    );
    await call("/theme-runs", { survey: survey.id });
    expect((await list()).items.find((theme) => theme.id === id)?.volume).toBe(volume);
    const proposed = (await list()).items.find(({ status }) => status === "proposed")!;
    expect((await edit(proposed.id, { kind: "publish" })).theme.status).toBe("active");
    // Sent twice it is one edit; from someone else it comes too late.
    expect((await edit(proposed.id, { kind: "publish" })).edits).toHaveLength(1);
    const second = (await seedMember(app, survey.workspace, "analyst")).headers;
    const publish = { kind: "publish" };
    expect((await call(`/themes/${proposed.id}/edits`, publish, second)).status).toBe(422);
    const other = await about("price");
    for (const into of [id, other.id]) {
      expect((await call(`/themes/${other.id}/edits`, { kind: "merge", into })).status).toBe(422);
    }
    expect(
      (await call(`/themes/${other.id}/edits`, { kind: "merge", into: crypto.randomUUID() }))
        .status,
    ).toBe(404);
  });

  it("takes the work away from a runner that read with the older themes", async () => {
    await themed();
    const [price, delivery] = [await about("price"), await about("delivery")];
    const { ctx, deps } = system(app, survey.workspace);
    const run = await deps.themeRuns.last(survey.workspace, survey.id);
    const lease = await deps.jobs.take(`themes:${survey.workspace}`, NOW, NOW + 60_000);
    const [of] = await app.run(
      `select row, 'q2' as question, texts ->> 'q2' as text, created_at as at, language, rev, updated_at as "updatedAt" from responses limit 1`,
    );
    const mentions = [{ theme: price.id, sentiment: 0, mood: 0, fit: 0, start: 0, end: 1 }];
    const read = { language: "en", sentiment: 0, reason: null, mentions };
    const late = { of: of as unknown as OpenText, ...read };
    const cursor = { run: run!.id, step: "settle", row: 0, question: "" } as const;
    await edit(price.id, { kind: "merge", into: delivery.id });
    expect(await deps.verbatims.write(ctx.workspace, lease!, run!, cursor, [late])).toBe(false);
    expect(
      (await themeState(app, survey.workspace)).mentions.some(
        ({ theme_id }) => theme_id === price.id,
      ),
    ).toBe(false);
  });
});

describe("POST /theme-runs", () => {
  it("answers 202 with the run, which goes on after the reply; a second request joins the open one", async () => {
    await seedTexts(app, survey, comments(60));
    await app.run("update verbatims set stage = 2");
    const post = () =>
      app.request("/api/v1/theme-runs", {
        method: "POST",
        headers: analyst,
        body: JSON.stringify({ survey: survey.id }),
      });
    const [one, two] = await Promise.all([post(), post()]);
    const started = v.parse(wire.RunStarted, await one.json());
    expect([one.status, two.status]).toEqual([202, 202]);
    expect(await two.json()).toMatchObject({ id: started.id });
    await app.settled();
    const { reply } = await call(`/theme-runs/${started.id}`);
    expect(v.parse(wire.ThemeRun, reply)).toMatchObject({
      survey: survey.id,
      state: "done",
      done: 60,
      total: 60,
    });
    expect((await call(`/theme-runs/${crypto.randomUUID()}`)).status).toBe(404);
    expect((await call("/theme-runs", { survey: "sv_aaaaaaaaaa" })).status).toBe(404);
  });

  it("without a survey starts one for each published survey", async () => {
    const second = await seedSurvey(app, { workspace: survey.workspace, site: "st_aaaaaaaaaa" });
    const { status } = await call("/theme-runs", {});
    expect(status).toBe(202);
    const runs = (await themeState(app, survey.workspace)).runs;
    expect(new Set(runs.map(({ survey_id }) => survey_id))).toEqual(
      new Set([survey.id, second.id]),
    );
    expect(runs.every(({ state }) => state === "done")).toBe(true);
  });
});
