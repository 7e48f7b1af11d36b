import { v7 } from "uuid";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DAY_MS } from "../../domain/time/days.ts";
import type { RetentionPreview } from "../../domain/wire/retention.ts";
import type { Workspace } from "../../domain/wire/workspace.ts";
import { runCron } from "../../functions/scheduled/index.ts";
import { applyRetention, continueRetention } from "../../functions/services/upkeep/retention.ts";
import { type TestApp, seedMember, seedSurvey, seedWorkspace, testApp } from "../support/app.ts";
import { NO_DRIFT, counters, drift } from "../support/counters.ts";
import { npsDefinition } from "../support/definitions.ts";
import { type Death, dieEverywhere, dying } from "../support/dying.ts";
import { indexAll, seedResponses } from "../support/responses.ts";
import { NOW, seedTexts, system } from "../support/texts.ts";

vi.setConfig({ testTimeout: 60_000 });
const definition = {
  ...npsDefinition,
  questions: [
    ...npsDefinition.questions,
    { id: "q4", kind: "email" as const, text: "Your address?" },
  ],
};
let app: TestApp;
let home: { workspace: string; site: string };
let headers: Record<string, string>;

beforeEach(async () => {
  app = await testApp({ now: () => NOW });
  home = await seedWorkspace(app);
  await app.run(`update workspaces set attributes = '["plan"]' where id = ?`, [home.workspace]);
  headers = (await seedMember(app, home.workspace, "admin")).headers;
});
afterEach(() => app.close());

const night = (now = NOW) => {
  const { ctx, deps } = system(app, home.workspace, now);
  return runCron("17 2 * * *", { ...ctx, newId: v7 }, deps);
};
const save = (retention: unknown) =>
  app.request("/api/v1/workspace", {
    method: "PATCH",
    headers,
    body: JSON.stringify({ retention }),
  });

/** Responses that hold all there is to cut, given at these times. */
async function answered(times: readonly number[]): Promise<{ survey: string; ids: string[] }> {
  const survey = await seedSurvey(app, home, { definition });
  const ids = times.map(() => v7());
  await seedResponses(
    app,
    home.workspace,
    survey.id,
    times.map((occurredAt, i) => ({
      submission: ids[i] ?? "",
      occurredAt,
      answers: { q1: 9, q2: `Quokka ${i}`, q4: `someone${i}@example.com` },
      attributes: { plan: "pro", nick: `nick${i}` },
      person: { id: `person-${i}` },
      page: `/page/${i}`,
    })),
  );
  await indexAll(app);
  return { survey: survey.id, ids };
}

const CUTS = { texts: 30, people: 60, responses: 90 };
const edges = Object.values(CUTS).flatMap((days) =>
  [-1, 0, 1].map((ms) => NOW - days * DAY_MS + ms),
);

describe("fault 56: retention", () => {
  it("cuts each kind at its boundary to the millisecond, and what counts stays exact", async () => {
    const { survey, ids } = await answered(edges);
    expect((await save(CUTS)).status).toBe(200);
    const preview = await app.post("/api/v1/retention/preview", CUTS, headers);
    expect((await preview.json()) as RetentionPreview).toEqual({
      texts: 7,
      people: 4,
      responses: 1,
      complete: true,
    });
    await night();
    const rows = await app.run(
      "select submission, created_at, score, texts, answers, person, page, attributes from responses order by row",
    );
    expect(rows.map((row) => row["submission"])).toEqual(
      // Texts, people, responses: of each a millisecond before, on and after the boundary.
      ids.filter((_, i) => i !== 6),
    );
    const cut = (name: string, gone: (row: (typeof rows)[number]) => boolean) =>
      rows.filter(gone).map((row) => [name, edges.indexOf(Number(row["created_at"]))]);
    expect(cut("texts", (row) => row["texts"] === null)).toEqual(
      [0, 3, 4, 5, 7, 8].map((i) => ["texts", i]),
    );
    const peopleGone = [3, 7, 8].map((i) => ["people", i]);
    expect(cut("people", (row) => row["person"] === null)).toEqual(peopleGone);
    expect(cut("people", (row) => row["page"] === null)).toEqual(peopleGone);
    expect(cut("people", (row) => !String(row["attributes"]).includes("nick"))).toEqual(peopleGone);
    expect(cut("people", (row) => !String(row["answers"]).includes("@"))).toEqual(peopleGone);
    // Figures and what they are broken down by outlive texts and people.
    expect(new Set(rows.map((row) => row["score"]))).toEqual(new Set([9]));
    expect(rows.every((row) => String(row["attributes"]).includes('"plan":"pro"'))).toBe(true);
    const hits = await app.run(
      "select count(*) as n from verbatim_search where verbatim_search match 'quokka'",
    );
    expect(hits).toEqual([{ n: 2 }]);
    expect(await drift(app)).toEqual(NO_DRIFT);
    const scores = await app.request(`/api/v1/surveys/${survey}/scores`, { headers });
    expect(await scores.json()).toMatchObject({ n: 8 });
  });

  it("forgets when people were asked with who they are, to the millisecond", async () => {
    const { id } = await seedSurvey(app, home);
    const neighbour = await seedWorkspace(app);
    const edge = NOW - CUTS.people * DAY_MS;
    const rows = [
      ["old", edge - 1, null],
      ["said no later", edge - 1, edge],
      ["said no", null, edge - 1],
      ["new", edge, null],
      ["new", edge - 1, null],
    ] as const;
    for (const { workspace } of [home, neighbour])
      for (const [i, [person, shown, dismissed]] of rows.entries())
        await app.run("insert into asks values (?, ?, ?, ?, ?, null)", [
          workspace,
          person,
          `${id}${i}`,
          shown,
          dismissed,
        ]);
    const left = async ({ workspace }: { workspace: string }) =>
      (
        await app.run("select person from asks where workspace_id = ? order by person", [workspace])
      ).map(({ person }) => person);
    await save({ texts: 1 });
    await night();
    expect(await left(home)).toHaveLength(5);
    await save({ people: CUTS.people, responses: CUTS.responses });
    await night();
    expect(await left(home)).toEqual(["new", "said no later"]);
    expect(await left(neighbour)).toHaveLength(5);
  });

  it("takes the rest a millisecond later, and nothing twice", async () => {
    await answered(edges.slice(6));
    await save({ responses: 90 });
    const left = async () =>
      Number((await app.run("select count(*) as n from responses"))[0]?.["n"]);
    await night();
    await night();
    expect(await left()).toBe(2);
    await night(NOW + 1);
    expect(await left()).toBe(1);
    await night(NOW + 2);
    expect(await left()).toBe(0);
    expect(await drift(app)).toEqual(NO_DRIFT);
    const [job] = await app.run(
      "select outcome, cursor, detail from jobs where name = 'retention'",
    );
    expect(job).toEqual({
      outcome: "ok",
      cursor: null,
      detail: '{"responses":1,"texts":0,"people":0}',
    });
  });

  it("keeps everything where nothing is set, and in other workspaces", async () => {
    await answered([0, 1000]);
    const other = await seedWorkspace(app);
    await app.run(`update workspaces set retention = '{"responses":1}' where id = ?`, [
      other.workspace,
    ]);
    const before = await app.run("select * from responses order by row");
    await night();
    expect(await app.run("select * from responses order by row")).toEqual(before);
  });

  it("is a setting: saved, shown, replaced as a whole, and refused where it makes no sense", async () => {
    const stored = async () =>
      ((await (await app.request("/api/v1/workspace", { headers })).json()) as Workspace).retention;
    expect(await stored()).toEqual({});
    await save(CUTS);
    expect(await stored()).toEqual(CUTS);
    await save({ texts: 7 });
    expect(await stored()).toEqual({ texts: 7 });
    const wrong = [{ texts: 0 }, { texts: 3651 }, { people: 1.5 }, { texts: "7" }, { mails: 7 }, 7];
    for (const retention of wrong) expect((await save(retention)).status).toBe(422);
    expect(await stored()).toEqual({ texts: 7 });
    await save({});
    expect(await stored()).toEqual({});
  });

  it("goes in batches, and a run that is cut short goes on the next minute", async () => {
    const survey = await seedSurvey(app, home);
    const texts = Array.from({ length: 700 }, (_, i) => ({ text: `Word ${i}`, score: 9, at: i }));
    await seedTexts(app, { workspace: home.workspace, id: survey.id }, texts);
    await save({ responses: 1 });
    const { ctx, deps } = system(app, home.workspace);
    const { removal, erasures, jobs, retention, walk } = deps;
    const sizes: number[] = [];
    const cutOff = (second: boolean): typeof removal => ({
      remove(workspace, lease, cursor, rows, until) {
        if (second && sizes.length === 1) throw new Error("cut off");
        sizes.push(rows.length);
        return removal.remove(workspace, lease, cursor, rows, until);
      },
    });
    const own = { removal: cutOff(true), erasures, jobs, retention, walk };
    await expect(applyRetention(ctx, own)).rejects.toThrow("cut off");
    const left = async () =>
      Number((await app.run("select count(*) as n from responses"))[0]?.["n"]);
    expect(await left()).toBe(400);
    await continueRetention(ctx, { ...own, removal: cutOff(false) });
    expect(await left()).toBe(0);
    expect(sizes).toEqual([300, 300, 100]);
    expect(await drift(app)).toEqual(NO_DRIFT);
    // Without a run under way the minute job begins none.
    await answered([0]);
    await continueRetention(ctx, deps);
    expect(await left()).toBe(1);
  });
});

describe("fault 56: retention that is killed", () => {
  const WRITES = {
    jobs: ["take", "release", "advance", "finish"],
    erasures: ["mergeSearch"],
    removal: ["remove"],
    retention: ["dropTexts", "dropPeople", "dropAsks"],
  } as const;

  it("at any step and goes on ends as an unbroken one", async () => {
    let whole: unknown;
    const ends = new Map<string, unknown>();
    await dieEverywhere(
      async (copy) => {
        const first = app;
        app = copy;
        home = await seedWorkspace(copy);
        const { survey } = await answered(edges);
        await copy.run(
          "insert into asks values (?1, 'a', ?2, 0, null, null), (?1, 'b', ?2, ?3, null, null), (?1, 'c', ?2, null, 0, null)",
          [home.workspace, survey, NOW],
        );
        await copy.run("update workspaces set retention = ?", [JSON.stringify(CUTS)]);
        app = first;
      },
      async (copy, death: Death) => {
        const { ctx, deps } = system(copy, home.workspace);
        await applyRetention(ctx, dying(deps, WRITES, death));
      },
      async (copy, { at, when }) => {
        // The run goes on with the night that it began in; one that never began, the next night.
        const later = system(copy, home.workspace, NOW + 11 * 60_000);
        await continueRetention(later.ctx, later.deps);
        const [begun] = await copy.run(
          "select 1 as one from jobs where name = 'retention' and outcome = 'ok'",
        );
        if (!begun) {
          const again = system(copy, home.workspace);
          await copy.run("update jobs set lease_until = null where name = 'retention'");
          await applyRetention(again.ctx, again.deps);
        }
        expect(await drift(copy)).toEqual(NO_DRIFT);
        whole = {
          responses: await copy.run("select * from responses order by row"),
          asks: await copy.run("select person from asks"),
          hashes: await copy.run("select hex(hash) as hash from erased_submissions"),
          detail: await copy.run("select detail, cursor from jobs where name = 'retention'"),
          counters: await counters(copy),
        };
        ends.set(`${when} ${at}`, whole);
      },
      () => NOW,
    );
    expect(ends.size).toBeGreaterThan(4);
    for (const [death, end] of ends) expect([death, end]).toEqual([death, whole]);
  });
});
