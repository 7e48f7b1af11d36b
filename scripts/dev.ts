import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { watch } from "node:fs";
import { parseArgs } from "node:util";
import { build } from "./build.ts";
import { scheduleCrons } from "./cron.ts";
import { command } from "./failure.ts";
import { startLibsqlProcess } from "./libsql/process.ts";
import { appSecret, localFiles } from "./local.ts";
import { migrate } from "./migrate.ts";
import { root } from "./paths.ts";
import { signInLink } from "./setup.ts";
import { readWorkerConfig } from "./worker-config.ts";

function startWrangler(port: string, vars: Record<string, string>): ChildProcess {
  const cli = `${root}/node_modules/wrangler/bin/wrangler.js`;
  const given = Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}:${value}`]);
  const args = [cli, "dev", "--ip", "127.0.0.1", "--port", port, "--live-reload", ...given];
  return spawn(process.execPath, [...args, "--show-interactive-dev-session=false"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false" },
  });
}

/** Builds again after a change below these folders; wrangler watches the Worker's own sources. */
function rebuildOnChange(folders: string[]): void {
  let timer: NodeJS.Timeout | undefined;
  let building = Promise.resolve();
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      building = building
        .then(() => build(["widgets", "console", "data"]))
        .then((built) => console.log(`Built ${built.join(", ") || "nothing"}.`))
        .catch((error: unknown) => console.error(error));
    }, 100);
  };
  for (const folder of folders) watch(`${root}/${folder}`, { recursive: true }, changed);
}

/** Asks again while wrangler starts, and while it reloads. */
async function firstLink(url: string, setupToken: string): Promise<string> {
  let last: unknown;
  for (let i = 0; i < 120; i += 1) {
    try {
      return await signInLink(url, setupToken);
    } catch (error) {
      last = error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  throw last;
}

await command(async () => {
  const { values } = parseArgs({ options: { port: { type: "string", default: "8787" } } });
  const files = localFiles(`${root}/.local`);
  const secret = await appSecret(files);
  await build();
  const token = randomBytes(24).toString("base64url");
  const setupToken = randomBytes(32).toString("base64url");
  const database = await startLibsqlProcess({ file: files.database, token });
  await migrate({ url: database.url, token });
  const url = `http://127.0.0.1:${values.port}`;
  const wrangler = startWrangler(values.port, {
    DATABASE_URL: database.url,
    DATABASE_TOKEN: token,
    APP_SECRET: secret,
    SETUP_TOKEN: setupToken,
    PUBLIC_ORIGIN: url,
    INGEST_LIMIT: "100000",
    LOCAL: "1",
  });
  const { crons } = await readWorkerConfig();
  const stopCrons = scheduleCrons(crons, (cron) =>
    fetch(`${url}/cdn-cgi/local/scheduled?cron=${encodeURIComponent(cron)}`),
  );
  const stop = async () => {
    wrangler.kill("SIGINT");
    await stopCrons();
    await database.stop();
    process.exit(0);
  };
  process.on("SIGINT", () => void stop());
  process.on("SIGTERM", () => void stop());
  process.on("exit", () => void wrangler.kill("SIGINT"));
  wrangler.on("exit", () => void stop());
  rebuildOnChange(["widgets", "admin", "domain"]);
  console.log(`\nConsole: ${await firstLink(url, setupToken)}\n`);
});
