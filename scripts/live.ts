import { readFile, rm } from "node:fs/promises";
import type { DatabaseAddress } from "./migrate.ts";
import { writeAtomic } from "./files.ts";

/** Where a database that is being served says so, for commands of the same user. */
const liveFile = (database: string) => `${database}-live.json`;

/** Tells commands on this machine how to reach a database file that this process serves. */
export async function announce(database: string, address: DatabaseAddress): Promise<void> {
  await writeAtomic(liveFile(database), JSON.stringify(address), 0o600);
}

export async function withdraw(database: string): Promise<void> {
  await rm(liveFile(database), { force: true });
}

/** The server of a database file, when one answers; a file that a kill left behind says nothing. */
export async function findLive(database: string): Promise<DatabaseAddress | undefined> {
  try {
    const address = JSON.parse(await readFile(liveFile(database), "utf8")) as DatabaseAddress;
    const reply = await fetch(`${address.url}/health`, {
      headers: { authorization: `Bearer ${address.token}` },
    });
    return reply.ok ? address : undefined;
  } catch {
    return undefined;
  }
}
