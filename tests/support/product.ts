import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, type Client, type InArgs, type Value } from "@libsql/client/web";
import type { Row } from "../../functions/db/pipeline.ts";
import { startLibsqlProcess, type LibsqlProcess } from "../../scripts/libsql/process.ts";
import type { Synchronous } from "../../scripts/libsql/statements.ts";
import type { DemoFile } from "../../scripts/local.ts";
import { migrate } from "../../scripts/migrate.ts";
import { seedDemo, signInLink } from "../../scripts/setup.ts";
import { startFront, type Front, type FrontOptions } from "../../scripts/front.ts";
import { startWorkerd, type Workerd } from "../../scripts/workerd.ts";
import { freePort } from "../../scripts/ports.ts";
import { FaultProxy } from "./faults/proxy.ts";

export interface TestProductOptions {
  /** Overrides what the Worker is given, for example `{ INGEST_LIMIT: "3" }`. */
  bindings?: Record<string, string>;
  /** FULL for tests about durability. */
  synchronous?: Synchronous;
  /** Puts a line with faults between Worker and database: `product.line`. */
  line?: boolean;
  /** Puts the front of `npm run serve` before the Worker: `product.frontUrl`. */
  front?: Partial<FrontOptions>;
  /** Folder of the database file, which outlives the product; one of its own unless told. */
  folder?: string;
  /** Serves the Worker in another way than startWorkerd(). */
  serve?: typeof startWorkerd;
}

/**
 * The real product in a folder of its own: the database server in its process, the built Worker on
 * workerd, random ports. Crons fire when a test says so. `await using` or `stop()` ends it.
 */
export class TestProduct implements AsyncDisposable {
  readonly #options: TestProductOptions;
  readonly #folder: string;
  readonly #databaseToken = randomBytes(24).toString("base64url");
  readonly #appSecret = randomBytes(32).toString("base64url");
  readonly setupToken = randomBytes(32).toString("base64url");
  #database!: LibsqlProcess;
  #worker!: Workerd;
  #line: FaultProxy | undefined;
  #front: Front | undefined;
  #pids: number[] = [];

  private constructor(options: TestProductOptions, folder: string) {
    this.#options = options;
    this.#folder = folder;
  }

  static async start(options: TestProductOptions = {}): Promise<TestProduct> {
    const folder = options.folder ?? (await mkdtemp(join(tmpdir(), "verbatim-test-")));
    const product = new TestProduct(options, folder);
    await product.startDatabase();
    await migrate({ url: product.#database.url, token: product.#databaseToken });
    if (options.line) product.#line = await FaultProxy.open(portOf(product.databaseUrl));
    await product.startWorker();
    if (options.front) {
      const own = { host: "127.0.0.1", port: 0, target: product.url, behindProxy: false };
      product.#front = await startFront({ ...own, ...options.front });
    }
    return product;
  }

  /** Origin of the running Worker, without a slash at the end. It stays over restarts. */
  get url(): string {
    return this.#worker.url;
  }

  get databaseUrl(): string {
    return this.#database.url;
  }

  /** The line between Worker and database, where the options asked for one. */
  get line(): FaultProxy {
    if (!this.#line) throw new Error("start the product with { line: true }");
    return this.#line;
  }

  /** Where visitors come in, through the front. */
  get frontUrl(): string {
    if (!this.#front) throw new Error("start the product with { front: {} }");
    return `http://127.0.0.1:${this.#front.port}`;
  }

  /** Process ids, for looking at what each uses. */
  get pids(): { worker: number; database: number } {
    return { worker: this.#pids[0] ?? 0, database: this.#database.pid };
  }

  /** A client of the database itself, to look at what was stored. */
  client(): Client {
    return createClient({ url: this.databaseUrl, authToken: this.#databaseToken });
  }

  /** Rows of one statement, run on the database itself. */
  async rows(sql: string, args: InArgs = []): Promise<Row[]> {
    const { columns, rows } = await this.client().execute({ sql, args });
    return rows.map((row) =>
      Object.fromEntries(columns.map((name, i) => [name, plain(row[i] ?? null)])),
    );
  }

  /** Fires one cron of wrangler.toml's table and waits for its end. */
  async scheduled(cron: string, time = new Date()): Promise<void> {
    await this.#worker.scheduled(cron, time);
  }

  /** A sign-in link that works once, for the first admin. */
  signIn(): Promise<string> {
    return signInLink(this.url, this.setupToken);
  }

  /** Fills the demo workspace. */
  seedDemo(): Promise<Pick<DemoFile, "siteKey" | "apiKey" | "surveys" | "oneClick">> {
    return seedDemo(this.url, this.setupToken);
  }

  /** kill -9 of the database server; requests fail until `startDatabase`. */
  killDatabase(): Promise<void> {
    return this.#database.kill();
  }

  /** Ends the database server in order; requests fail until `startDatabase`. */
  stopDatabase(): Promise<void> {
    return this.#database.stop();
  }

  /** Starts the database server, again on the port that the Worker knows. */
  async startDatabase(): Promise<void> {
    const port = this.#database ? portOf(this.#database.url) : 0;
    this.#database = await startLibsqlProcess({
      file: join(this.#folder, "verbatim.db"),
      token: this.#databaseToken,
      port,
      synchronous: this.#options.synchronous ?? "NORMAL",
    });
    this.#database.endWithParent(this.#pids);
  }

  /** kill -9 of workerd; connections break until `startWorker`. */
  async killWorker(): Promise<void> {
    for (const pid of this.#pids) process.kill(pid, "SIGKILL");
    await this.#worker.stop();
  }

  /** Starts workerd, again on the port that it had. */
  async startWorker(): Promise<void> {
    const port = this.#worker ? portOf(this.#worker.url) : await freePort();
    this.#worker = await (this.#options.serve ?? startWorkerd)({
      port,
      bindings: this.#bindings(port),
      onPids: (pids) => {
        this.#pids = pids;
        this.#database.endWithParent(pids);
      },
    });
  }

  /** A second Worker on the same database. Its `pid` is for looking at what it uses. */
  async anotherWorker(bindings: Record<string, string>): Promise<Workerd & { pid: number }> {
    const port = await freePort();
    let pid = 0;
    const worker = await startWorkerd({
      port,
      bindings: { ...this.#bindings(port), ...bindings },
      onPids: ([first = 0]) => (pid = first),
    });
    return { ...worker, pid };
  }

  #bindings(port: number): Record<string, string> {
    return {
      DATABASE_URL: this.#line ? `http://127.0.0.1:${this.#line.port}` : this.#database.url,
      DATABASE_TOKEN: this.#databaseToken,
      APP_SECRET: this.#appSecret,
      SETUP_TOKEN: this.setupToken,
      PUBLIC_ORIGIN: `http://127.0.0.1:${port}`,
      INGEST_LIMIT: "100000",
      LOCAL: "1",
      ...this.#options.bindings,
    };
  }

  async stop(): Promise<void> {
    await this.#front?.stop();
    await this.#worker.stop();
    await this.#line?.close();
    await this.#database.stop();
    if (!this.#options.folder) await rm(this.#folder, { recursive: true, force: true });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}

/** A value of the client's as the product's own pipeline gives it. */
const plain = (value: Value): Row[string] => {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return typeof value === "bigint" ? Number(value) : value;
};

const portOf = (url: string) => Number(new URL(url).port);
