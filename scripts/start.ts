import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { command, Failure } from "./failure.ts";
import {
  appSecret,
  localFiles,
  readDemo,
  writeDemo,
  type DemoFile,
  type LocalFiles,
} from "./local.ts";
import { root } from "./paths.ts";
import { startProduct, type Product } from "./product.ts";
import { seedDemo, signInLink } from "./setup.ts";
import { stopOnSignal } from "./signals.ts";

const USAGE = `npm start -- [options]
  --port PORT    port on this machine (8787)
  --empty        no demo workspace
  --db FILE      database file (.local/verbatim.db)
  --data FOLDER  folder of the database, the secrets and demo.json (.local)`;

interface Options {
  port: number;
  empty: boolean;
  database: string;
  files: LocalFiles;
}

function readOptions(): Options {
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        port: { type: "string", default: "8787" },
        empty: { type: "boolean", default: false },
        db: { type: "string" },
        data: { type: "string", default: `${root}/.local` },
        help: { type: "boolean", default: false },
      },
    }));
  } catch (error) {
    throw new Failure(`${(error as Error).message}\n${USAGE}`);
  }
  if (values.help) throw new Failure(USAGE);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Failure(
      `"${values.port}" is not a port. Pass a number between 1 and 65535 with --port PORT.`,
    );
  }
  const files = localFiles(resolve(values.data));
  return { port, empty: values.empty, files, database: resolve(values.db ?? files.database) };
}

/** Workerd reports a taken port late and in its own words, so it is tried first. */
async function checkPort(port: number): Promise<void> {
  await new Promise<void>((free, refuse) => {
    const probe = createServer();
    probe.once("error", ({ code }: NodeJS.ErrnoException) => {
      const why =
        code === "EACCES" ? "may not be opened by this user" : "is taken by another program";
      refuse(
        new Failure(`Port ${port} ${why}. Choose another one: npm start -- --port ${port + 1}`),
      );
    });
    probe.listen(port, "127.0.0.1", () => probe.close(() => free()));
  });
}

/** The demo workspace of this database, seeded when there is none, its links on today's origin. */
async function demoWorkspace(
  { files, database }: Options,
  url: string,
  setupToken: string,
): Promise<DemoFile> {
  const known = await readDemo(files, database);
  if (!known) console.log("Filling the demo workspace ...");
  const content = known ?? (await seedDemo(url, setupToken));
  const before = known?.url ?? url;
  const signInUrl = await signInLink(url, setupToken);
  const demo: DemoFile = {
    ...content,
    url,
    database,
    signInUrl,
    oneClick: content.oneClick.map((link) => link.replace(before, url)),
  };
  await writeDemo(files, demo);
  return demo;
}

function links(url: string, signInUrl: string, demo: DemoFile | undefined): string {
  const slug = Object.values(demo?.surveys ?? {})[0]?.slug;
  const lines = [
    ["Console", signInUrl],
    ...(demo && slug
      ? [
          ["Demo shop", `${url}/demo/shop`],
          ["Hosted survey", `${url}/s/${slug}`],
          ["E-mail preview", `${url}/demo/mail`],
        ]
      : []),
    ["API docs", `${url}/docs`],
  ];
  const list = lines.map(([name = "", link]) => `  ${name.padEnd(16)}${link}`).join("\n");
  return `\nVerbatim is ready.\n\n${list}\n\nThe console link signs you in once; Ctrl-C stops everything.\n`;
}

await command(async () => {
  const options = readOptions();
  await checkPort(options.port);
  const secret = await appSecret(options.files);
  const url = `http://127.0.0.1:${options.port}`;
  const setupToken = randomBytes(32).toString("base64url");
  const product: Product = await startProduct({
    file: options.database,
    synchronous: "NORMAL",
    port: options.port,
    crons: true,
    bindings: {
      APP_SECRET: secret,
      SETUP_TOKEN: setupToken,
      PUBLIC_ORIGIN: url,
      INGEST_LIMIT: "100000",
      LOCAL: "1",
    },
  });
  stopOnSignal(product);
  const demo = options.empty ? undefined : await demoWorkspace(options, url, setupToken);
  console.log(links(url, demo?.signInUrl ?? (await signInLink(url, setupToken)), demo));
});
