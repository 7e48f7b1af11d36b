/**
 * An event of Chromium's trace, as far as it is read here. `tts` and `tdur`: when it began and how long
 * it took by the thread's own clock, in microseconds of CPU.
 */
export type TraceEvent = {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  tts?: number;
  tdur?: number;
  args?: {
    data?: { url?: string; fileName?: string };
    beginData?: { url?: string };
    fileName?: string;
  };
};

/**
 * What scripts cost on the page's main thread, in milliseconds of its CPU. On a machine with nothing
 * else to do that is the time by the clock; on a busy one it stays what it is. Chromium slows a thread
 * down by keeping it busy, so that the slowing counts.
 */
export type ScriptCost = {
  /** Compiling, evaluating and calling, garbage collection in between included. */
  scriptMs: number;
  /** The longest task with such a script in it, whatever else it did. */
  longestTaskMs: number;
  /** Such tasks of more than 50 ms. */
  longTasks: number;
};

export const CATEGORIES = ["toplevel", "devtools.timeline", "v8", "disabled-by-default-v8.compile"];
const SCRIPT = new Set([
  "EvaluateScript",
  "FunctionCall",
  "v8.compile",
  "v8.compileModule",
  "v8.evaluateModule",
]);
const MICROTASKS = "RunMicrotasks";
const TASK = "ThreadControllerImpl::RunTask";
const LONG_MS = 50;

type Span = { from: number; to: number };

/**
 * The cost of all scripts on a page but the probe. The page has no script of its own, so what is not
 * the probe's is the contender's, its code in the page included. Promises run without an address:
 * they are the contender's too where they do not run within the probe, which makes none.
 * @param page address of the document @param probe address of the probe
 */
export function scriptCost(events: readonly TraceEvent[], page: string, probe: string): ScriptCost {
  const parsed = events.find(
    ({ name, args }) => name === "ParseHTML" && args?.beginData?.url === page,
  );
  if (!parsed) throw new Error(`the trace does not hold ${page}`);
  const main = events.filter(
    ({ ph, pid, tid }) => ph === "X" && pid === parsed.pid && tid === parsed.tid,
  );
  const called = main.filter(({ name }) => SCRIPT.has(name));
  const own = called.filter((event) => ![undefined, "", probe].includes(urlOf(event)));
  const probes = called.filter((event) => urlOf(event) === probe).map(spanOf);
  const promises = main
    .filter(({ name }) => name === MICROTASKS)
    .map(spanOf)
    .filter((span) => !probes.some((outer) => covers(outer, span)));
  const spans = merged([...own.map(spanOf), ...promises]);
  const tasks = main
    .filter(({ name }) => name === TASK)
    .map(spanOf)
    .filter((task) => spans.some((span) => covers(task, span)))
    .map(length);
  return {
    scriptMs: spans.map(length).reduce((sum, ms) => sum + ms, 0),
    longestTaskMs: Math.max(0, ...tasks),
    longTasks: tasks.filter((ms) => ms > LONG_MS).length,
  };
}

const urlOf = ({ args }: TraceEvent): string | undefined =>
  args?.data?.url ?? args?.fileName ?? args?.data?.fileName;
const spanOf = ({ tts = 0, tdur = 0 }: TraceEvent): Span => ({ from: tts, to: tts + tdur });
const length = ({ from, to }: Span): number => (to - from) / 1000;
const covers = (outer: Span, inner: Span): boolean =>
  outer.from <= inner.from && inner.to <= outer.to;

/** Spans without what lies within another: a call within a call counts once. */
function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const last = result.at(-1);
    if (last && span.from < last.to) last.to = Math.max(last.to, span.to);
    else result.push({ ...span });
  }
  return result;
}
