import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Deps } from "../../../functions/deps.ts";
import { advanceRuns } from "../../../functions/services/themes/advance.ts";
import { runThemes } from "../../../functions/services/themes/run.ts";
import { queueRun } from "../../../functions/services/themes/start.ts";
import { indexTexts } from "../../../functions/services/search/index-texts.ts";
import { seedSurvey, seedWorkspace, type TestApp, testApp } from "../../support/app.ts";
import {
  comments,
  NOW,
  seedTexts,
  system,
  themeDayDrift,
  themeState,
} from "../../support/texts.ts";

const MINUTE = 60_000;
vi.setConfig({ testTimeout: 120_000 });
let app: TestApp;

beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

/** A workspace with a survey whose ids are the same each time, so that two databases compare. */
async function seeded(of: TestApp, count: number) {
  const site = await seedWorkspace(of);
  const { id } = await seedSurvey(of, site);
  const survey = { workspace: "wk_aaaaaaaaaa", id: "sv_aaaaaaaaaa" };
  await of.run("update workspaces set id = ? where id = ?", [survey.workspace, site.workspace]);
  await of.run("update survey_versions set workspace_id = ?, survey_id = ?", [
    survey.workspace,
    survey.id,
  ]);
  await of.run("update surveys set workspace_id = ?, id = ? where id = ?", [
    survey.workspace,
    survey.id,
    id,
  ]);
  await seedTexts(of, survey, comments(count));
  return survey;
}

/** Empties the mentions and lets everything be read again. */
async function forget(of: TestApp) {
  await of.run("delete from mentions");
  await of.run("update verbatims set stage = 2, language = null, sentiment = null, engine = null");
}

describe("a theme run", () => {
  it("finds themes, reads every text and tells what it changed", async () => {
    const survey = await seeded(app, 700);
    const { ctx, deps } = system(app, survey.workspace);
    const done = await runThemes(ctx, deps, survey.id);
    expect(done).toMatchObject({ state: "done", done: 700, total: 700, finishedAt: NOW });
    const state = await themeState(app, survey.workspace);
    const labels = state.themes.map(({ label }) => String(label).toLowerCase()).join("|");
    for (const subject of ["delivery", "price", "support", "website", "refund"])
      expect(labels).toContain(subject);
    expect(done.diff.created).toEqual(state.themes.map(({ id }) => id));
    expect(
      state.verbatims.every(
        ({ stage, engine, language }) => stage === 0 && engine !== null && language !== null,
      ),
    ).toBe(true);
    expect(state.mentions.length).toBeGreaterThan(500);
    expect(await themeDayDrift(app)).toEqual([]);
  });

  it("waits for 30 texts, and proposes instead of publishing after a run over 200", async () => {
    const survey = await seeded(app, 29);
    const { ctx, deps } = system(app, survey.workspace);
    await runThemes(ctx, deps, survey.id);
    expect((await themeState(app, survey.workspace)).themes).toEqual([]);
    await seedTexts(app, survey, comments(220, 29, ["delivery", "price"]));
    await runThemes(ctx, deps, survey.id);
    await seedTexts(app, survey, comments(200, 500, ["refund"]));
    const third = await runThemes(ctx, deps, survey.id);
    const { themes } = await themeState(app, survey.workspace);
    expect(third.diff.created).toEqual([]);
    expect(third.diff.proposed.length).toBeGreaterThan(0);
    expect(new Set(themes.map(({ status }) => status))).toEqual(new Set(["active", "proposed"]));
  });

  it("gives the same mentions when everything is read again from nothing", async () => {
    const survey = await seeded(app, 400);
    const other = await seedSurvey(app, { workspace: survey.workspace, site: "st_aaaaaaaaaa" });
    const second = { workspace: survey.workspace, id: other.id };
    await seedTexts(app, second, comments(150, 3000, ["delivery", "website"]));
    const { ctx, deps } = system(app, survey.workspace);
    await runThemes(ctx, deps, survey.id);
    await runThemes(ctx, deps, second.id);
    await seedTexts(app, survey, comments(200, 400));
    await runThemes(ctx, deps, survey.id);
    const before = await themeState(app, survey.workspace);
    await forget(app);
    expect((await themeState(app, survey.workspace)).days).toEqual([]);
    await runThemes(ctx, deps, survey.id);
    await runThemes(ctx, deps, second.id);
    const after = await themeState(app, survey.workspace);
    expect(after.mentions).toEqual(before.mentions);
    expect(after.verbatims).toEqual(before.verbatims);
    expect(after.days).toEqual(before.days);
  });

  it("looks for themes only when texts arrived since the run before", async () => {
    const survey = await seeded(app, 400);
    const { ctx, deps } = system(app, survey.workspace);
    const first = await runThemes(ctx, deps, survey.id);
    expect(first.diff.created).not.toEqual([]);
    await app.run("delete from mentions");
    await app.run("delete from themes");
    const idle = await runThemes(ctx, deps, survey.id);
    expect([...idle.diff.created, ...idle.diff.proposed]).toEqual([]);
    await seedTexts(app, survey, comments(1, 400));
    const busy = await runThemes(ctx, deps, survey.id);
    expect([...busy.diff.created, ...busy.diff.proposed]).not.toEqual([]);
  });

  it("changes no old mention when a tenth more texts arrive", async () => {
    const survey = await seeded(app, 600);
    const { ctx, deps } = system(app, survey.workspace);
    await runThemes(ctx, deps, survey.id);
    const before = await themeState(app, survey.workspace);
    await seedTexts(app, survey, comments(60, 600));
    await runThemes(ctx, deps, survey.id);
    const after = await themeState(app, survey.workspace);
    const old = new Set(before.mentions.map(({ row }) => row));
    expect(after.mentions.filter(({ row }) => old.has(row))).toEqual(before.mentions);
    expect(after.mentions.length).toBeGreaterThan(before.mentions.length);
  });

  it("leaves what was amended while it was read to a later slice", async () => {
    const survey = await seeded(app, 60);
    const { ctx, deps } = system(app, survey.workspace);
    await runThemes(ctx, deps, survey.id);
    await forget(app);
    await queueRun(ctx, deps, survey.workspace, survey.id);
    const amending = patched(deps, "verbatims", "write", async (write) => {
      await app.run(`update responses set rev = 1, texts = '{"q2":"The website is slow"}', updated_at = updated_at + 1
        where row = (select min(row) from responses) and rev = 0`);
      return write();
    });
    while (await advanceRuns(ctx, amending, survey.workspace));
    const [first] = await app.run("select stage, engine from verbatims order by row limit 1");
    expect(first).toEqual({ stage: 1, engine: null });
    const ofFirst = `select t.label from mentions m join themes t on t.id = m.theme_id where m.row = (select min(row) from responses)`;
    expect(await app.run(ofFirst)).toEqual([]);
    expect((await themeState(app, survey.workspace)).runs.at(-1)).toMatchObject({
      total: 60,
      done: 59,
    });
    await runThemes(ctx, deps, survey.id);
    expect(
      (await app.run(ofFirst)).map(({ label }) => String(label).toLowerCase()).join(),
    ).toContain("website");
  });

  it("gives texts of another survey that were read before a theme was found no mention, then or later", async () => {
    const survey = await seeded(app, 100);
    const other = {
      workspace: survey.workspace,
      id: (await seedSurvey(app, { workspace: survey.workspace, site: "st_aaaaaaaaaa" })).id,
    };
    await seedTexts(app, other, comments(10));
    const { ctx, deps } = system(app, survey.workspace);
    await runThemes(ctx, deps, other.id);
    await runThemes(ctx, deps, survey.id);
    await seedTexts(app, other, comments(10));
    await runThemes(ctx, deps, other.id);
    const before = await themeState(app, survey.workspace);
    const rows = before.verbatims.map(({ row }) => Number(row)).slice(-20);
    const themed = new Set(before.mentions.map(({ row }) => Number(row)));
    expect(rows.slice(0, 10).filter((row) => themed.has(row))).toEqual([]);
    expect(rows.slice(10).filter((row) => themed.has(row)).length).toBeGreaterThan(7);
    await forget(app);
    await runThemes(ctx, deps, other.id);
    await runThemes(ctx, deps, survey.id);
    expect((await themeState(app, survey.workspace)).mentions).toEqual(before.mentions);
  });
});

describe("theme_days", () => {
  it("equal a recomputation after moves, amendments, new days and erasures, and after reading again", async () => {
    const survey = await seeded(app, 120);
    const { ctx, deps } = system(app, survey.workspace);
    await runThemes(ctx, deps, survey.id);
    for (const change of [
      "update responses set state = 'quarantined' where row % 7 = 0",
      "update responses set state = 'late' where row % 11 = 0",
      "update responses set score = 10 - score where row % 3 = 0",
      "update responses set day = day - 2 where row % 5 = 0",
      "update responses set state = 'counted' where row % 14 = 0",
      `update responses set texts = '{"q2":"Great price"}', rev = 1 where row % 13 = 0`,
      "update responses set texts = null, rev = 2 where row % 17 = 0",
      "delete from responses where row % 19 = 0",
    ]) {
      await app.run(change);
      expect(await themeDayDrift(app), change).toEqual([]);
    }
    await runThemes(ctx, deps, survey.id);
    expect(await themeDayDrift(app)).toEqual([]);
    const wrong = await app.run(
      `select m.row from mentions m left join responses r on r.row = m.row
       where r.row is null or m.counted <> (r.state = 'counted') or m.score is not r.score or m.day <> r.day or r.texts is null`,
    );
    expect(wrong).toEqual([]);
    expect(await app.run("select row from verbatims where stage <> 0")).toEqual([]);
  });
});

describe("a theme run that is cut off", () => {
  it("ends as an unbroken one would, wherever it died and whether or not the last write arrived", async () => {
    const survey = await seeded(app, 310);
    await app.run("update verbatims set stage = 2");
    const whole = system(app, survey.workspace);
    await runThemes(whole.ctx, whole.deps, survey.id);
    const unbroken = await themeState(app, survey.workspace);
    let deaths = 0;
    for (const when of ["before", "after"] as const) {
      for (let call = 1; ; call++) {
        await reset(app);
        const { ctx, deps } = system(app, survey.workspace);
        await queueRun(ctx, deps, survey.workspace, survey.id);
        const died = await advanceRuns(ctx, dying(deps, call, when), survey.workspace).then(
          () => false,
          () => true,
        );
        if (!died) break;
        deaths++;
        const later = { ...ctx, now: NOW + 2 * MINUTE };
        while (await advanceRuns(later, deps, survey.workspace));
        expect(await themeState(app, survey.workspace), `${when} write ${call}`).toEqual(unbroken);
        expect(await themeDayDrift(app)).toEqual([]);
      }
    }
    expect(deaths).toBeGreaterThan(18);
  });

  it("is not taken over before its lease has run out, and counts nothing twice by two runners", async () => {
    const survey = await seeded(app, 610);
    await app.run("update verbatims set stage = 2");
    const first = system(app, survey.workspace);
    await queueRun(first.ctx, first.deps, survey.workspace, survey.id);
    await Promise.all([1, 2, 3].map(() => advanceRuns(first.ctx, first.deps, survey.workspace)));
    const unbroken = await themeState(app, survey.workspace);
    expect(unbroken.runs[0]).toMatchObject({ state: "done", done: 610 });

    await reset(app);
    const { ctx, deps } = system(app, survey.workspace);
    await queueRun(ctx, deps, survey.workspace, survey.id);
    await app.run(
      "insert into jobs (name, lease_until) values (?, ?) on conflict do update set lease_until = excluded.lease_until",
      [`themes:${survey.workspace}`, NOW + MINUTE],
    );
    expect(await advanceRuns(ctx, deps, survey.workspace)).toBe(false);
    expect((await themeState(app, survey.workspace)).runs[0]?.["state"]).toBe("queued");
    // The first runner sleeps over its lease, the second works, the first wakes up.
    const slow = patched(deps, "verbatims", "write", async (write) => {
      await advanceRuns({ ...ctx, now: ctx.now + 5 * MINUTE }, deps, survey.workspace, 2);
      return write();
    });
    await advanceRuns({ ...ctx, now: NOW + 2 * MINUTE }, slow, survey.workspace);
    while (await advanceRuns({ ...ctx, now: NOW + 60 * MINUTE }, deps, survey.workspace));
    expect(await themeState(app, survey.workspace)).toEqual(unbroken);
  });
});

describe("a run that fails again and again", () => {
  it("is given up after five failures and lets the next survey have its turn", async () => {
    const survey = await seeded(app, 40);
    const other = await seedSurvey(app, { workspace: survey.workspace, site: "st_aaaaaaaaaa" });
    await seedTexts(app, { workspace: survey.workspace, id: other.id }, comments(40));
    const { ctx, deps } = system(app, survey.workspace);
    await indexTexts(deps);
    await queueRun(ctx, deps, survey.workspace, survey.id);
    await queueRun(ctx, deps, survey.workspace, other.id);
    const failing = patched(deps, "verbatims", "write", async (write) => {
      const open = await app.run("select survey_id from theme_runs where state = 'running'");
      if (open[0]?.["survey_id"] === survey.id) throw new Error("poison");
      return write();
    });
    for (let minute = 0; minute < 4; minute++) {
      await expect(advanceRuns(ctx, failing, survey.workspace)).rejects.toThrow("poison");
    }
    expect((await themeState(app, survey.workspace)).runs.map(({ state }) => state)).toEqual([
      "running",
      "queued",
    ]);
    await expect(advanceRuns(ctx, failing, survey.workspace)).rejects.toThrow("poison");
    while (await advanceRuns(ctx, failing, survey.workspace));
    expect((await themeState(app, survey.workspace)).runs.map(({ state }) => state)).toEqual([
      "failed",
      "done",
    ]);
  });
});

/** As before the run; ids of the tables that count up are kept. */
async function reset(of: TestApp) {
  for (const table of ["mentions", "theme_days", "themes", "theme_runs", "jobs"])
    await of.run(`delete from ${table}`);
  await of.run("update surveys set themes_reviewed = 0");
  await of.run("update verbatims set stage = 2, language = null, sentiment = null, engine = null");
}

const WRITES = new Set([
  "take",
  "release",
  "begin",
  "write",
  "publish",
  "move",
  "finish",
  "stumble",
  "fail",
]);

/** Repositories that are cut off at the n-th write, before it reached the database or after. */
function dying(deps: Deps, at: number, when: "before" | "after"): Deps {
  let calls = 0;
  const wrap = <T extends object>(repository: T): T =>
    new Proxy(repository, {
      get: (target, key) => {
        const method = Reflect.get(target, key) as (...args: unknown[]) => Promise<unknown>;
        return async (...args: unknown[]) => {
          // What lies between two writes leaves the same behind wherever it ends.
          const write = WRITES.has(String(key));
          if (calls >= at) throw new Error("cut off");
          if (write) calls++;
          if (calls >= at && when === "before") throw new Error("cut off");
          const result = await method.apply(target, args);
          if (calls >= at) throw new Error("cut off");
          return result;
        };
      },
    });
  const { jobs, themes, themeRuns, themeFigures, verbatims } = deps;
  const own = {
    jobs: wrap(jobs),
    themes: wrap(themes),
    themeRuns: wrap(themeRuns),
    themeFigures: wrap(themeFigures),
    verbatims: wrap(verbatims),
  };
  return new Proxy(deps, {
    get: (target, key) => Reflect.get(own, key) ?? Reflect.get(target, key),
  });
}

/** Repositories with one method wrapped. */
function patched(
  deps: Deps,
  name: "verbatims",
  method: "write",
  around: (call: () => Promise<boolean>) => Promise<boolean>,
): Deps {
  const repository = deps[name];
  const own = {
    ...repository,
    [method]: (...args: Parameters<typeof repository.write>) =>
      around(() => repository[method](...args)),
  };
  return new Proxy(deps, { get: (target, key) => (key === name ? own : Reflect.get(target, key)) });
}
