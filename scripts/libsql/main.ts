import { serveLibsql } from "./server.ts";
import type { Synchronous } from "./statements.ts";

/**
 * The database as a process of its own. Its parent speaks to it over the IPC channel: it hears
 * `{ url }` or `{ code, message }`, and when the channel closes, for whatever reason, the database
 * closes too. Signals are the parent's business: a terminal sends Ctrl-C to every process at once,
 * and the Worker must still find its database while it finishes.
 */
const { LIBSQL_FILE: file, LIBSQL_TOKEN: token, LIBSQL_PORT, LIBSQL_SYNC } = process.env;
if (!file || !token || !process.send) {
  throw new Error("started by scripts/libsql/process.ts, which passes the file and the token");
}
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => undefined);

try {
  const server = await serveLibsql({
    file,
    token,
    port: Number(LIBSQL_PORT ?? 0),
    synchronous: (LIBSQL_SYNC ?? "NORMAL") as Synchronous,
  });
  process.on("disconnect", () => void server.close().then(() => process.exit(0)));
  process.send({ url: server.url });
} catch (error) {
  const { code, message } = error as { code?: string; message: string };
  process.send({ code: code ?? "", message }, () => process.exit(1));
}
