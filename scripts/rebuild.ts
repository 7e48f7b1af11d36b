import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { command, Failure } from "./failure.ts";
import { appSecret, localFiles } from "./local.ts";
import { root } from "./paths.ts";
import { startProduct } from "./product.ts";
import { rebuildShare } from "./setup.ts";

const USAGE = `npm run rebuild -- [options]
  --url URL         a running installation, with its SETUP_TOKEN in the environment;
                    without it, the database of this folder, which nothing else may have open
  --data FOLDER     folder of the database and the secrets (.local)
  --db FILE         database file (.local/verbatim.db)
  --workspace ID    this workspace alone
  --survey ID       this survey alone`;

type Part = { workspace?: string; survey?: string };

function readOptions() {
  const text = { type: "string" } as const;
  try {
    const { values } = parseArgs({
      options: {
        url: text,
        data: { ...text, default: `${root}/.local` },
        db: text,
        workspace: text,
        survey: text,
      },
    });
    return values;
  } catch (error) {
    throw new Failure(`${(error as Error).message}\n${USAGE}`);
  }
}

/**
 * Recomputes the counters of an installation that answers on `url`, and says how far it is. Killed
 * at any time, it is enough to run it again; answers may arrive meanwhile.
 */
async function rebuild(url: string, token: string, part: Part): Promise<void> {
  let id: string | undefined;
  let said = "";
  for (;;) {
    const reply = await rebuildShare(url, { token, ...part, ...(id && { id }) });
    id = reply.id ?? undefined;
    const { surveys = 0, days = 0, drifted = 0 } = reply.figures;
    const now =
      id === undefined
        ? "Another check is under way; it ends first."
        : `${surveys} surveys done, ${reply.left} to go: ${days} days, ${drifted} of them wrong`;
    if (now !== said) console.log(now);
    if (reply.done) {
      console.log(
        Object.entries(reply.figures)
          .map(([name, n]) => `${name} ${n}`)
          .join(", "),
      );
      return;
    }
    // The same as before: the minute job is at it.
    if (now === said) await sleep(1000);
    said = now;
  }
}

/** Recomputes all counters from the responses: docs/running.md. */
await command(async () => {
  const { url, data, db, workspace, survey } = readOptions();
  const part = { ...(workspace && { workspace }), ...(survey && { survey }) };
  if (url !== undefined) {
    const token = process.env.SETUP_TOKEN;
    if (!token) throw new Failure(`Set SETUP_TOKEN to that of the installation.\n${USAGE}`);
    return rebuild(url.replace(/\/$/, ""), token, part);
  }
  const files = localFiles(resolve(data));
  const token = randomBytes(32).toString("base64url");
  const product = await startProduct({
    file: resolve(db ?? files.database),
    synchronous: "FULL",
    port: 0,
    crons: false,
    bindings: {
      APP_SECRET: await appSecret(files),
      SETUP_TOKEN: token,
      PUBLIC_ORIGIN: "http://127.0.0.1",
    },
  });
  process.once("SIGINT", () => void product.stop().then(() => process.exit(130)));
  try {
    await rebuild(product.url, token, part);
  } finally {
    await product.stop();
  }
});
