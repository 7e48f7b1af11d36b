import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { responseId } from "../../../domain/survey/ids.ts";
import { ROWS } from "../../../domain/survey/rows.ts";
import { dayText } from "../../../domain/time/days.ts";
import type { Responses } from "../../../domain/wire/responses.ts";
import { POLICY } from "../../../functions/http/policy.ts";
import { sealSpans } from "../../../functions/services/scores/seal.ts";
import { seedMember } from "../../support/app.ts";
import { NOW, openDesk, today } from "../../support/desk.ts";
import { fullScans, plansOf } from "../../support/plans.ts";
import { readsBy, rowsRead } from "../../support/reads.ts";
import { system } from "../../support/texts.ts";

const { app, home, survey } = await openDesk();
afterAll(() => app.close());
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** Rows that one view may read, and a page of open texts (DATA). */
const [VIEW, PAGE] = [5000, 200];
/** Three years of every channel, state and of fifty values and the rest; themes and texts past every limit. */
const [DAYS, VALUES, THEMES, RESPONSES] = [1095, 51, 70, 7000];
const CHANNELS = ["widget", "inline", "tab", "link", "email", "api", "import"];
const STATES = ["suspect", "quarantined", "late", "pending", "test"];
const theme = (n: number) => `01980000-0000-7000-8000-${String(n).padStart(12, "0")}`;

let id: string;
let headers: Record<string, string>;
beforeAll(async () => {
  id = await survey();
  headers = (await seedMember(app, home.workspace, "owner")).headers;
  await app.run(`update workspaces set attributes = '["plan"]' where id = ?`, [home.workspace]);
  const counters = [
    ...Array.from({ length: 11 }, (_, i) => `v${i}`),
    "starts",
    "completions",
    "comments",
  ];
  const days = `generate_series(${today - DAYS + 1}, ${today}) d`;
  const values = (list: readonly string[]) => `json_each('${JSON.stringify(list)}') v`;
  const many = Array.from({ length: VALUES }, (_, i) => `value ${i}`);
  const own = `'${home.workspace}', '${id}'`;
  for (const [question, dimension, list] of [
    ["q1", "channel", CHANNELS],
    ["q1", "plan", many],
    ["q1", "language", many],
    ["q3", "option", many.slice(0, 10)],
  ] as const)
    await app.run(
      `insert into rollups (workspace_id, survey_id, question, dimension, value, day, ${counters.join(", ")})
       select ${own}, '${question}', '${dimension}', v.value, d.value, ${counters.map(() => 3).join(", ")} from ${days}, ${values(list)}`,
    );
  await app.run(
    `insert into asides select ${own}, d.value, s.value, v.value, 2 from ${days}, ${values(CHANNELS)}, json_each('${JSON.stringify(STATES)}') s`,
  );
  await app.run(
    `insert into impressions select ${own}, d.value, v.value, 90, 30, 10 from ${days}, ${values(CHANNELS)}`,
  );
  await app.run(
    `insert into themes (workspace_id, id, label, status, space, model, created_at, updated_at)
     select '${home.workspace}', '01980000-0000-7000-8000-' || printf('%012d', value), 'theme ' || value, 'active', 'test',
       json_object('facets', json_array(json_object('surveyId', '${id}', 'terms', json('[]'))), 'exemplars', json('[]')), 0, 0
     from generate_series(0, ${THEMES - 1})`,
  );
  await app.run(
    `insert into theme_days select ${own}, t.id, d.value, 9, 3, 3, ${counters
      .slice(0, 11)
      .map(() => 1)
      .join(", ")} from ${days}, themes t`,
  );
  const no = Number((await app.run("select no from surveys where id = ?", [id]))[0]?.["no"]);
  // Triggers would move what was seeded above: these rows are only there to be read.
  for (const { name } of await app.run("select name from sqlite_master where type = 'trigger'"))
    await app.run(`drop trigger ${String(name)}`);
  await app.run(
    `insert into responses (row, workspace_id, survey_id, submission, rev, content, channel, state, reason, score, answers, texts, complete, day, facts,
       language, attributes, created_at, updated_at)
     select ${no * ROWS} + value, ${own}, printf('%036d', value), 0, '', 'link', iif(value % 10, 'counted', 'late'), null, value % 11,
       json_object('q1', value % 11), '{"q2":"slow delivery again"}', 1, ${today}, '[]', 'en', '{"plan":"pro","seats":3}', ${NOW}, ${NOW}
     from generate_series(1, ${RESPONSES})`,
  );
  // The newest wait to be read, the others have two themes each.
  await app.run(
    `insert into verbatims (workspace_id, row, question, survey_id, day, stage, language, sentiment, engine)
     select workspace_id, row, 'q2', survey_id, day, iif(row > ${no * ROWS + RESPONSES - 1500}, 2, 0), 'en', 0, 'test' from responses`,
  );
  await app.run(
    `insert into mentions (workspace_id, row, question, theme_id, survey_id, day, sentiment, start, "end", score, counted, engine)
     select workspace_id, row, 'q2', t.value, survey_id, day, 0, 0, 4, score, 1, 'test'
     from responses, json_each('["${theme(0)}","${theme(1)}"]') t`,
  );
  await app.run(
    `insert into theme_edits (workspace_id, id, theme_id, kind, payload, before, at)
     select '${home.workspace}', 'e' || value, '${theme(0)}', 'rule', '{"mode":"never","words":"x"}', '{}', ${NOW} - value from generate_series(1, 400)`,
  );
  await app.run(
    `insert into theme_runs (workspace_id, id, survey_id, state, engine, upper_row, diff, started_at)
     select '${home.workspace}', 'r' || value, '${id}', 'done', 'test', 0, '{"created":[],"proposed":[],"grew":[],"faded":[],"merged":[],"split":[]}', ${NOW} - value
     from generate_series(1, 1000)`,
  );
  await app.run(
    "insert into verbatim_search (rowid, text) select row, 'slow delivery again' from responses",
  );
  // A later survey, whose hits lie before this one's when the newest come first.
  await app.run(
    `insert into verbatim_search (rowid, text) select ${(no + 1) * ROWS} + value, 'slow delivery again' from generate_series(1, ${RESPONSES})`,
  );
  const { ctx, deps } = system(app, home.workspace, NOW);
  while ((await sealSpans(ctx, deps)) > 0);
});

const read = async (path: string) => {
  const reply = await app.request(path, { headers });
  expect([path, reply.status]).toEqual([path, 200]);
  return reply;
};

describe("rows read", () => {
  const periods = [
    "",
    `from=${dayText(today - 91)}&to=${dayText(today - 3)}`,
    // Neither end is a border of anything; by way of years it is longest.
    `from=${dayText(today - 1085)}&to=${dayText(today - 17)}`,
  ];
  const scores = periods.flatMap((period) =>
    [
      "",
      ...["day", "week", "month", "channel", "language", "attr:plan"].map((by) => `by=${by}`),
      "channel=widget",
      "channel=widget&by=day",
      "question=q3",
      "question=q3&by=day",
      "attr=plan:value 1",
      "attr=plan:pro&attr=seats:3",
    ].map((what) => `scores?${[period, what].filter(Boolean).join("&")}`),
  );
  const lists = [
    "",
    "q=again",
    "q=slow%20deli&min=9&max=1",
    `q=delivery&theme=${theme(0)}&sentiment=negative`,
    `theme=${theme(0)}&sentiment=negative`,
    "sentiment=positive",
    "text=1&sentiment=negative",
    "state=tray&reason=none",
    "state=counted&attr=plan:none",
    "limit=100",
  ].map((query) => `responses?${query}`);

  it.each([
    ...scores.map((path) => `/api/v1/surveys/ID/${path}`),
    ...lists.map((path) => `/api/v1/surveys/ID/${path}`),
    ...periods.map((period) => `/api/v1/overview?${period}`),
    ...periods.map((period) => `/api/v1/surveys/ID/themes?${period}`),
    ...periods.map((period) => `/api/v1/themes/${theme(0)}?survey=ID&${period}`),
    ...periods.flatMap((period) => [
      ...["newest", "typical", "negative"].map(
        (order) => `/api/v1/themes/${theme(0)}/quotes?survey=ID&order=${order}&${period}`,
      ),
      ...["channel", "score", "attr:plan"].map(
        (by) => `/api/v1/themes/${theme(0)}/breakdown?survey=ID&by=${by}&${period}`,
      ),
      `/api/v1/surveys/ID/unthemed?${period}`,
      `/api/v1/surveys/ID/unthemed?cursor=5000&${period}`,
      `/api/v1/surveys/ID/meaning?q=slow%20delivery&${period}`,
    ]),
    "/api/v1/surveys/ID/themes/changes?days=90",
    "/api/v1/surveys/ID/tray",
  ])("%s", async (path) => {
    const reads = await readsBy(app, () => read(path.replace("ID", id)));
    expect(rowsRead(reads)).toBeGreaterThan(4);
    expect(rowsRead(reads)).toBeLessThanOrEqual(VIEW);
  });

  it("of a page of open texts", async () => {
    for (const query of ["text=1", "text=1&state=counted"]) {
      const reads = await readsBy(app, async () => {
        const { items } = (await (
          await read(`/api/v1/surveys/${id}/responses?${query}`)
        ).json()) as Responses;
        expect(items).toHaveLength(30);
        expect(items.every(({ mentions }) => mentions.length === 2)).toBe(true);
      });
      expect(rowsRead(reads)).toBeLessThanOrEqual(PAGE);
    }
  });

  it("of every route that reads, and none reads a table as a whole", async () => {
    const ids: Record<string, string> = {
      surveys: id,
      themes: theme(0),
      responses: responseId(
        NOW,
        Number((await app.run("select max(row) as row from responses"))[0]?.["row"]),
      ),
    };
    const routes = Object.keys(POLICY).filter((key) => key.startsWith("GET "));
    expect(routes.length).toBeGreaterThan(15);
    for (const route of routes) {
      const path = route
        .slice(4)
        .replace(/([^/]+)\/:id/u, (_, of: string) => `${of}/${ids[of] ?? theme(99)}`);
      const work = async () => void (await (await app.request(path, { headers })).text());
      // A file of all responses is no view.
      const rows = route.endsWith(".csv") ? 0 : rowsRead(await readsBy(app, work));
      expect([route, rows <= VIEW]).toEqual([route, true]);
      expect([route, fullScans(await plansOf(app, work))]).toEqual([route, []]);
    }
  });
});
