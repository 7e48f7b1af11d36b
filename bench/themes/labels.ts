import type { Model } from "../../domain/themes/index.ts";
import { vocabularyOf } from "../../domain/themes/vocabulary.ts";
import { verbatimsOf } from "./engine.ts";
import { type Bench, type Figure, percent } from "./part.ts";
import type { LabelledSet, Row } from "./sets.ts";
import { emptySurvey, runOver, volumesOf } from "./survey.ts";

const TOP_TARGET = 82;
const THREE_TARGET = 96;
const SHOWN = 3;

/** What themes are called, on the sentences that Opinosis has for each of its aspects. */
export async function labels(bench: Bench): Promise<Figure[]> {
  const [top, three] = labelsOf(bench, bench.set("opinosis_aspect"));
  return [
    { ...top, target: TOP_TARGET },
    { ...three, target: THREE_TARGET },
  ];
}

/**
 * The rows of each class are a survey of their own, which has one run. A class is named when a word
 * of its name stands, by its stem, in the label of the theme with most verbatims, or in one of the
 * three with most; sub-themes are no themes of their own here. A class without any theme is not.
 */
export function labelsOf({ model, tell }: Bench, set: LabelledSet): [top: Figure, three: Figure] {
  const classes = new Map<string, Row[]>();
  for (const row of set.rows) {
    const label = row.labels[0] ?? "";
    classes.set(label, [...(classes.get(label) ?? []), row]);
  }
  let [inTop, inThree] = [0, 0];
  for (const [name, rows] of classes) {
    const shown = shownLabels(rows, model);
    const place = shown.findIndex((label) => shares(label, name));
    if (place === 0) inTop++;
    if (place >= 0) inThree++;
    else tell(`${name} is called ${shown.join(", ") || "nothing"}`);
  }
  const figure = (where: string, n: number): Figure => ({
    measure: `gold word in ${where}, ${set.name}`,
    value: percent(n / classes.size),
    target: null,
  });
  return [figure("top label", inTop), figure("top three labels", inThree)];
}

function shownLabels(rows: readonly Row[], model: Model): string[] {
  const texts = verbatimsOf(rows.map(({ text }) => text));
  return volumesOf(runOver(emptySurvey, texts, model))
    .filter(({ theme }) => theme.parentId === null)
    .slice(0, SHOWN)
    .map(({ theme }) => theme.label);
}

const { stem } = vocabularyOf("en");

const stemsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => stem(word));

/** Whether two names have a word in common, whatever its ending. */
export function shares(a: string, b: string): boolean {
  const words = new Set(stemsOf(a));
  return stemsOf(b).some((word) => words.has(word));
}
