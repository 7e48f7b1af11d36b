import fc from "fast-check";
import { afterAll, describe, expect, it, vi } from "vitest";
import { DAY_MS, dayNumber } from "../../domain/time/days.ts";
import { sealSpans } from "../../functions/services/scores/seal.ts";
import { seedSurvey, seedWorkspace, testApp } from "../support/app.ts";
import { spanDrift } from "../support/spans.ts";
import { system } from "../support/texts.ts";

vi.setConfig({ testTimeout: 120_000 });
const app = await testApp();
afterAll(() => app.close());
const FIRST = dayNumber("2023-11-20");

type Place = { workspace: string; id: string };
const seal = ({ workspace }: Place, day: number) => {
  const { ctx, deps } = system(app, workspace, day * DAY_MS + 3_600_000);
  return sealSpans(ctx, deps);
};

async function place(): Promise<Place> {
  // The job serves all workspaces; each case looks at its own.
  for (const table of ["rollup_seals", "rollup_spans", "theme_spans", "surveys", "workspaces"])
    await app.run(`delete from ${table}`);
  for (const table of ["responses", "rollups", "asides", "impressions", "mentions", "theme_days"])
    await app.run(`delete from ${table}`);
  const site = await seedWorkspace(app);
  const { id } = await seedSurvey(app, site);
  return { workspace: site.workspace, id };
}

let row = 0;
async function respond({ workspace, id }: Place, day: number, score: number, plan: string) {
  row++;
  const facts = [
    ["q1", "channel", score % 2 ? "widget" : "link", score],
    ["q1", "plan", plan, score],
    ["q3", "option", "o1", 0],
  ];
  await app.run(
    `insert into responses (row, workspace_id, survey_id, submission, rev, content, channel, state, answers, complete, day, facts, opaque_origin, created_at, updated_at)
     values (?, ?, ?, ?, 0, '', ?, ?, '{}', 1, ?, ?, 0, 0, 0)`,
    [
      row,
      workspace,
      id,
      String(row).padStart(36, "0"),
      score % 2 ? "widget" : "link",
      score === 7 ? "quarantined" : "counted",
      day,
      JSON.stringify(facts),
    ],
  );
  if (score < 4)
    await app.run(
      `insert into mentions (workspace_id, row, question, theme_id, survey_id, day, sentiment, start, "end", score, counted, engine)
       values (?, ?, 'q2', ?, ?, ?, ?, 0, 1, ?, 1, 'test')`,
      [workspace, row, `t${score}`, id, day, score - 1, score],
    );
}

const days = fc.integer({ min: FIRST, max: FIRST + 460 });
const action = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("respond" as const),
      day: days,
      score: fc.nat(10),
      plan: fc.constantFrom("a", "b"),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("seal" as const), day: days }) },
  fc.record({ do: fc.constant("amend" as const), at: fc.nat(), score: fc.nat(10) }),
  fc.record({
    do: fc.constant("state" as const),
    at: fc.nat(),
    to: fc.constantFrom("counted", "quarantined", "late", "deleted"),
  }),
  fc.record({ do: fc.constant("day" as const), at: fc.nat(), by: fc.constantFrom(-1, 1) }),
  fc.record({ do: fc.constant("delete" as const), at: fc.nat() }),
  fc.record({ do: fc.constant("see" as const), day: days, n: fc.nat(5) }),
);

describe("spans", () => {
  it("are what the days add up to, after anything and any seal", async () => {
    let sums = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 8, maxLength: 30 }), async (actions) => {
        const survey = await place();
        let sealed = -Infinity;
        const some = `(select row from responses order by row limit 1 offset (? % max(1, (select count(*) from responses))))`;
        for (const one of [...actions, { do: "seal" as const, day: FIRST + 430 }]) {
          if (one.do === "respond") await respond(survey, one.day, one.score, one.plan);
          if (one.do === "seal") {
            await seal(survey, one.day);
            sealed = Math.max(sealed, one.day);
            const [kept] = await app.run("select until from rollup_seals");
            expect(kept?.["until"]).toBe(sealed);
          }
          if (one.do === "amend")
            await app.run(
              `update responses set score = ?, facts = json_array(json_array('q1', 'channel', channel, ?)) where row = ${some}`,
              [one.score, one.score, one.at],
            );
          if (one.do === "state")
            await app.run(`update responses set state = ? where row = ${some}`, [one.to, one.at]);
          if (one.do === "day")
            await app.run(`update responses set day = day + ? where row = ${some}`, [
              one.by,
              one.at,
            ]);
          if (one.do === "delete")
            await app.run(`delete from responses where row = ${some}`, [one.at]);
          if (one.do === "see")
            await app.run(
              `insert into impressions (workspace_id, survey_id, day, channel, shown, started) values (?, ?, ?, 'widget', ?, 1)
               on conflict do update set shown = shown + excluded.shown`,
              [survey.workspace, survey.id, one.day, one.n],
            );
        }
        expect(await spanDrift(app)).toEqual([]);
        sums += Number((await app.run("select count(*) as n from rollup_spans"))[0]?.["n"]);
      }),
      { numRuns: 40 },
    );
    expect(sums).toBeGreaterThan(500);
  });

  it("begin with the first day there is, and never with today", async () => {
    const survey = await place();
    const today = FIRST + 20;
    expect(await seal(survey, today)).toBe(0);
    expect(await app.run("select until from rollup_seals")).toEqual([{ until: today }]);
    await app.run("delete from rollup_seals");
    await respond(survey, FIRST, 9, "a");
    await respond(survey, today, 9, "a");
    expect(await seal(survey, today)).toBe(1);
    expect(await seal(survey, today)).toBe(0);
    expect(
      await app.run(
        "select grain, start from rollup_spans where dimension = 'total' and question = 'q1' order by grain",
      ),
    ).toEqual([
      { grain: "day", start: FIRST },
      { grain: "month", start: dayNumber("2023-11-01") },
      { grain: "week", start: FIRST },
    ]);
    expect(await spanDrift(app)).toEqual([]);
  });

  it("a step that someone else took changes nothing", async () => {
    const survey = await place();
    await respond(survey, FIRST, 9, "a");
    const { deps } = system(app, survey.workspace);
    await deps.seals.begin(survey.workspace, survey.id, FIRST + 400);
    const step = {
      from: FIRST,
      until: FIRST + 1,
      spans: [{ grain: "day" as const, from: FIRST, to: FIRST + 1 }],
    };
    await Promise.all([1, 2, 3].map(() => deps.seals.advance(survey.workspace, survey.id, step)));
    await respond(survey, FIRST, 8, "b");
    await deps.seals.advance(survey.workspace, survey.id, step);
    expect(await spanDrift(app)).toEqual([]);
    await seal(survey, FIRST + 400);
    expect(await spanDrift(app)).toEqual([]);
  });

  it("follow each workspace's own day, some steps a minute", async () => {
    const survey = await place();
    await app.run("update workspaces set zone = 'Pacific/Auckland' where id = ?", [
      survey.workspace,
    ]);
    const { ctx, deps } = system(app, survey.workspace, Date.UTC(2024, 0, 31, 11, 30));
    await sealSpans(ctx, deps);
    expect(await app.run("select until from rollup_seals")).toEqual([
      { until: dayNumber("2024-02-01") },
    ]);
    await app.run("update rollup_seals set until = ?", [FIRST - 92 * 250]);
    expect(await sealSpans(ctx, deps)).toBe(200);
    expect(await sealSpans(ctx, deps)).toBeGreaterThan(49);
    expect(await sealSpans(ctx, deps)).toBe(0);
  });
});
