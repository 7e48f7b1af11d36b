import { openCatalogue, openModel, readSlice } from "../../domain/themes/index.ts";
import { type Answer, type Asked, SLICE } from "./cost-asked.ts";
import { textVectors, verbatimsOf } from "./engine.ts";
import { emptySurvey, runOver } from "./survey.ts";

/** Texts that are read before CPU is counted: V8 compiles what is often run. */
const WARM = 1500;

process.on("message", (asked: Asked) => process.send?.(answerTo(asked)));
process.on("disconnect", () => process.exit(0));

function answerTo({ kind, texts, themes = [], files }: Asked): Answer {
  const model = openModel(files);
  const live = collected();
  let peak = live;
  const look = () => (peak = Math.max(peak, inUse()));
  const readAll = (some: readonly string[]) => {
    const verbatims = verbatimsOf(some);
    for (let at = 0; at < verbatims.length; at += SLICE)
      readSlice(verbatims.slice(at, at + SLICE), openCatalogue(themes, model));
  };
  const work: Record<Asked["kind"], (some: readonly string[]) => void> = {
    vectors: (some) => void textVectors(some, model),
    read: readAll,
    run: (some) => void runOver(emptySurvey, verbatimsOf(some), model),
    slice(some) {
      const catalogue = openCatalogue(themes, model);
      for (const verbatim of verbatimsOf(some)) {
        readSlice([verbatim], catalogue);
        look();
      }
    },
    discovery(some) {
      runOver(emptySurvey, verbatimsOf(some), model);
      look();
    },
  };
  if (kind !== "slice" && kind !== "discovery") work[kind](texts.slice(0, WARM));
  const before = process.cpuUsage();
  work[kind](texts);
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, live, peak };
}

function inUse(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Bytes in use once what nobody needs is gone. */
function collected(): number {
  if (!globalThis.gc) throw new Error("start it with --expose-gc");
  globalThis.gc();
  return inUse();
}
