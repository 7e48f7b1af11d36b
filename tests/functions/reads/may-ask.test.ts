import { v7 } from "uuid";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { ROWS } from "../../../domain/survey/rows.ts";
import type { Leave } from "../../../domain/wire/ingest.ts";
import { seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";
import { plansOf } from "../../support/plans.ts";
import { proofOf, seedProofKey } from "../../support/proof.ts";
import { readsBy, rowsRead } from "../../support/reads.ts";
import { writesOf } from "../../support/writes.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
let now = Date.UTC(2026, 5, 1, 12);
const DAY = 86_400_000;
const app = await testApp({ now: () => now });
afterAll(() => app.close());
let home: { workspace: string; site: string };
const surveys: string[] = [];

/** A busy neighbourhood: many people, and one with more of everything than is looked at. */
beforeAll(async () => {
  home = await seedWorkspace(app);
  await seedProofKey(app, home.site);
  for (let i = 0; i < 5; i++) surveys.push((await seedSurvey(app, home)).id);
  for (const { name } of await app.run("select name from sqlite_master where type = 'trigger'"))
    await app.run(`drop trigger ${String(name)}`);
  const old = now - 400 * DAY;
  for (const [i, id] of surveys.entries())
    await app.run(
      `insert into responses (row, workspace_id, survey_id, submission, rev, content, channel, state, score, answers, complete, day, facts, person, person_proven, created_at, updated_at)
       select no * ${ROWS} + value, workspace_id, id, printf('%036d', value), 0, '', 'widget', 'counted', 9, '{}', 1, 1, '[]',
         iif(value % 10, 'person-' || value, 'eve'), value % 3 > 0, ${old}, ${old}
       from surveys, generate_series(1, 1000) where id = '${id}' and ${i} >= 0`,
    );
  for (const [table, columns, values] of [
    [
      "asks",
      "person, survey_id, shown_at, dismissed_at, visit",
      `iif(value % 100, 'p' || value, 'eve'), 's' || value, ${old}, null, null`,
    ],
    [
      "invitations",
      "id, survey_id, version, person, sent_at, expires_at, created_at",
      `'i' || value, '${surveys[0]}', 1, iif(value % 4, 'p' || value, 'eve'), ${old} - value, 0, 0`,
    ],
  ])
    await app.run(
      `insert into ${table} (workspace_id, ${columns}) select '${home.workspace}', ${values} from generate_series(1, 1000)`,
    );
});

const ask = async (sub: string, visit = v7()) => {
  const person = { proof: proofOf(home.site, sub, now) };
  const reply = await app.post("/v1/ok", {
    wire: 1,
    site: home.site,
    survey: surveys[0],
    visit,
    person,
  });
  expect(reply.status).toBe(200);
  // The person is remembered after the reply.
  await app.settled();
  return (await reply.json()) as Leave;
};

it("a stranger costs two rows, the survey and its workspace, and the two that were just written", async () => {
  await ask("warm");
  const reads = await readsBy(app, () => ask("adam"));
  expect(rowsRead(reads)).toBe(2 + 1 + 1);
});

it("a person costs what is known of them, and no more than 200 answers", async () => {
  await ask("warm");
  const reads = await readsBy(app, () => ask("person-7"));
  // The same; five proven answers, each with its survey.
  expect(rowsRead(reads)).toBe(2 + 1 + 1 + 5 + 5);
  const most = await readsBy(app, () => ask("eve"));
  // Ten surveys that were shown, 200 answers of two surveys, the last invitation.
  expect(rowsRead(most)).toBeLessThanOrEqual(2 + 1 + 10 + 200 + 200 + 1);
  expect(rowsRead(most)).toBeGreaterThan(2 + 10 + 200);
});

it("looks everything up by the person; the one scan is of the 200 answers", async () => {
  const plans = await plansOf(app, () => ask("abel"));
  const steps = plans.map((step) => step.split(" <<")[0] ?? "");
  expect(steps.filter((step) => step.startsWith("SCAN"))).toEqual(["SCAN r"]);
  expect(steps.filter((step) => step.startsWith("SEARCH")).toSorted()).toEqual([
    "SEARCH asks USING PRIMARY KEY (workspace_id=? AND person=?)",
    "SEARCH invitations USING INDEX invitations_person (workspace_id=? AND person=? AND sent_at>?)",
    "SEARCH people USING PRIMARY KEY (workspace_id=? AND person=?)",
    "SEARCH people_attributes USING PRIMARY KEY (workspace_id=?)",
    "SEARCH responses USING INDEX responses_person (workspace_id=? AND person=?)",
    "SEARCH s USING INDEX surveys_id_unique (id=?)",
    "SEARCH s USING INDEX surveys_workspace (workspace_id=? AND id=?)",
    "SEARCH w USING INDEX sqlite_autoindex_workspaces_1 (id=?)",
  ]);
});

it("a leave is one row, and two for a person who is new; a refusal and a repeat none", async () => {
  const visit = v7();
  const first = await writesOf(app, () => ask("grace", visit));
  expect(first.by).toEqual({ asks: 1, people: 1, people_updated: 1 });
  expect((await writesOf(app, () => ask("grace", visit))).total).toBe(0);
  expect((await writesOf(app, () => ask("grace"))).total).toBe(0);
  now += 31 * DAY;
  expect((await writesOf(app, () => ask("grace"))).by).toEqual({ asks: 1 });
});
