import { createClient } from "@libsql/client/web";
import { command, Failure } from "./failure.ts";
import { eraseAgain, erasedIn } from "./erased.ts";
import { migrate } from "./migrate.ts";

const USAGE = `OLD_DATABASE_URL=... OLD_DATABASE_TOKEN=... DATABASE_URL=... DATABASE_TOKEN=... APP_SECRET=... npm run reapply
  OLD_DATABASE_*  the hosted database as it was used until now
  DATABASE_*      the one that went back in time and takes its place
  APP_SECRET      of the installation`;

/** Erases in a hosted database that was restored who was erased since: docs/data-life.md. */
await command(async () => {
  const { OLD_DATABASE_URL, OLD_DATABASE_TOKEN = "", DATABASE_URL, DATABASE_TOKEN } = process.env;
  const { APP_SECRET } = process.env;
  if (!OLD_DATABASE_URL || !DATABASE_URL || !APP_SECRET) throw new Failure(USAGE);
  const old = createClient({ url: OLD_DATABASE_URL, authToken: OLD_DATABASE_TOKEN });
  const known = await erasedIn(async (sql) => {
    const { rows, columns } = await old.execute(sql);
    return rows.map((row) => columns.map((_, i) => row[i]));
  });
  old.close();
  const restored = { url: DATABASE_URL, token: DATABASE_TOKEN ?? "" };
  await migrate(restored);
  const erased = await eraseAgain(restored, APP_SECRET, known);
  console.log(`${erased} people and addresses that were erased since are erased again.`);
});
