import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { build } from "./build.ts";
import { scheduleCrons } from "./cron.ts";
import { Failure } from "./failure.ts";
import { announce, withdraw } from "./live.ts";
import { startLibsqlProcess, type LibsqlProcess } from "./libsql/process.ts";
import type { Synchronous } from "./libsql/statements.ts";
import { migrate } from "./migrate.ts";
import { startWorkerd, type Workerd } from "./workerd.ts";

export interface ProductOptions {
  /** Absolute path of the database file. */
  file: string;
  synchronous: Synchronous;
  /** Loopback port of the Worker; 0 takes a free one. */
  port: number;
  /** What the Worker is given beside the database's address. */
  bindings: Record<string, string>;
  /** Whether the cron table of wrangler.toml fires by the clock. */
  crons: boolean;
}

export interface Product {
  url: string;
  database: LibsqlProcess;
  databaseToken: string;
  worker: Workerd;
  /** Ends everything in order: crons, Worker, database. */
  stop(): Promise<void>;
}

/** The whole product on this machine: database, migrations, build, Worker, crons. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const token = randomBytes(24).toString("base64url");
  const database = await openDatabase(options.file, token, options.synchronous);
  try {
    await announce(options.file, { url: database.url, token });
    const migrated = migrate({ url: database.url, token }).catch((error: unknown) => {
      throw migrationFailure(options.file, error);
    });
    const [built] = await Promise.all([build(), migrated]);
    if (built.length > 0) console.log(`Built ${built.join(", ")}.`);
    const worker = await startWorkerd({
      port: options.port,
      bindings: { ...options.bindings, DATABASE_URL: database.url, DATABASE_TOKEN: token },
      onPids: (pids) => database.endWithParent(pids),
    });
    const stopCrons = options.crons ? scheduleCrons(worker.crons, worker.scheduled) : undefined;
    return {
      url: worker.url,
      database,
      databaseToken: token,
      worker,
      async stop() {
        await stopCrons?.();
        await worker.stop();
        await withdraw(options.file);
        await database.stop();
      },
    };
  } catch (error) {
    await withdraw(options.file);
    await database.stop();
    throw error;
  }
}

async function openDatabase(file: string, token: string, synchronous: Synchronous) {
  try {
    await mkdir(dirname(file), { recursive: true });
    return await startLibsqlProcess({ file, token, synchronous });
  } catch (error) {
    throw openFailure(file, error as { code?: string; message: string });
  }
}

/** The sentence for each way in which a database file cannot be opened. */
function openFailure(file: string, error: { code?: string; message: string }): Error {
  const another = "pass another file with --db FILE";
  switch (error.code) {
    case "SQLITE_BUSY":
      return new Failure(
        `The database ${file} is in use by another Verbatim. Stop that one, or ${another}.`,
      );
    case "SQLITE_NOTADB":
    case "SQLITE_CORRUPT":
      return new Failure(
        `The file ${file} is damaged or is not a database. Put a backup in its place, run "npm run reset" to begin anew, or ${another}.`,
      );
    case "SQLITE_READONLY":
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new Failure(
        `There is no permission to write ${file}. Give this user write permission for the file and its folder, or ${another}.`,
      );
    default:
      if (
        error.message.includes("Unable to open") ||
        error.code === "ENOTDIR" ||
        error.code === "EEXIST"
      ) {
        return new Failure(
          `The database ${file} cannot be opened. Check that it is a file and that this user may write to its folder, or ${another}.`,
        );
      }
      return error instanceof Error ? error : new Error(error.message);
  }
}

function migrationFailure(file: string, cause: unknown): Error {
  const text = String((cause as { cause?: unknown }).cause ?? cause);
  if (/malformed|not a database/.test(text)) {
    return openFailure(file, { code: "SQLITE_CORRUPT", message: text });
  }
  if (/already exists/.test(text)) {
    return new Failure(
      `The database ${file} holds tables that Verbatim did not make. Pass another file with --db FILE.`,
    );
  }
  return new Error(`The database ${file} could not be migrated`, { cause });
}
