import { constants } from "node:fs";
import { access, chmod, copyFile, open, rename, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { command, Failure } from "./failure.ts";
import { Connection } from "./libsql/statements.ts";
import type { HoldRequest } from "./libsql/server.ts";
import { findLive } from "./live.ts";
import { localFiles } from "./local.ts";
import type { DatabaseAddress } from "./migrate.ts";
import { root } from "./paths.ts";

const USAGE = `npm run backup -- FILE [options]
  FILE           the copy that is made; nothing may be there
  --data FOLDER  folder of the database (.local, or DATA)
  --db FILE      database file (verbatim.db in that folder, or DATABASE_FILE)`;

/** How long the database keeps its file still without hearing of the copy, and how often it hears. */
const HOLD_MS = 60_000;
const EXTEND_MS = 10_000;

const text = { type: "string" } as const;
const OPTIONS = {
  data: text,
  db: text,
  erasures: text,
  "forget-erasures": { type: "boolean" },
} as const;

/** The one file that a command is given, and the database that it is about. */
export function readFileOptions(usage: string, more: ("erasures" | "forget-erasures")[] = []) {
  let given;
  try {
    given = parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Failure(`${(error as Error).message}\n${usage}`);
  }
  const { values, positionals } = given;
  const [file, ...rest] = positionals;
  const known = new Set(["data", "db", ...more]);
  if (file === undefined || rest.length > 0 || Object.keys(values).some((n) => !known.has(n)))
    throw new Failure(usage);
  const { DATA = `${root}/.local`, DATABASE_FILE } = process.env;
  const files = localFiles(resolve(values.data ?? DATA));
  const database = resolve(values.db ?? DATABASE_FILE ?? files.database);
  return { file: resolve(file), files, database, values };
}

/**
 * Writes a consistent copy of a database: as it was at one moment, one file, without what deletes
 * left behind. A running one goes on answering: its commits wait in its log while the file is read.
 * @throws Failure when there is no such database, or something is at `target`
 */
export async function backup(database: string, target: string): Promise<void> {
  if (!(await isThere(database))) {
    throw new Failure(`There is no database at ${database}. Pass --data FOLDER or --db FILE.`);
  }
  if (await isThere(target)) {
    throw new Failure(`${target} is there already. Choose another name: no backup is overwritten.`);
  }
  const [copy, compact] = [`${target}.${process.pid}.copy`, `${target}.${process.pid}.new`];
  try {
    const live = await findLive(database);
    if (live) await copyHeld(live, database, copy);
    compacted(live ? copy : database, compact);
    await chmod(compact, 0o600);
    await flushed(compact);
    await rename(compact, target);
  } finally {
    for (const rest of [copy, `${copy}-wal`, compact]) await rm(rest, { force: true });
  }
}

/** Copies the file of a running database while it holds it still. */
async function copyHeld(live: DatabaseAddress, database: string, copy: string): Promise<void> {
  const { id } = await hold(live, { ms: HOLD_MS });
  const more = setInterval(() => void hold(live, { id, ms: HOLD_MS }).catch(() => 0), EXTEND_MS);
  try {
    await copyFile(database, copy, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  } finally {
    clearInterval(more);
    await hold(live, { id, ms: 0 });
  }
}

/** @throws Failure when the database is busy with another backup, or the hold has ended */
async function hold(
  { url, token }: DatabaseAddress,
  request: HoldRequest,
): Promise<{ id: number }> {
  const reply = await fetch(`${url}/hold`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(request),
  });
  if (reply.status === 200) return (await reply.json()) as { id: number };
  throw new Failure("The database is busy, or another backup runs. Run the command again.");
}

/** Writes the content of a database that nobody serves into a new file, without free space. */
export function compacted(database: string, target: string): void {
  let connection;
  try {
    connection = new Connection(database, "FULL");
  } catch (error) {
    if ((error as { code?: string }).code !== "SQLITE_BUSY") throw error;
    throw new Failure(
      `The database ${database} is in use by a Verbatim of another user or release. Run this as that user, or stop it first.`,
    );
  }
  try {
    connection.run("VACUUM INTO ?", { args: [{ type: "text", value: target }] });
  } finally {
    connection.close();
  }
}

async function flushed(path: string): Promise<void> {
  const file = await open(path, "r+");
  await file.sync();
  await file.close();
}

export async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** `npm run backup -- FILE`: docs/data-life.md. */
export const main = () =>
  command(async () => {
    process.umask(0o077);
    const { file, database } = readFileOptions(USAGE);
    await backup(database, file);
    console.log(
      `Backed up ${database} to ${file}. Keep secrets.json (or APP_SECRET) with it, in another place.`,
    );
  });
