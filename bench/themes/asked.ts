import { Failure } from "../../scripts/failure.ts";
import { clusteringOf } from "./clustering.ts";
import { labelsOf } from "./labels.ts";
import { polarityOf as moodOf, threeMoods, twoMoods } from "./moods.ts";
import type { Bench, Figure } from "./part.ts";
import { ownSeeds, polarityOn } from "./polarity.ts";
import { readSet } from "./sets.ts";

const KINDS = ["clustering", "sentiment", "polarity", "labels"] as const;

/** A set that the command line names. */
export interface AskedSet {
  name: string;
  file: string;
  kind: (typeof KINDS)[number];
  /** The language that its survey was shown in. */
  lang: string | undefined;
}

/** Reads `NAME=FILE:KIND`, `NAME=FILE:sentiment:LANGUAGE`. @throws Failure for anything else */
export function askedSet(text: string): AskedSet {
  const parts = /^(?<name>[^=]+)=(?<file>.+?):(?<kind>[a-z]+)(?::(?<lang>[a-z]{2}))?$/u.exec(text);
  const { name = "", file = "", kind = "", lang } = parts?.groups ?? {};
  const known = KINDS.find((one) => one === kind);
  if (!known) {
    throw new Failure(
      `--set is NAME=FILE:KIND, where KIND is ${KINDS.join(", ")}; sentiment may have a language behind it (:nl). This is "${text}".`,
    );
  }
  return { name, file, kind: known, lang };
}

/** Measures a set as those of the table are measured. It has no target. */
export async function measureAsked(bench: Bench, asked: AskedSet): Promise<Figure[]> {
  const set = readSet(asked.name, asked.file);
  switch (asked.kind) {
    case "clustering":
      return (await clusteringOf(bench, [set])).flat().filter((figure) => figure !== undefined);
    case "sentiment":
      return [
        twoMoods(bench, set.name, set.rows, asked.lang),
        ...(set.rows.some((row) => moodOf(row) === 0)
          ? [threeMoods(bench, set.name, set.rows, asked.lang)]
          : []),
      ];
    case "polarity":
      return [polarityOn(bench, set, ownSeeds(set))];
    case "labels":
      return labelsOf(bench, set);
  }
}
