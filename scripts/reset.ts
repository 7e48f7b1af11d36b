import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { command, Failure } from "./failure.ts";
import { Connection } from "./libsql/statements.ts";
import { localFiles } from "./local.ts";
import { root } from "./paths.ts";

/** Removes the database, the secrets and the demo file, unless a running Verbatim uses them. */
await command(async () => {
  const { values } = parseArgs({
    options: { data: { type: "string", default: `${root}/.local` } },
  });
  const files = localFiles(resolve(values.data));
  try {
    new Connection(files.database, "NORMAL").close();
  } catch (error) {
    if ((error as { code?: string }).code === "SQLITE_BUSY") {
      throw new Failure(`Verbatim is running on ${files.database}. Stop it first, then reset.`);
    }
  }
  const { database, secrets, demo } = files;
  for (const file of [
    database,
    `${database}-wal`,
    `${database}-shm`,
    `${database}-live.json`,
    secrets,
    demo,
  ]) {
    await rm(file, { force: true });
  }
  console.log(`Removed the data in ${files.folder}. "npm start" begins anew.`);
});
