import { expect, it, vi } from "vitest";
import { responseId } from "../../../domain/survey/ids.ts";
import type { ThemeEdit } from "../../../domain/wire/themes.ts";
import { advanceRuns } from "../../../functions/services/themes/advance.ts";
import { editTheme } from "../../../functions/services/themes/edit.ts";
import { runThemes } from "../../../functions/services/themes/run.ts";
import { indexTexts } from "../../../functions/services/search/index-texts.ts";
import { queueRun } from "../../../functions/services/themes/start.ts";
import { seedSurvey, seedWorkspace, type TestApp } from "../../support/app.ts";
import { type Death, dieEverywhere, dying } from "../../support/dying.ts";
import {
  comments,
  NOW,
  seedTexts,
  system,
  themeDayDrift,
  themeState,
} from "../../support/texts.ts";

vi.setConfig({ testTimeout: 600_000 });
const MINUTE = 60_000;
const WRITES = {
  jobs: ["take", "release"],
  themeRereads: ["send"],
  themeRuns: ["queue", "begin", "publish", "move", "finish", "stumble", "fail"],
  themes: ["writeEdit"],
  verbatims: ["write"],
} as const;

/** Ids that are the same in every copy, and others in each part of the story. */
function part(app: TestApp, workspace: string, n: number, now = NOW) {
  const { ctx, deps } = system(app, workspace, now);
  let ids = 0;
  const newId = () => `0198000${n}-0000-7000-8000-${(++ids).toString(16).padStart(9, "0")}000`;
  // The work after a reply is another runner's, which holds the job: here it is done by hand.
  const later = new Proxy(deps, {
    get: (target, key: keyof typeof deps) =>
      key === "jobs" ? { ...target.jobs, take: () => Promise.resolve(undefined) } : target[key],
  });
  return { ctx: { ...ctx, newId, now }, deps, later };
}

/** What curators and readers see in the end; how often something was read again is no part of it. */
async function stateOf(app: TestApp, workspace: string) {
  const { runs, ...state } = await themeState(app, workspace);
  expect(runs.every(({ state: one }) => one === "done")).toBe(true);
  expect(await themeDayDrift(app)).toEqual([]);
  expect(await app.run("select * from theme_rereads")).toEqual([]);
  const log = await app.run(
    "select kind, theme_id, payload, undone_at from theme_edits order by id",
  );
  return { ...state, log };
}

const edits = async (app: TestApp, workspace: string, n: number, many: [string, ThemeEdit][]) => {
  const { ctx, later } = part(app, workspace, n);
  for (const [theme, edit] of many) await editTheme(ctx, later, theme, edit);
};

it("fault 54: a run that is killed at any write, with edits before and after, ends as an unbroken one", async () => {
  let survey = { workspace: "", id: "" };
  let themes: string[] = [];
  let whole: unknown;
  const ends = new Map<string, unknown>();
  const plant = async (app: TestApp) => {
    const site = await seedWorkspace(app);
    survey = { workspace: site.workspace, id: (await seedSurvey(app, site)).id };
    await seedTexts(app, survey, comments(300));
    const { ctx, deps } = part(app, survey.workspace, 1);
    await runThemes(ctx, deps, survey.id);
    const rows = await app.run(
      "select theme_id as id, count(*) as n from mentions group by 1 order by 2 desc limit 4",
    );
    themes = rows.map(({ id }) => String(id));
    const [a = "", b = "", c = "", d = ""] = themes;
    const quotes = await app.run(
      `select r.created_at as at, m.row from mentions m join responses r on r.row = m.row
       where m.theme_id = ? order by m.row limit 3`,
      [d],
    );
    const refs = quotes.map((one) => ({
      response: responseId(Number(one["at"]), Number(one["row"])),
      question: "q2",
    }));
    // What these send back is not read yet, nor are later texts.
    await edits(app, survey.workspace, 2, [
      [d, { kind: "split", label: "Apart", quotes: refs }],
      [a, { kind: "rule", mode: "never", words: "late" }],
      [b, { kind: "merge", into: c }],
    ]);
    await seedTexts(app, survey, comments(40, 0));
    await indexTexts(deps);
  };
  const work = async (app: TestApp, death: Death) => {
    const { ctx, deps } = part(app, survey.workspace, 3);
    const cut = dying(deps, WRITES, death);
    await queueRun(ctx, cut, survey.workspace, survey.id);
    while (await advanceRuns(ctx, cut, survey.workspace));
  };
  const goOn = async (app: TestApp, { at, when }: Death) => {
    const [a = "", , c = ""] = themes;
    const merge = await app.run("select id from theme_edits where kind = 'merge'");
    await edits(app, survey.workspace, 4, [
      [c, { kind: "undo", edit: String(merge[0]?.["id"]) }],
      [a, { kind: "rule", mode: "always", words: "website" }],
    ]);
    const later = part(app, survey.workspace, 5, NOW + 3 * MINUTE);
    await queueRun(later.ctx, later.deps, survey.workspace, survey.id);
    while (await advanceRuns(later.ctx, later.deps, survey.workspace));
    whole = await stateOf(app, survey.workspace);
    ends.set(`${when} ${at}`, whole);
  };
  expect(await dieEverywhere(plant, work, goOn, () => NOW)).toBeGreaterThan(5);
  for (const [death, end] of ends) expect([death, end]).toEqual([death, whole]);
});

it("an edit that was cut off, before its write or after, is made once when it is sent again", async () => {
  let survey = { workspace: "", id: "" };
  let theme = "";
  let wanted: ThemeEdit;
  const ends: unknown[] = [];
  await dieEverywhere(
    async (app) => {
      const site = await seedWorkspace(app);
      survey = { workspace: site.workspace, id: (await seedSurvey(app, site)).id };
      await seedTexts(app, survey, comments(150));
      const { ctx, deps } = part(app, survey.workspace, 1);
      await runThemes(ctx, deps, survey.id);
      const [most] = await app.run(
        `select m.theme_id as id, r.created_at as at, m.row from mentions m join responses r on r.row = m.row order by m.row limit 1`,
      );
      theme = String(most?.["id"]);
      const response = responseId(Number(most?.["at"]), Number(most?.["row"]));
      wanted = { kind: "wrong", quote: { response, question: "q2" }, to: null };
    },
    async (app, { at, when }) => {
      // One that is cut off at its first write, or at what follows it.
      const { ctx, later } = part(app, survey.workspace, 2);
      await editTheme(ctx, dying(later, WRITES, { at, when }), theme, wanted);
    },
    async (app) => {
      const { ctx, deps, later } = part(app, survey.workspace, 2, NOW + MINUTE);
      await editTheme(ctx, later, theme, wanted);
      await queueRun(ctx, deps, survey.workspace, survey.id);
      while (await advanceRuns(ctx, deps, survey.workspace));
      const { log, ...state } = await stateOf(app, survey.workspace);
      expect(log).toHaveLength(1);
      ends.push(state);
    },
    () => NOW,
  );
  expect(ends.length).toBeGreaterThan(1);
  for (const end of ends) expect(end).toEqual(ends.at(-1));
});
