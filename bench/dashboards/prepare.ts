import type Database from "libsql";
import {
  ATTRIBUTES,
  SITE,
  SURVEYS,
  THEMES,
  WORKSPACE,
  comments,
  definition,
  profiles,
  stored,
  themeId,
} from "./shape.ts";

/** Made rows of one profile lie so far apart, and texts of one topic. */
export const [MADE, TEXTS] = [16, 1024];

/** What all responses refer to: workspace, surveys, values, themes. */
export function insertFrame(db: Database.Database): void {
  const run = (sql: string, args: (string | number)[]) => db.prepare(sql).run(args);
  run("insert into workspaces (id, name, attributes, created_at) values (?, 'Acme', ?, 0)", [
    WORKSPACE,
    JSON.stringify(ATTRIBUTES),
  ]);
  run("insert into sites (id, workspace_id, name, created_at) values (?, ?, 'Shop', 0)", [
    SITE,
    WORKSPACE,
  ]);
  const text = JSON.stringify(definition);
  for (const { id } of SURVEYS) {
    run(
      `insert into surveys (id, workspace_id, site_id, name, slug, metric, state, state_at, draft, version, published_revision, created_at)
       values (?, ?, ?, 'Survey', ?, 'nps', 'live', 0, ?, 1, 1, 0)`,
      [id, WORKSPACE, SITE, id.replace("_", "-"), text],
    );
    run(
      "insert into survey_versions (workspace_id, survey_id, version, definition, published_at) values (?, ?, 1, ?, 0)",
      [WORKSPACE, id, text],
    );
  }
  for (const { language, attributes } of profiles)
    for (const [name, value] of Object.entries({ language, ...attributes }))
      run("insert into attribute_values values (?, ?, ?) on conflict do nothing", [
        WORKSPACE,
        name,
        value,
      ]);
}

/** Temporary tables of what responses are made of, and the themes. @returns texts by topic */
export function insertParts(db: Database.Database): number[] {
  const run = (sql: string, args: (string | number)[]) => db.prepare(sql).run(args);
  db.exec(`create temp table profiles (p integer primary key, channel, language, attributes);
    create temp table made (id integer primary key, facts, answers);
    create temp table facts (id, question, dimension, value, slot, head);
    create index temp.facts_id on facts (id);
    create temp table texts (id integer primary key, text);
    create temp table marks (topic, theme, start, ending);
    create temp table cube (day, p, score, complete, commented, n, first_row, last_row)`);
  profiles.forEach((profile, p) => {
    const { channel, language, attributes } = profile;
    run("insert into profiles values (?, ?, ?, ?)", [
      p,
      channel,
      language,
      JSON.stringify(attributes),
    ]);
    for (let score = 0; score <= 10; score++) {
      const { facts, answers } = stored(profile, score);
      run("insert into made values (?, ?, ?)", [p * MADE + score, facts, answers]);
    }
  });
  db.exec(`insert into facts select made.id, f.value ->> 0, f.value ->> 1, f.value ->> 2, f.value ->> 3, f.key = 0
    from made, json_each(made.facts) f`);
  const topics = comments();
  topics.forEach(({ texts }, topic) =>
    texts.forEach((one, i) => run("insert into texts values (?, ?)", [topic * TEXTS + i, one])),
  );
  for (let n = 0; n < THEMES; n++) {
    const topic = n % topics.length;
    const { word = "" } = topics[topic] ?? {};
    const terms = [{ key: word, weight: 1 }];
    run(
      `insert into themes (workspace_id, id, label, status, space, model, created_at, updated_at)
       values (?, ?, ?, 'active', 'bench', ?, 0, 0)`,
      [
        WORKSPACE,
        themeId(n),
        `${word} ${n}`,
        JSON.stringify({ facets: [{ surveyId: SURVEYS[0].id, terms }], exemplars: [] }),
      ],
    );
    run("insert into marks values (?, ?, ?, ?)", [
      topic,
      themeId(n),
      n < topics.length ? 0 : 5,
      4 + n,
    ]);
  }
  return topics.map(({ texts }) => texts.length);
}
