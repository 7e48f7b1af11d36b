import { testApp } from "./app.ts";
const app = await testApp();
const show = async (sql: string, args: any[]) => console.log((await app.run("explain query plan " + sql, args)).map((r) => r.detail).join("\n"), "\n");
const un = `cross join responses r on r.row = w.value ->> 0 and r.rev = w.value ->> 2 and r.updated_at = w.value ->> 3`;
await show(`insert into mentions (workspace_id, row, question, theme_id, survey_id, day, sentiment, start, "end", score, counted, engine)
          select r.workspace_id, r.row, w.value ->> 1, w.value ->> 4, r.survey_id, r.day, w.value ->> 5, w.value ->> 6, w.value ->> 7,
            r.score, r.state = 'counted', 'e' from json_each(?) w ${un} where +r.workspace_id = ?`, ["[]", "a"]);
await show(`update verbatims set stage = 2 from json_each(?) w where verbatims.workspace_id = w.value ->> 0 and verbatims.row = w.value ->> 1 and +stage = 1`, ["[]"]);
await show(`select 1 from verbatims inner join responses on responses.row = verbatims.row where verbatims.stage = 2 and stage > 0 and verbatims.workspace_id = ? and verbatims.survey_id = ? and verbatims.row <= ? order by verbatims.row, verbatims.question limit 300`, ["a", "b", 1]);
await show(`select distinct workspace_id, survey_id from verbatims where stage = 2 and stage > 0`, []);
await show(`select distinct workspace_id, row from verbatims where stage = 1 and stage > 0 limit 500`, []);
await show(`select 1 from verbatims where stage in (1,2) and stage > 0 and workspace_id = 'a' and survey_id = 'b' limit 500`, []);
await app.close();
