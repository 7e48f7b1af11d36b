import { openCatalogue, readSlice } from "../../domain/themes/index.ts";
import { engineModel } from "../../tests/support/engine-model.ts";
import { textVectors, verbatimsOf } from "./engine.ts";
import { emptySurvey, runOver } from "./survey.ts";

/** What the child of `cost` is asked for: one question a process, so that none warms another. */
export type Asked =
  | { kind: "speed"; texts: readonly string[] }
  | { kind: "vectors"; texts: readonly string[] }
  | { kind: "heap"; texts: readonly string[] };

/** Of `speed` and `vectors`: seconds of CPU, all threads together. Of `heap`: bytes. */
export interface Answer {
  readSeconds: number;
  runSeconds: number;
  live: number;
  peak: number;
  discoveryPeak: number;
}

const SLICE = 300;
/** Texts that are read before anything is measured: V8 compiles what is often run. */
const WARM = 1500;

const model = await engineModel();

process.on("message", (asked: Asked) => process.send?.(answerTo(asked)));
process.on("disconnect", () => process.exit(0));

function answerTo({ kind, texts }: Asked): Partial<Answer> {
  if (kind === "heap") return heap(texts);
  if (kind === "vectors") {
    textVectors(texts.slice(0, WARM), model);
    return { readSeconds: cpuSeconds(() => textVectors(texts, model)) };
  }
  const { themes } = runOver(emptySurvey, verbatimsOf(texts.slice(0, WARM)), model);
  const verbatims = verbatimsOf(texts);
  return {
    readSeconds: cpuSeconds(() => {
      for (let at = 0; at < verbatims.length; at += SLICE)
        readSlice(verbatims.slice(at, at + SLICE), openCatalogue(themes, model));
    }),
    runSeconds: cpuSeconds(() => runOver(emptySurvey, verbatims, model)),
  };
}

function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** The most that stands in memory at any text of a slice, what nobody needs any more included. */
function heap(texts: readonly string[]): Partial<Answer> {
  const first = verbatimsOf(texts.slice(0, -SLICE));
  let discoveryPeak = 0;
  const { themes } = runOver(emptySurvey, first, model);
  discoveryPeak = inUse();
  collect();
  const live = inUse();
  let peak = live;
  const catalogue = openCatalogue(themes, model);
  for (const verbatim of verbatimsOf(texts.slice(-SLICE), { seq: texts.length })) {
    readSlice([verbatim], catalogue);
    peak = Math.max(peak, inUse());
  }
  return { live, peak, discoveryPeak };
}

function inUse(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function collect(): void {
  if (!globalThis.gc) throw new Error("start it with --expose-gc");
  globalThis.gc();
}
