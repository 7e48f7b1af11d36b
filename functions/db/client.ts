import { createClient } from "@libsql/client/web";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import { drizzle } from "drizzle-orm/libsql/web";
import type { Database } from "./pipeline.ts";
import * as schema from "./schema/index.ts";

export type Db = LibSQLDatabase<typeof schema>;

/**
 * A drizzle database for one request. Never share it between requests: the client's promise limit
 * crosses request contexts and hangs the isolate for good (ARCHITECTURE, toolchain facts).
 */
export function connect({ url, token }: Database): Db {
  return drizzle(createClient({ url, authToken: token }), { schema });
}
