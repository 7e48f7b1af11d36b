import Database from "libsql";
import { ROWS } from "../../domain/survey/rows.ts";
import { DAY_MS } from "../../domain/time/days.ts";
import { sealSpans } from "../../functions/services/scores/seal.ts";
import { testApp } from "../../tests/support/app.ts";
import { system } from "../../tests/support/texts.ts";
import { MADE, TEXTS, insertFrame, insertParts } from "./prepare.ts";
import {
  DAYS,
  LATE,
  NOW,
  PROFILES,
  RARE,
  SCORES,
  SURVEYS,
  TEXT_EVERY,
  WORKSPACE,
} from "./shape.ts";

/** Responses that one round of statements makes. */
const SLICE = 400_000;
const FIRST_DAY = Math.floor(NOW / DAY_MS) - DAYS;
/** Bytes that the search index gathers before it writes a segment; its own default is 1 MiB. */
const SEARCH_BUFFER = 64 * 1024 * 1024;

/** One survey's part of a database. Responses of a day follow each other. */
type Part = { id: string; no: number; perDay: number };

/**
 * Fills a database file with so many responses in bulk: raw rows from a numbered series, and all that
 * triggers and jobs would have made of them by grouping those rows (load.test.ts holds
 * both against each other). Seals are the product's own job's.
 * @param size about; each day of a survey has the same number @returns responses made
 */
export async function loadBench(
  file: string,
  size: number,
  progress: (done: number) => void = () => undefined,
): Promise<number> {
  await (await testApp({ file })).close();
  const db = new Database(file);
  db.exec("pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -1000000");
  db.exec("pragma temp_store = memory; pragma foreign_keys = off");
  const triggers = db
    .prepare("select name, sql from sqlite_master where type = 'trigger'")
    .all() as { name: string; sql: string }[];
  for (const { name } of triggers) db.exec(`drop trigger ${name}`);
  insertFrame(db);
  const texts = insertParts(db);
  db.exec(
    `insert into verbatim_search (verbatim_search, rank) values ('hashsize', ${SEARCH_BUFFER})`,
  );
  let done = 0;
  for (const [i, { id, share }] of SURVEYS.entries()) {
    const part = { id, no: i + 1, perDay: Math.max(Math.round((size * share) / DAYS), 1) };
    const step = Math.max(Math.floor(SLICE / part.perDay), 1);
    for (let day = 0; day < DAYS; day += step) {
      const days = Math.min(step, DAYS - day);
      slice(db, part, day, days, texts);
      done += days * part.perDay;
      progress(done);
    }
  }
  db.exec(`insert into verbatim_search (verbatim_search, rank) values ('hashsize', 1048576)`);
  for (const { sql } of triggers) db.exec(sql);
  db.close();
  const app = await testApp({ file, now: () => NOW });
  const { ctx, deps } = system(app, WORKSPACE, NOW);
  while ((await sealSpans(ctx, deps)) > 0);
  await app.close();
  return done;
}

/** Some days of a survey: its responses, then all that is kept beside them. */
function slice(
  db: Database.Database,
  part: Part,
  first: number,
  days: number,
  texts: number[],
): void {
  const { id, no, perDay } = part;
  const base = no * ROWS + 1;
  const from = first * perDay;
  const to = from + days * perDay;
  const own = `'${WORKSPACE}', '${id}'`;
  /** Place in the day, profile and topic of the i-th response. */
  const [k, p] = [`(i % ${perDay})`, `(i % ${perDay} % ${PROFILES})`];
  const topic = `(i % ${perDay} % ${PROFILES} / ${TEXT_EVERY})`;
  const hash = "(((i + 17) * 2654435761) & 4294967295)";
  const size = `case ${topic} ${texts.map((n, t) => `when ${t} then ${n}`).join(" ")} end`;
  const every = Math.max(Math.floor((DAYS * perDay) / PROFILES / RARE.texts), 1);
  const rare = `iif(${p} = 0 and i / ${PROFILES} % ${every} = 0, ' ${RARE.word}', '')`;
  const rows = `row >= ${base + from} and row < ${base + to}`;
  const scores = `(select value ->> (${hash} / 7 % ${SCORES.length}) from (select '${JSON.stringify(SCORES)}' as value))`;
  const counters = Array.from({ length: 11 }, (_, v) => `v${v}`);

  db.exec(`begin;
    insert into responses (row, workspace_id, survey_id, submission, rev, content, version, channel, state, reason, score,
      answers, texts, complete, completed_at, day, facts, language, attributes, page, took_ms, created_at, updated_at)
    select ${base} + i, ${own}, printf('%08x-%04x-7000-8000-%012x', at >> 16, at & 65535, i), 0, printf('%043x', ${hash}), 1,
      p.channel, iif(s.p = ${LATE}, 'late', 'counted'), null, s.score,
      m.answers, iif(t.text is null, null, json_object('q2', t.text || s.rare)), s.complete, iif(s.complete, at, null),
      ${FIRST_DAY} + i / ${perDay}, m.facts, p.language, p.attributes, 'https://shop.example/thanks', 8000, at, at
    from (
      select value as i, ${p} as p, ${scores} as score, ${hash} / 1000 % 10 < 8 as complete, ${rare} as rare,
        (${FIRST_DAY} + value / ${perDay}) * ${DAY_MS} + ${k} * ${DAY_MS} / ${perDay} as at,
        iif(${p} % ${TEXT_EVERY}, null, ${topic} * ${TEXTS} + ${hash} / 64 % (${size})) as text
      from (select value, value as i from generate_series(${from}, ${to - 1})) limit -1
    ) s cross join profiles p on p.p = s.p cross join made m on m.id = s.p * ${MADE} + s.score left join texts t on t.id = s.text;

    delete from cube;
    insert into cube select day, (row - ${base}) % ${perDay} % ${PROFILES}, score, complete, texts is not null, count(*), min(row), max(row)
      from responses where ${rows} and state = 'counted' group by 1, 2, 3, 4, 5;
    insert into rollups (workspace_id, survey_id, question, dimension, value, day, ${counters.join(", ")}, starts, completions, comments, first_row, last_row)
      select ${own}, question, dimension, value, day, ${counters.map((_, v) => `sum(n * (slot = ${v}))`).join(", ")},
        sum(n * head), sum(n * head * complete), sum(n * head * commented), min(first_row), max(last_row)
      from cube cross join facts f on f.id = p * ${MADE} + score group by question, dimension, day, value;
    insert into asides select ${own}, day, state, channel, count(*) from responses where ${rows} and state <> 'counted' group by day, state, channel;
    insert into impressions select distinct ${own}, ${FIRST_DAY} + d.value, channel, ${perDay} * 5, ${perDay} * 2, ${perDay}
      from generate_series(${first}, ${first + days - 1}) d cross join profiles where channel <> 'email';

    insert into verbatims (workspace_id, row, question, survey_id, day, stage, language, sentiment, engine)
      select workspace_id, row, 'q2', survey_id, day, 0, language, iif(score > 8, 1, iif(score < 7, -1, 0)), 'bench'
      from responses where ${rows} and texts is not null;
    insert into verbatim_search (rowid, text) select row, texts ->> 'q2' from responses where ${rows} and texts is not null;
    insert into mentions (workspace_id, row, question, theme_id, survey_id, day, sentiment, start, "end", score, counted, engine)
      select r.workspace_id, r.row, 'q2', m.theme, r.survey_id, r.day, iif(score > 8, 1, iif(score < 7, -1, 0)), m.start, m.ending, r.score, r.state = 'counted', 'bench'
      from responses r cross join marks m on m.topic = (row - ${base}) % ${perDay} % ${PROFILES} / ${TEXT_EVERY}
      where ${rows} and texts is not null order by r.row, m.theme;
    insert into theme_days select ${own}, theme_id, day, count(*), sum(sentiment > 0), sum(sentiment < 0), ${counters.map((_, v) => `sum(score = ${v})`).join(", ")}
      from mentions where workspace_id = '${WORKSPACE}' and ${rows} and counted group by theme_id, day;
    commit`);
}
