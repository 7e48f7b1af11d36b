import { nmi } from "./agreement.ts";
import { vectorsASecond } from "./cost.ts";
import { textVectors } from "./engine.ts";
import { kMeans } from "./k-means.ts";
import { type KeptSet, readKept } from "./kept.ts";
import { type Bench, type Figure, mean, percent } from "./part.ts";
import { densePoints, type Points } from "./points.ts";
import { classesOf, type LabelledSet } from "./sets.ts";
import type { Taught } from "./teacher.ts";
import { tfIdf } from "./tf-idf.ts";

/** A k-means from each; the mean of all is told. */
export const SEEDS = [1, 2, 3, 4, 5];
/** The best of so many by the objective counts. */
export const STARTS = 1;

const SETS: readonly { name: string; target: number }[] = [
  { name: "banking77_test", target: 76 },
  { name: "clinc150_test", target: 84 },
  { name: "stackoverflow", target: 72 },
  { name: "opinosis_aspect", target: 69 },
];
/** The set on which the sentence model's share and speed have targets. */
const SHARED = "banking77_test";
const SHARE_TARGET = 92;
const SPEED_TARGET = 100;

/** NMI of k-means over the engine's vectors with the classes, k known, in percent. */
export async function clustering(bench: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { name, target } of SETS) {
    const set = bench.set(name);
    const [own, share, speed] = await clusteringOf(bench, set);
    figures.push({ ...own, target });
    const goal = name === SHARED;
    if (share) figures.push({ ...share, target: goal ? SHARE_TARGET : null });
    if (speed) figures.push({ ...speed, target: goal ? SPEED_TARGET : null });
  }
  return figures;
}

/** The NMI, and share and speed of the sentence model where it is there or was measured before. */
export async function clusteringOf(
  bench: Bench,
  set: LabelledSet,
): Promise<[own: Figure, share?: Figure, speed?: Figure]> {
  const { model, tell } = bench;
  tell(`${set.name}: ${set.rows.length} rows, ${set.hash}`);
  const texts = set.rows.map(({ text }) => text);
  const value = agreement(set, densePoints(textVectors(texts, model), model.vectors.dimensions));
  const own: Figure = {
    measure: `NMI, ${set.name}`,
    value,
    target: null,
    beside: { "TF-IDF": agreement(set, tfIdf(texts)) },
  };
  const taught = await sentenceModel(bench, set);
  if (!taught) return [own];
  const { nmi, perSecond, when } = taught;
  const ours = await vectorsASecond(texts);
  return [
    { ...own, beside: { ...own.beside, [`sentence model${when}`]: nmi } },
    {
      measure: `share of the sentence model's NMI${when}, ${set.name}`,
      value: percent(value / nmi),
      target: null,
    },
    {
      measure: `times the sentence model's speed${when}, ${set.name}`,
      value: ours / perSecond,
      target: null,
      beside: { "vectors a second": ours, "sentence model": perSecond },
    },
  ];
}

type Measured = Pick<KeptSet, "nmi" | "perSecond">;

/** The sentence model on these rows: now where it can run, else as it was kept of the same rows. */
async function sentenceModel(
  { teacher }: Bench,
  set: LabelledSet,
): Promise<(Measured & { when: string }) | undefined> {
  const taught = await teacher?.vectors(set.rows.map(({ text }) => text));
  if (taught) return { ...measureTaught(set, taught), when: "" };
  const kept = readKept().sets.find(({ hash }) => hash === set.hash);
  return kept && { ...kept, when: " (kept)" };
}

export function measureTaught(
  set: LabelledSet,
  { rows, dimensions, cpuSeconds }: Taught,
): Measured {
  return {
    nmi: agreement(set, densePoints(rows, dimensions)),
    perSecond: set.rows.length / cpuSeconds,
  };
}

/** Mean NMI over the seeds, in percent. */
function agreement({ rows }: LabelledSet, points: Points): number {
  const { classes, names } = classesOf(rows);
  return percent(
    mean(SEEDS.map((seed) => nmi(classes, kMeans(points, names.length, seed, STARTS).of))),
  );
}
