import { randomBytes } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { writeAtomic } from "./files.ts";
import { Failure } from "./failure.ts";

/** What the demo workspace offers to whoever tries the product (written to `demo.json`). */
export interface DemoFile {
  url: string;
  /** The database that it describes. */
  database: string;
  siteKey: string;
  apiKey: string;
  signInUrl: string;
  surveys: Record<string, { id: string; slug: string; score: string; text: string }>;
  oneClick: string[];
}

export interface LocalFiles {
  folder: string;
  database: string;
  secrets: string;
  demo: string;
}

/** The files of one installation, all in one folder. */
export function localFiles(folder: string): LocalFiles {
  return {
    folder,
    database: `${folder}/verbatim.db`,
    secrets: `${folder}/secrets.json`,
    demo: `${folder}/demo.json`,
  };
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw new Failure(
      `The file ${path} cannot be read (${code}). Give this user permission to read it, or run "npm run reset" to begin anew.`,
    );
  }
}

/** The secret that every key of the installation derives from; made on the first start. */
export async function appSecret({ folder, secrets, database }: LocalFiles): Promise<string> {
  const text = await readIfThere(secrets);
  if (text === undefined) {
    // Another secret would silently break every session, key and mailed link of a kept database.
    if (
      await stat(database).then(
        () => true,
        () => false,
      )
    ) {
      throw new Failure(
        `The folder ${folder} holds a database but not its secrets.json. Put the file back, or run "npm run reset" to begin anew.`,
      );
    }
    const secret = randomBytes(32).toString("base64url");
    await write(secrets, { APP_SECRET: secret });
    return secret;
  }
  const secret = parse(text)?.APP_SECRET;
  if (typeof secret === "string" && secret.length >= 32) return secret;
  throw new Failure(
    `The file ${secrets} is damaged. Put a backup in its place, or run "npm run reset" to begin anew.`,
  );
}

/** The demo file of this database; nothing when there is none or it was half written. */
export async function readDemo(files: LocalFiles, database: string): Promise<DemoFile | undefined> {
  const demo = parse((await readIfThere(files.demo)) ?? "") as DemoFile | undefined;
  return demo?.database === database && Array.isArray(demo.oneClick) ? demo : undefined;
}

/** Writes the demo file; it holds a sign-in link and a key, so only its owner may read it. */
export async function writeDemo(files: LocalFiles, demo: DemoFile): Promise<void> {
  await write(files.demo, demo);
}

async function write(path: string, value: unknown): Promise<void> {
  await writeAtomic(path, `${JSON.stringify(value, null, 2)}\n`, 0o600).catch(
    ({ code }: NodeJS.ErrnoException) => {
      throw new Failure(
        `There is no permission to write ${path} (${code}). Give this user write permission for its folder, or choose another folder with --data FOLDER.`,
      );
    },
  );
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === "object" && value !== null
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
