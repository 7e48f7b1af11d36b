import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { engineSize } from "../../scripts/engine-size.ts";
import { messageOf } from "../support/child.ts";
import type { Answer, Asked } from "./cost-process.ts";
import type { Bench, Figure } from "./part.ts";
import { shuffled } from "./random.ts";

export const COST_SEED = 11;
const TEXTS = 10_000;
const HEAP_TEXTS = 5_300;
const MIB = 1024 * 1024;
const SPEED_TARGET = 3000;
const SIZE_TARGET = 3;
const HEAP_TARGET = 64;

/** What the engine costs: comments a second of CPU, bytes to load, memory. */
export async function cost({ set, tell }: Bench): Promise<Figure[]> {
  const rows = ["airline_sent", "opinosis_aspect", "citysearch", "banking77_test"].flatMap(
    (name) => set(name).rows,
  );
  const texts = shuffled(
    rows.map(({ text }) => text),
    COST_SEED,
  ).slice(0, TEXTS);
  const speed = await ask({ kind: "speed", texts });
  const heap = await ask({ kind: "heap", texts: texts.slice(0, HEAP_TEXTS) });
  const { code, tables } = await engineSize();
  tell(`engine: ${code} bytes of code and ${tables} of tables, gz`);
  return [
    {
      measure: "comments a second, full path with discovery",
      value: texts.length / speed.runSeconds,
      target: SPEED_TARGET,
      beside: { "read alone": texts.length / speed.readSeconds },
    },
    {
      measure: "engine and tables, MB gz",
      value: (code + tables) / 1e6,
      target: SIZE_TARGET,
      atMost: true,
    },
    {
      measure: "heap of a slice at its peak, MiB",
      value: heap.peak / MIB,
      target: HEAP_TARGET,
      atMost: true,
      beside: { live: heap.live / MIB, "after discovery": heap.discoveryPeak / MIB },
    },
  ];
}

/** Texts a second of CPU that the engine makes vectors of. */
export async function vectorsASecond(texts: readonly string[]): Promise<number> {
  return texts.length / (await ask({ kind: "vectors", texts })).readSeconds;
}

async function ask(asked: Asked): Promise<Answer> {
  const child = fork(fileURLToPath(new URL("./cost-process.ts", import.meta.url)), {
    execArgv: ["--expose-gc"],
  });
  try {
    child.send(asked);
    return await messageOf<Answer>(child);
  } finally {
    child.kill();
  }
}
