import { afterAll, expect, it } from "vitest";
import { testApp } from "../../support/app.ts";
import { readsOf } from "../../support/reads.ts";

const app = await testApp();
afterAll(() => app.close());

it("rows read are counted exactly, whatever the plan", async () => {
  await app.run(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000)
    insert into responses (row, workspace_id, survey_id, submission, rev, content, channel, state, answers, texts, complete, day, facts, created_at, updated_at)
    select i, 'w', 's', printf('%036d', i), 0, '', 'link', iif(i % 10, 'counted', 'late'), '{}', iif(i % 2, null, '{"q2":"hello"}'),
      1, i / 10, '[["q1","channel","link",9]]', 0, 0 from n`);
  await app.run(
    "insert into verbatim_search (rowid, text) select row, 'hello' from responses where texts is not null",
  );
  const cases: [sql: string, args: (string | number)[], rows: number][] = [
    ["select * from responses where rev = 1", [], 1000],
    ["select count(*) from verbatims", [], 500],
    [
      "select * from responses where row > ? and row < ? and rev = 0 order by row desc limit 51",
      [1, 900],
      51,
    ],
    ["select max(row) from responses where row < ?", [900], 1],
    [
      "select day from rollups where workspace_id = ? and survey_id = ? and question = 'q1' and dimension = 'channel' and day >= ? and value = 'link'",
      ["w", "s", 91],
      9,
    ],
    [
      "select row from responses where workspace_id = ? and survey_id = 's' and state = 'late' and state <> 'counted' order by row desc limit 7",
      ["w"],
      7,
    ],
    [
      "select r.row from verbatims v join responses r on r.row = v.row where v.workspace_id = ? and v.row > ?",
      ["w", 900],
      100,
    ],
    [
      "select * from responses where row in (select rowid from verbatim_search where verbatim_search match ? and rowid <= ? order by rowid desc limit 20)",
      ["hello", 500],
      40,
    ],
    [
      "select exists (select 1 from verbatims v where v.workspace_id = ? and v.row = r.row) from responses r where row <= ?",
      ["w", 100],
      150,
    ],
    ["select * from responses where row in (select value from json_each(?))", ["[1,2,3,4000]"], 3],
    ["select * from (select rev from responses order by row desc limit ?) where rev = 1", [20], 20],
  ];
  const reads = await readsOf(
    app,
    cases.map(([sql, args]) => ({ sql, args })),
  );
  expect(reads.map(({ rows }, i) => [rows, cases[i]![0]])).toEqual(
    cases.map(([sql, , rows]) => [rows, sql]),
  );
  // The views are gone again: what writes finds its tables.
  await app.run("delete from responses where row = 1");
});
