import { createClient } from "@libsql/client/http";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import { drizzle } from "drizzle-orm/libsql/http";
import { AppError } from "../errors.ts";
import type { Database } from "./pipeline.ts";
import * as schema from "./schema/index.ts";

export type Db = LibSQLDatabase<typeof schema>;

/** The console's queries may take longer than an ingest, but no page waits for ever. */
const DEADLINE_MS = 10_000;

/**
 * A drizzle database for one request. Never share it between requests: the client's promise limit
 * crosses request contexts and hangs the isolate for good (ARCHITECTURE, toolchain facts).
 */
export function connect({ url, token }: Database): Db {
  return drizzle(createClient({ url, authToken: token, fetch: reach }), { schema });
}

/** fetch, but a database that cannot be reached is told apart from one that refuses a statement. */
async function reach(request: Request): Promise<Response> {
  const response = await fetch(request, { signal: AbortSignal.timeout(DEADLINE_MS) }).catch(() => {
    throw new AppError("unavailable");
  });
  if (response.status >= 500) throw new AppError("unavailable");
  return response;
}
