import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/paths.ts";

const FILE = join(root, "bench/results/themes-teacher.json");

/** What the sentence model had on a set when it was last measured and kept. */
export interface KeptSet {
  name: string;
  rows: number;
  hash: string;
  nmi: number;
  /** Texts a second of CPU, one thread. */
  perSecond: number;
}

export interface Kept {
  model: string;
  versions: Readonly<Record<string, string>>;
  seeds: readonly number[];
  sets: readonly KeptSet[];
}

/** `bench/results/themes-teacher.json`. */
export function readKept(): Kept {
  return JSON.parse(readFileSync(FILE, "utf8")) as Kept;
}

export function writeKept(kept: Kept): void {
  writeFileSync(FILE, `${JSON.stringify(kept, null, 2)}\n`);
}
