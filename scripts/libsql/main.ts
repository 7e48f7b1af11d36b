import { serveLibsql } from "./server.ts";
import type { Synchronous } from "./statements.ts";

/**
 * The database as a process of its own. Its parent speaks to it over the IPC channel: it hears
 * `{ url }` or `{ code, message }`, and when the channel closes, for whatever reason, the database
 * closes too. Signals are the parent's business: a terminal sends Ctrl-C to every process at once,
 * and the Worker must still find its database while it finishes. A parent that dies by kill -9 can
 * clean up nothing, so it may name processes (`{ endWithParent: pids }`) that must not outlive it.
 */
const { LIBSQL_FILE: file, LIBSQL_TOKEN: token, LIBSQL_PORT, LIBSQL_SYNC } = process.env;
if (!file || !token || !process.send) {
  throw new Error("started by scripts/libsql/process.ts, which passes the file and the token");
}
// The file holds people's answers: it belongs to this user alone.
process.umask(0o077);
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => undefined);

let endWithParent: number[] = [];
process.on("message", (message: { endWithParent: number[] }) => {
  endWithParent = message.endWithParent;
});
process.on("disconnect", () => {
  for (const pid of endWithParent) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended before, as it does when the parent ends in an orderly way.
    }
  }
});

try {
  const server = await serveLibsql({
    file,
    token,
    port: Number(LIBSQL_PORT ?? 0),
    synchronous: (LIBSQL_SYNC ?? "NORMAL") as Synchronous,
  });
  process.on("disconnect", () => {
    const closed = server.close().catch(({ code }: { code?: string }) => {
      // A full or failing disk: the log stays beside the file, and the next start reads both.
      console.error(`The database's log could not be folded into its file (${code}).`);
    });
    void closed.then(() => process.exit(0));
  });
  process.send({ url: server.url });
} catch (error) {
  const { code, message } = error as { code?: string; message: string };
  process.send({ code: code ?? "", message }, () => process.exit(1));
}
