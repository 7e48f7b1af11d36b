import { readFile, readdir } from "node:fs/promises";
import { dirname } from "node:path";
import { Log, LogLevel, Miniflare } from "miniflare";
import { workerFile } from "../../scripts/paths.ts";
import { readWorkerConfig } from "../../scripts/worker-config.ts";
import type { Workerd, WorkerdOptions } from "../../scripts/workerd.ts";

const QUEUE = "ingest";
const DEAD = "ingest-dead";
/** Seconds that a batch gathers. */
const GATHERS_S = 1;

/** Takes what the queue gave up on, and tells it to whoever asks. */
const UNDERTAKER = `const dead = [];
export default {
  fetch: () => Response.json(dead),
  queue: ({ messages }) => void dead.push(...messages.map(({ body }) => body)),
};`;

/** The built Worker on Miniflare with its local queue at the door, its consumer and a dead letter queue. */
export class QueuedWorker {
  readonly #retries: number;
  #miniflare!: Miniflare;
  /** Lines that the Worker has logged. */
  readonly logs: string[] = [];

  /** @param retries deliveries after the first, before a message is given up */
  constructor(retries: number) {
    this.#retries = retries;
  }

  /** Stands in for startWorkerd() in a TestProduct. */
  readonly serve = async ({ port, bindings }: WorkerdOptions): Promise<Workerd> => {
    const { compatibilityDate, compatibilityFlags, vars, crons } = await readWorkerConfig();
    const texts = Object.entries({ ...vars, ...bindings });
    const workerOf = (name: string, scripts: Record<string, string>) => ({
      name,
      compatibilityDate,
      compatibilityFlags,
      manifest: {
        mainModule: "index.js",
        modules: Object.fromEntries(
          Object.entries(scripts).map(([path, contents]) => [
            path,
            { type: "esm" as const, contents },
          ]),
        ),
      },
    });
    this.#miniflare = new Miniflare({
      host: "127.0.0.1",
      port,
      cf: false,
      log: new Log(LogLevel.NONE),
      handleStructuredLogs: ({ message }) => void this.logs.push(message),
      workers: [
        {
          config: {
            ...workerOf("verbatim", await builtScripts()),
            env: {
              ...Object.fromEntries(
                texts.map(([key, value]) => [key, { type: "text" as const, value }]),
              ),
              INGEST_QUEUE: { type: "queue", name: QUEUE },
            },
            triggers: [
              {
                type: "queue",
                name: QUEUE,
                deadLetterQueue: DEAD,
                maxBatchSize: 100,
                maxBatchTimeout: GATHERS_S,
                maxRetries: this.#retries,
              },
            ],
          },
        },
        {
          config: {
            ...workerOf("undertaker", { "index.js": UNDERTAKER }),
            triggers: [{ type: "queue", name: DEAD, maxBatchTimeout: 0 }],
          },
        },
      ],
    });
    const url = await this.#miniflare.ready;
    return {
      url: url.origin,
      crons,
      scheduled: () => Promise.reject(new Error("no crons here")),
      stop: () => this.#miniflare.dispose(),
    };
  };

  /** Puts a message into the queue past the Worker. */
  async put(text: string): Promise<void> {
    const queue = await this.#miniflare.getQueueProducer("INGEST_QUEUE", "verbatim");
    await queue.send(text, { contentType: "text" });
  }

  /** Messages that were given up. */
  async dead(): Promise<unknown[]> {
    const undertaker = await this.#miniflare.getWorker("undertaker");
    return (await (await undertaker.fetch("http://undertaker")).json()) as unknown[];
  }
}

/** The bundle: its main script and those that it loads when they are needed. */
async function builtScripts(): Promise<Record<string, string>> {
  const folder = dirname(workerFile);
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".js"));
  return Object.fromEntries(
    await Promise.all(
      names.map(async (name) => [name, await readFile(`${folder}/${name}`, "utf8")] as const),
    ),
  );
}
