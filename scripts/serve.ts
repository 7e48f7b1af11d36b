import { resolve } from "node:path";
import { command, Failure } from "./failure.ts";
import { startFront } from "./front.ts";
import { appSecret, localFiles } from "./local.ts";
import { root } from "./paths.ts";
import { startProduct } from "./product.ts";
import { stopOnSignal } from "./signals.ts";

/** Variables that go to the Worker as they are when they are set. */
const PASSED = [
  "INGEST_LIMIT",
  "MAIL_SMTP_URL",
  "MAIL_FROM_DOMAINS",
  "SETUP_TOKEN",
  "MAIL_URL",
  "MAIL_KEY",
  "MAIL_FROM",
  "WEBHOOK_ALLOW",
];

function required(name: string, why: string): string {
  const value = process.env[name];
  if (!value) throw new Failure(`Set ${name}: ${why}. docs/running.md lists every variable.`);
  return value;
}

await command(async () => {
  const { PORT = "8787", HOST = "127.0.0.1", DATA = `${root}/.local`, BEHIND_PROXY } = process.env;
  const files = localFiles(resolve(DATA));
  const origin = required(
    "PUBLIC_ORIGIN",
    "the address that visitors use, like https://voice.example.com",
  );
  const secret = process.env.APP_SECRET ?? (await appSecret(files));
  const product = await startProduct({
    file: resolve(process.env.DATABASE_FILE ?? files.database),
    synchronous: "FULL",
    port: 0,
    crons: true,
    bindings: {
      APP_SECRET: secret,
      PUBLIC_ORIGIN: origin,
      ...Object.fromEntries(
        PASSED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
      ),
    },
  });
  const front = await startFront({
    host: HOST,
    port: Number(PORT),
    target: product.url,
    behindProxy: BEHIND_PROXY === "1",
  }).catch(async ({ code }: NodeJS.ErrnoException) => {
    await product.stop();
    throw new Failure(
      `${HOST}:${PORT} cannot be opened (${code}). Choose another one with PORT and HOST.`,
    );
  });
  stopOnSignal(product, front.stop);
  console.log(`Verbatim answers on http://${HOST}:${front.port} for ${origin}.`);
});
