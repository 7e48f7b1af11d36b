import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { engineFiles } from "../../tests/support/engine-model.ts";
import { engineSize } from "../../scripts/engine-size.ts";
import { messageOf } from "../support/child.ts";
import { type Answer, type Asked, SLICE } from "./cost-asked.ts";
import { verbatimsOf } from "./engine.ts";
import type { Bench, Figure } from "./part.ts";
import { shuffled } from "./random.ts";
import { emptySurvey, runOver } from "./survey.ts";

export const COST_SEED = 11;
const SETS = ["airline_sent", "opinosis_aspect", "citysearch", "banking77_test"];
const TEXTS = 10_000;
/** Texts in which the themes are found that the others are read against. */
const FIRST = 5_000;
const MIB = 1024 * 1024;
const SPEED_TARGET = 3000;
const SIZE_TARGET = 3;
const HEAP_TARGET = 64;

/** What the engine costs: comments a second of CPU, bytes to load, memory. */
export async function cost({ model, set, tell }: Bench): Promise<Figure[]> {
  const rows = SETS.flatMap((name) => set(name).rows);
  const texts = shuffled(
    rows.map(({ text }) => text),
    COST_SEED,
  ).slice(0, TEXTS);
  const { themes } = runOver(emptySurvey, verbatimsOf(texts.slice(0, FIRST)), model);
  const reading = await ask({ kind: "read", texts: often(texts), themes });
  const cold = await ask({ kind: "read", texts, themes });
  const running = await ask({ kind: "run", texts });
  const slice = await ask({ kind: "slice", texts: texts.slice(0, SLICE), themes });
  const found = await ask({ kind: "discovery", texts: texts.slice(0, FIRST) });
  const { code, tables } = await engineSize();
  tell(`engine: ${code} bytes of code and ${tables} of tables, gz; ${themes.length} themes`);
  return [
    {
      measure: "comments a second, full path",
      value: often(texts).length / reading.seconds,
      target: SPEED_TARGET,
      beside: {
        "in a new process": texts.length / cold.seconds,
        "from nothing, with discovery": texts.length / running.seconds,
      },
    },
    {
      measure: "engine and tables, MB gz",
      value: (code + tables) / 1e6,
      target: SIZE_TARGET,
      atMost: true,
    },
    {
      measure: "heap of a slice at its peak, MiB",
      value: slice.peak / MIB,
      target: HEAP_TARGET,
      atMost: true,
      beside: { "tables alone": slice.live / MIB, [`discovery in ${FIRST}`]: found.peak / MIB },
    },
  ];
}

/** A set is read again until so many texts were: V8 takes thousands to compile what is often run. */
const OFTEN = 30_000;

function often(texts: readonly string[]): string[] {
  return Array.from({ length: Math.ceil(OFTEN / texts.length) }, () => texts).flat();
}

/** Texts a second of CPU that the engine makes vectors of. */
export async function vectorsASecond(texts: readonly string[]): Promise<number> {
  const many = often(texts);
  return many.length / (await ask({ kind: "vectors", texts: many })).seconds;
}

/** Asks a process of its own, so that no question warms another and no memory is another's. */
async function ask(asked: Omit<Asked, "files">): Promise<Answer> {
  const child = fork(fileURLToPath(new URL("./cost-process.ts", import.meta.url)), {
    execArgv: ["--expose-gc"],
    serialization: "advanced",
  });
  try {
    child.send({ ...asked, files: await engineFiles() });
    return await messageOf<Answer>(child);
  } finally {
    child.kill();
  }
}
