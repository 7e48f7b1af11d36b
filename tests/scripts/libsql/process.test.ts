import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client/web";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startLibsqlProcess, type LibsqlProcess } from "../../../scripts/libsql/process.ts";

const token = "t0ken";
let folder: string;
let running: LibsqlProcess[];
const start = async (file = join(folder, "test.db")) => {
  const started = await startLibsqlProcess({ file, token, synchronous: "FULL" });
  running.push(started);
  return started;
};
const connect = ({ url }: LibsqlProcess) => createClient({ url, authToken: token });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "verbatim-"));
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((child) => child.kill()));
  rmSync(folder, { recursive: true });
});

it("keeps every acknowledged write of 200 at once over kill -9", async () => {
  const first = await start();
  await connect(first).execute("CREATE TABLE item (id INTEGER PRIMARY KEY) STRICT");
  const acknowledged = await Promise.all(
    Array.from({ length: 200 }, async (_, id) => {
      // A client of its own each, as the Worker has one per request.
      await connect(first).execute({ sql: "INSERT INTO item VALUES (?)", args: [id] });
      return id;
    }),
  );
  await first.kill();
  const { rows } = await connect(await start()).execute("SELECT id FROM item ORDER BY id");
  expect(rows.map(({ id }) => id)).toEqual(acknowledged);
});

it("gives an orderly end one file and no log", async () => {
  const child = await start();
  await connect(child).execute("CREATE TABLE item (id INTEGER PRIMARY KEY) STRICT");
  await child.stop();
  expect(readdirSync(folder)).toEqual(["test.db"]);
});

it("refuses a file that another process has open, and takes it after kill -9", async () => {
  const first = await start();
  await expect(start()).rejects.toMatchObject({ code: "SQLITE_BUSY" });
  await first.kill();
  await expect(start()).resolves.toBeDefined();
});

it("refuses a file that is no database", async () => {
  const file = join(folder, "notes.txt");
  writeFileSync(file, "not a database ".repeat(300));
  await expect(start(file)).rejects.toMatchObject({ code: "SQLITE_NOTADB" });
});
