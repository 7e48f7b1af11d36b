import type { Row } from "../../functions/db/pipeline.ts";
import type { TestApp } from "./app.ts";

type Table = { name: string; withoutRowid: boolean; rows: Map<string, Row> };
/** An index beside the table itself; `where` of a partial one. */
type Index = { name: string; columns: string[]; where: string | undefined };

/** What was written: rows of tables, entries of indexes, and both by the name of the table or index. */
export type Writes = { rows: number; entries: number; total: number; by: Record<string, number> };

/**
 * Counts the table rows and index entries that `work` writes, as a database that bills for them
 * would. The driver does not report them, so: rows are SQLite's own count of changes, triggers
 * included, and must be what a comparison of all tables before and after shows. An inserted row
 * writes an entry in each index whose condition it meets; an updated one in each of those that has a
 * column which some statement or trigger assigns, whether or not its value is another, for that is
 * what SQLite does. The search index is left out: nothing on the collect path writes it.
 * @param once false for jobs, which change a row more than once and write the search index: `rows`
 *   are SQLite's count alone then, the tables behind the search index included
 */
export async function writesOf(
  app: TestApp,
  work: () => Promise<unknown>,
  { once = true } = {},
): Promise<Writes> {
  const before = await snapshot(app);
  const started = await changes(app);
  const sent = await statementsOf(async () => {
    await work();
    await app.settled();
  });
  const rows = (await changes(app)) - started;
  const after = await snapshot(app);
  const triggers = await app.run("select sql from sqlite_master where type = 'trigger'");
  const assigned = assignments([...sent, ...triggers.map(({ sql }) => String(sql))]);
  const by: Record<string, number> = {};
  const add = (name: string) => (by[name] = (by[name] ?? 0) + 1);
  let seen = 0;
  let entries = 0;
  for (const table of after) {
    const old = before.find(({ name }) => name === table.name)?.rows ?? new Map<string, Row>();
    const gone = [...old]
      .filter(([key]) => !table.rows.has(key))
      .map(([, row]) => ({ row, all: true }));
    const put = [...table.rows]
      .filter(([key, row]) => JSON.stringify(old.get(key)) !== JSON.stringify(row))
      .map(([key, row]) => ({ row, all: !old.has(key) }));
    const moved = [...gone, ...put];
    const indexes = moved.length === 0 ? [] : await indexesOf(app, table);
    for (const { row, all } of moved) {
      seen++;
      add(table.name);
      for (const { name, columns, where } of indexes) {
        const touched = all || columns.some((column) => assigned.get(table.name)?.has(column));
        if (!touched || !(await holds(app, row, where))) continue;
        entries++;
        add(name);
      }
    }
  }
  if (once && seen !== rows)
    throw new Error(`${rows} rows were written, ${seen} are seen to have changed`);
  return { rows, entries, total: rows + entries, by };
}

const changes = async (app: TestApp) =>
  Number((await app.run("select total_changes() as n"))[0]?.["n"]);

/** Every table with its rows by key, but the shadows of virtual ones. */
async function snapshot(app: TestApp): Promise<Table[]> {
  const tables = await app.run(
    "select name, wr from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%'",
  );
  return Promise.all(
    tables.map(async ({ name, wr }) => {
      const columns = await app.run("select name, pk from pragma_table_info(?) order by pk", [
        name ?? "",
      ]);
      const key = columns
        .filter(({ pk }) => Number(pk) > 0)
        .map((column) => String(column["name"]));
      const rows = await app.run(`select * from "${String(name)}"`);
      const keyOf = (row: Row) => JSON.stringify(key.map((column) => row[column]));
      return {
        name: String(name),
        withoutRowid: wr === 1,
        rows: new Map(rows.map((row) => [keyOf(row), row])),
      };
    }),
  );
}

/** The primary key of a table WITHOUT ROWID is the table itself; any other index is one more. */
async function indexesOf(
  app: TestApp,
  { name, withoutRowid }: Pick<Table, "name" | "withoutRowid">,
): Promise<Index[]> {
  const list = await app.run("select name, origin from pragma_index_list(?)", [name]);
  return Promise.all(
    list
      .filter(({ origin }) => !(withoutRowid && origin === "pk"))
      .map(async ({ name }) => {
        const columns = await app.run("select name from pragma_index_info(?)", [name ?? ""]);
        const [made] = await app.run("select sql from sqlite_master where name = ?", [name ?? ""]);
        const where = /\bwhere\b([\s\S]+)$/iu.exec(String(made?.["sql"] ?? ""))?.[1];
        const own = columns.map((column) => String(column["name"]));
        const asked = [...(where ?? "").matchAll(/[`"](\w+)[`"](?!\.)/gu)].map((m) => m[1] ?? "");
        return { name: String(name), columns: [...own, ...asked], where };
      }),
  );
}

/** Whether a partial index takes this row. */
async function holds(app: TestApp, row: Row, where: string | undefined): Promise<boolean> {
  if (where === undefined) return true;
  const own = where.replaceAll(/[`"]\w+[`"]\./gu, "");
  const names = Object.keys(row).filter((name) => new RegExp(`\\b${name}\\b`, "u").test(own));
  const columns = names.map((name) => `? as "${name}"`).join(", ");
  const found = await app.run(
    `select 1 as one from (select ${columns}) where ${own}`,
    names.map((name) => row[name] ?? null),
  );
  return found.length > 0;
}

/** The columns that these statements assign in rows that are there, by table. */
export function assignments(statements: readonly string[]): Map<string, Set<string>> {
  const assigned = new Map<string, Set<string>>();
  for (const statement of statements.flatMap((sql) => sql.split(";"))) {
    const clause =
      /\binsert into\s+[`"]?(\w+)[\s\S]*?\bdo update set\b([\s\S]*)$/iu.exec(statement) ??
      /\bupdate\s+[`"]?(\w+)[`"]?\s+set\b([\s\S]*)$/iu.exec(statement);
    if (!clause) continue;
    const [, table = "", sets = ""] = clause;
    const columns = assigned.get(table) ?? new Set();
    for (const part of topLevel(sets)) {
      const column = /^\s*[`"]?(\w+)[`"]?\s*=/u.exec(part)?.[1];
      if (column) columns.add(column);
    }
    assigned.set(table, columns);
  }
  return assigned;
}

/** A list split at the commas that stand in no brackets. */
function topLevel(list: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const letter of list) {
    if (letter === "(") depth++;
    if (letter === ")") depth--;
    if (letter === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return parts;
}

/** The SQL that `work` sends to the database. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const text = await request.clone().text();
    for (const [, sql] of text.matchAll(/"sql":("(?:[^"\\]|\\.)*")/gu)) {
      sent.push(JSON.parse(sql ?? '""') as string);
    }
    return real(request);
  };
  try {
    await work();
  } finally {
    globalThis.fetch = real;
  }
  return sent;
}
