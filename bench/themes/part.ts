import type { Model } from "../../domain/themes/index.ts";
import type { LabelledSet } from "./sets.ts";
import type { Teacher } from "./teacher.ts";

/** One line of the table. */
export interface Figure {
  measure: string;
  value: number;
  /** What the design asks for; null for what is told beside it. */
  target: number | null;
  /** The value may not be above the target, where others may not be below. */
  atMost?: boolean;
  /** What others have on the same rows in the same run. */
  beside?: Readonly<Record<string, number>>;
}

/** What every part of the bench works with. */
export interface Bench {
  model: Model;
  /** A set of the data folder, read once. @throws Failure when it is not there */
  set: (name: string) => LabelledSet;
  /** The sentence model behind the word table, where Python and its packages are. */
  teacher: Teacher | null;
  /** Says on standard error what is being done. */
  tell: (line: string) => void;
}

export type Part = (bench: Bench) => Promise<Figure[]>;

/** A share as a percentage. */
export const percent = (share: number): number => share * 100;

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
