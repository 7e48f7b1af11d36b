import { signal } from "@preact/signals";
import { peopleApi } from "../../../api/people.ts";
import { forgetReplies } from "../../../state/resource.ts";
import { FileProblem } from "./file.ts";
import { type Progress, sendAll } from "./send.ts";
import type { Source } from "./source.ts";

/** An import; it goes on while one looks at other screens, not after the page is closed. */
export type Run = {
  source: Source;
  /** Rows below the header. */
  total: number;
  progress: Progress;
  startedAt: number;
  state: "running" | "pausing" | "paused" | "waiting" | "stuck" | "done";
  /** What stopped it, while it is stuck. */
  error?: unknown;
  /** Why the end of the file could not be read. */
  broken?: string;
};

/** The file that is being prepared, so that one may look elsewhere in between. */
export const prepared = signal<Source | undefined>(undefined);
export const run = signal<Run | undefined>(undefined);

const NOTHING: Progress = { created: 0, updated: 0, unchanged: 0, rows: 0, errors: [] };
const stay = (event: Event) => event.preventDefault();
let goOn: () => void = () => undefined;

const put = (change: Partial<Run>) => {
  if (run.value) run.value = { ...run.value, ...change };
};
/** Until somebody says to go on. */
const told = () => new Promise<void>((resolve) => (goOn = resolve));

/** Begins to send a file; one at a time. */
export async function startRun(source: Source, total: number): Promise<void> {
  if (run.value && run.value.state !== "done") return;
  run.value = { source, total, progress: NOTHING, startedAt: Date.now(), state: "running" };
  addEventListener("beforeunload", stay);
  try {
    const progress = await sendAll(source, {
      save: (items) => peopleApi.save({ items, source: "import" }),
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      async tell(now, retrying) {
        put({ progress: now });
        if (run.value?.state === "pausing") {
          put({ state: "paused" });
          await told();
        }
        put({ state: retrying ? "waiting" : "running" });
      },
      async ask(error) {
        put({ state: "stuck", error });
        await told();
        put({ state: "running", error: undefined });
      },
    });
    put({ progress });
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    put({ broken: error.message });
  } finally {
    removeEventListener("beforeunload", stay);
    forgetReplies();
    put({ state: "done" });
  }
}

/** Stops after the batch that is under way. */
export const pauseRun = (): void => put({ state: "pausing" });

/** Goes on after a pause, or tries again what did not work. */
export const resumeRun = (): void => goOn();

/** Makes room for the next file. */
export function forgetRun(): void {
  run.value = undefined;
  prepared.value = undefined;
}
