import { randomBytes } from "node:crypto";
import { copyFile, link, rename, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { compacted, isThere, readFileOptions } from "./backup.ts";
import { type Erased, eraseAgain, erasedIn } from "./erased.ts";
import { command, Failure } from "./failure.ts";
import { serveLibsql } from "./libsql/server.ts";
import { Connection } from "./libsql/statements.ts";
import { decodeValue } from "./libsql/values.ts";
import { appSecret, type LocalFiles } from "./local.ts";
import { migrate } from "./migrate.ts";

const USAGE = `npm run restore -- FILE [options]
  FILE                what npm run backup made
  --erasures FILE     a newer backup to read later erasures from, when the database is lost
  --forget-erasures   restore although nothing tells who was erased after the backup was made
  --data FOLDER       folder of the database and the secrets (.local, or DATA)
  --db FILE           database file (verbatim.db in that folder, or DATABASE_FILE)`;

export interface Restored {
  /** People and addresses that were erased again. */
  erased: number;
  /** Where the database that was replaced is now. */
  aside: string | undefined;
}

/**
 * Puts a backup in the place of a database. All work is done on a copy beside it: who was erased
 * after the backup is erased again, the schema is brought forward, then the files change places.
 * Killed before that, nothing has happened. The database that is replaced is kept.
 * @param secret APP_SECRET of the installation, under which erased people are known
 * @param from tells later erasures in place of the database: a newer backup, or "nobody"
 * @throws Failure when a Verbatim runs on the database, or nothing tells who was erased
 */
export async function restore(
  file: string,
  database: string,
  secret: string,
  from?: string,
): Promise<Restored> {
  const copy = `${database}.restoring`;
  const compact = `${database}.restored`;
  // Held until the files change places, so that nothing starts on what is replaced.
  let present = await held(database);
  try {
    const known: Erased =
      from === "nobody" ? new Map() : await knownErasures(present, database, from);
    if (!(await isThere(file))) throw new Failure(`There is no backup at ${file}.`);
    await copyFile(file, copy);
    const erased = await broughtForward(copy, file, secret, known);
    await rm(compact, { force: true });
    compacted(copy, compact);
    present?.close();
    present = undefined;
    return { erased, aside: await changePlaces(database, compact) };
  } finally {
    present?.close();
    for (const rest of [copy, `${copy}-wal`, compact]) await rm(rest, { force: true });
  }
}

/** The database that is to be replaced; undefined when it is not there or cannot be read. */
async function held(database: string): Promise<Connection | undefined> {
  if (!(await isThere(database))) return undefined;
  try {
    return new Connection(database, "FULL");
  } catch (error) {
    if ((error as { code?: string }).code === "SQLITE_BUSY") {
      throw new Failure(`Verbatim is running on ${database}. Stop it first, then restore.`);
    }
    return undefined;
  }
}

async function knownErasures(
  present: Connection | undefined,
  database: string,
  from: string | undefined,
): Promise<Erased> {
  if (from !== undefined && !(await isThere(from))) throw new Failure(`There is no file ${from}.`);
  const source = from === undefined ? present : new Connection(from, "FULL");
  try {
    if (source) {
      return await erasedIn((sql) => source.run(sql).rows.map((row) => row.map(decodeValue)));
    }
  } catch {
    // Damaged further in: said below.
  } finally {
    if (source !== present) source?.close();
  }
  throw new Failure(
    `Nothing tells who was erased after the backup was made, because ${from ?? database} cannot be read. Name a newer backup with --erasures FILE, or pass --forget-erasures and erase those people again by hand.`,
  );
}

/** Migrates a copy and erases in it who was erased since. @returns how many */
async function broughtForward(
  copy: string,
  file: string,
  secret: string,
  known: Erased,
): Promise<number> {
  const token = randomBytes(24).toString("base64url");
  const server = await serveLibsql({ file: copy, token, synchronous: "FULL" }).catch(() => {
    throw new Failure(`${file} is damaged or is no backup.`);
  });
  try {
    await migrate({ url: server.url, token }).catch(() => {
      throw new Failure(`${file} is damaged or is no backup.`);
    });
    return await eraseAgain({ url: server.url, token }, secret, known);
  } finally {
    await server.close();
  }
}

/** @returns where the database that was there is now; a damaged one keeps its log */
async function changePlaces(database: string, restored: string): Promise<string | undefined> {
  if (!(await isThere(database))) {
    await rename(restored, database);
    return undefined;
  }
  const aside = `${database}.replaced-${new Date().toISOString().replaceAll(/[:.]/gu, "-")}`;
  await link(database, aside);
  if (await isThere(`${database}-wal`)) await rename(`${database}-wal`, `${aside}-wal`);
  await rename(restored, database);
  return aside;
}

/** The secret as it is: one that is made now would know none of the erased. */
async function knownSecret(files: LocalFiles): Promise<string> {
  if (await isThere(files.secrets)) return appSecret(files);
  throw new Failure(
    `There is no ${files.secrets}. Put the one of this installation there, or set APP_SECRET: without it nobody who was erased is known.`,
  );
}

/** `npm run restore -- FILE`: docs/data-life.md. */
export const main = () =>
  command(async () => {
    process.umask(0o077);
    const options = readFileOptions(USAGE, ["erasures", "forget-erasures"]);
    const { file, database, files, values } = options;
    const secret = process.env["APP_SECRET"] ?? (await knownSecret(files));
    const { erasures, "forget-erasures": forget } = values;
    const from = erasures === undefined ? undefined : resolve(erasures);
    const restored = await restore(file, database, secret, forget ? "nobody" : from);
    console.log(
      [
        `Restored ${file} to ${database}.`,
        `${restored.erased} people and addresses that were erased since are erased again.`,
        ...(restored.aside ? [`What it replaced is ${restored.aside}.`] : []),
      ].join("\n"),
    );
  });
