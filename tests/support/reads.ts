import type { TestApp } from "./app.ts";
import { type Sent, isSelect, sentBy } from "./sent.ts";

type Database = Pick<TestApp, "run">;
/** Rows that one statement visits. */
export type Read = { sql: string; rows: number };

/**
 * Exactly how many rows of tables, entries of indexes in place of them, and hits of the search index
 * each of these statements visits. The driver does not say, so every table is hidden behind a view of
 * the same name whose condition is true and looks at the row's key once; then behind one that does
 * the same in one step more of SQLite's machine. What a statement takes longer in steps, which SQLite
 * counts, is the rows that it visited. Its plan must be the same with and without the views.
 * @param compared false leaves that unchecked: the local driver never finishes an explained
 *   statement, and a database file cannot be closed after that
 */
export async function readsOf(
  { run }: Database,
  selects: readonly Sent[],
  { compared = true } = {},
): Promise<Read[]> {
  const tables = await tablesOf({ run });
  const explained = compared ? selects : [];
  const plans = await Promise.all(explained.map((one) => planOf({ run }, one)));
  const steps: number[][] = [];
  for (const probe of PROBES) {
    try {
      for (const { name, key, columns } of tables)
        await run(
          `create temp view "${name}" as select ${columns} from main."${name}" where ${probe(key)} <> ''`,
        );
      const hidden = await Promise.all(explained.map((one) => planOf({ run }, one)));
      const other = hidden.findIndex((plan, i) => plan !== plans[i]);
      if (other >= 0)
        throw new Error(
          `counted by another plan:\n${selects[other]?.sql}\n${plans[other]}\n--\n${hidden[other]}`,
        );
      const taken: number[] = [];
      for (const one of selects) taken.push(await stepsOf({ run }, one));
      steps.push(taken);
    } finally {
      for (const { name } of tables) await run(`drop view if exists temp."${name}"`);
    }
  }
  const [light = [], heavy = []] = steps;
  return selects.map(({ sql }, i) => ({ sql, rows: (heavy[i] ?? 0) - (light[i] ?? 0) }));
}

/** The same for all that `work` makes the app read. */
export async function readsBy(
  database: Database,
  work: () => Promise<unknown>,
  options?: { compared: boolean },
): Promise<Read[]> {
  return readsOf(database, (await sentBy(work)).filter(isSelect), options);
}

/** A look at the key, and the same in one step more. */
const PROBES = [(key: string) => `typeof(${key})`, (key: string) => `typeof(typeof(${key}))`];

export const rowsRead = (reads: readonly Read[]) => reads.reduce((n, { rows }) => n + rows, 0);

/** Every table with an expression of its key, which each of its indexes holds. */
async function tablesOf({ run }: Database) {
  const tables = await run(
    `select l.name, l.wr, m.sql, (select group_concat('"' || i.name || '"', ' || ') from pragma_table_info(l.name) i where i.pk > 0) as pk
     from pragma_table_list l join sqlite_master m on m.name = l.name
     where l.schema = 'main' and l.type in ('table', 'virtual') and l.name not like 'sqlite_%'`,
  );
  return tables.map(({ name, wr, sql, pk }) => ({
    name: String(name),
    key: wr === 1 ? String(pk) : "rowid",
    // A search index is asked by its own name.
    columns: /\busing fts5\(/iu.test(String(sql)) ? `"${String(name)}", rowid` : "*",
  }));
}

/** The steps of a plan without the names of tables: behind a view an alias is lost. */
async function planOf({ run }: Database, { sql, args }: Sent): Promise<string> {
  const steps = await run(`explain query plan ${sql}`, args);
  return steps
    .map(({ detail }) =>
      String(detail)
        .replace(/^(SCAN|SEARCH) \S+/u, "$1")
        .replace(/subquery-\d+/u, "subquery"),
    )
    .join("\n");
}

let runs = 0;

/** Steps of SQLite's machine that a statement takes. Its text is made unique, so that it runs once. */
async function stepsOf({ run }: Database, { sql, args }: Sent): Promise<number> {
  const once = `${sql} /* run ${runs++} */`;
  await run(once, args);
  const [counted] = await run("select nstep from sqlite_stmt where sql = ?", [once]);
  if (!counted) throw new Error(`no steps are known of ${sql}`);
  return Number(counted["nstep"]);
}
