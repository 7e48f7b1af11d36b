import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./build.ts";
import { command, Failure } from "./failure.ts";
import { migrate } from "./migrate.ts";
import { root } from "./paths.ts";
import { signInLink } from "./setup.ts";

const SECRETS = ["APP_SECRET", "DATABASE_URL", "DATABASE_TOKEN", "SETUP_TOKEN"];
const OPTIONAL_SECRETS = [
  "MAIL_SMTP_URL",
  "MAIL_URL",
  "MAIL_KEY",
  "MAIL_FROM",
  "MAIL_FROM_DOMAINS",
];

/** Runs wrangler; its output goes to the terminal, or is returned when `quiet`. */
function wrangler(args: string[], quiet = false): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const cli = `${root}/node_modules/wrangler/bin/wrangler.js`;
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: root,
      stdio: ["inherit", quiet ? "pipe" : "inherit", quiet ? "ignore" : "inherit"],
    });
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Names of the secrets that the deployed Worker has; none before the first deployment. */
async function deployedSecrets(): Promise<string[]> {
  const { code, output } = await wrangler(["secret", "list", "--format", "json"], true);
  if (code !== 0) return [];
  return (JSON.parse(output) as { name: string }[]).map(({ name }) => name);
}

function environment(names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  );
}

async function deployWith(secrets: Record<string, string>, origin: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "verbatim-deploy-"));
  try {
    const file = join(folder, "secrets.json");
    await writeFile(file, JSON.stringify(secrets), { mode: 0o600 });
    const { code } = await wrangler([
      "deploy",
      "--secrets-file",
      file,
      "--var",
      `PUBLIC_ORIGIN:${origin}`,
    ]);
    if (code !== 0) throw new Failure("wrangler did not deploy; its message stands above.");
  } finally {
    await rm(folder, { recursive: true });
  }
}

await command(async () => {
  const { DATABASE_URL: url, DATABASE_TOKEN: token, PUBLIC_ORIGIN: origin } = process.env;
  if (!url || !token || !origin) {
    throw new Failure(
      "Set DATABASE_URL, DATABASE_TOKEN and PUBLIC_ORIGIN. docs/deploy.md says where they come from.",
    );
  }
  const deployed = await deployedSecrets();
  const missing = SECRETS.filter((name) => !process.env[name] && !deployed.includes(name));
  if (missing.length > 0) {
    throw new Failure(
      `The Worker lacks ${missing.join(" and ")}. Set ${missing.length > 1 ? "them" : "it"} in the environment for this deployment; docs/deploy.md says how to make ${missing.length > 1 ? "them" : "it"}.`,
    );
  }
  await build();
  console.log("Applying migrations ...");
  await migrate({ url, token });
  await deployWith(environment([...SECRETS, ...OPTIONAL_SECRETS]), origin);
  const { ADMIN_EMAIL: email, SETUP_TOKEN: setupToken } = process.env;
  if (email && setupToken) {
    console.log(`\nSign in once as ${email}: ${await signInLink(origin, setupToken, email)}`);
  }
});
