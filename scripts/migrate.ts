import { createClient } from "@libsql/client/web";
import { drizzle } from "drizzle-orm/libsql/web";
import { migrate as applyFolder } from "drizzle-orm/libsql/migrator";
import { migrationsFolder } from "./paths.ts";

export interface DatabaseAddress {
  url: string;
  token: string;
}

/** Brings a libSQL database, local or hosted, to the newest schema; one transaction, safe to repeat. */
export async function migrate({ url, token }: DatabaseAddress): Promise<void> {
  const client = createClient({ url, authToken: token });
  try {
    await applyFolder(drizzle(client), { migrationsFolder });
  } finally {
    client.close();
  }
}
