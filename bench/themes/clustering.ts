import { setImmediate } from "node:timers/promises";
import { nmi } from "./agreement.ts";
import { vectorsASecond } from "./cost.ts";
import { textVectors } from "./engine.ts";
import { kMeans } from "./k-means.ts";
import { type KeptSet, readKept, writeKept } from "./kept.ts";
import { type Bench, type Figure, mean, percent } from "./part.ts";
import { densePoints, type Points } from "./points.ts";
import { classesOf, type LabelledSet } from "./sets.ts";
import type { Taught, Teacher } from "./teacher.ts";
import { tfIdf } from "./tf-idf.ts";

/** A k-means from each; the mean of all is told. */
export const SEEDS = [1, 2, 3, 4, 5];

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
  const sets = SETS.map(({ name }) => bench.set(name));
  const measured = await clusteringOf(bench, sets);
  return measured.flatMap(([own, share, speed], i) => {
    const { name, target = null } = SETS[i] ?? {};
    const goal = name === SHARED;
    return [
      { ...own, target },
      ...(share ? [{ ...share, target: goal ? SHARE_TARGET : null }] : []),
      ...(speed ? [{ ...speed, target: goal ? SPEED_TARGET : null }] : []),
    ];
  });
}

type Three = [own: Figure, share?: Figure, speed?: Figure];

/**
 * Of each set the NMI; share and speed of the sentence model too where it can run, or was kept of
 * the same rows. It works on the second core meanwhile.
 */
export async function clusteringOf(bench: Bench, sets: readonly LabelledSet[]): Promise<Three[]> {
  const rates: number[] = [];
  for (const set of sets) rates.push(await vectorsASecond(textsOf(set)));
  const taught = sentenceModel(bench, sets);
  const own = await inTurn(sets, (set) => ownFigure(bench, set));
  const others = await taught;
  return own.map((figure, i): Three => {
    const [other, ours = 0] = [others[i], rates[i]];
    if (!other) return [figure];
    const { name, nmi, perSecond, when } = other;
    return [
      { ...figure, beside: { ...figure.beside, [`sentence model${when}`]: nmi } },
      {
        measure: `share of the sentence model's NMI${when}, ${name}`,
        value: percent(figure.value / nmi),
        target: null,
      },
      {
        measure: `times the sentence model's speed${when}, ${name}`,
        value: ours / perSecond,
        target: null,
        beside: { "vectors a second": ours, "sentence model": perSecond },
      },
    ];
  });
}

async function ownFigure({ model, tell }: Bench, set: LabelledSet): Promise<Figure> {
  tell(`${set.name}: ${set.rows.length} rows, ${set.hash}`);
  const texts = textsOf(set);
  const vectors = densePoints(textVectors(texts, model), model.vectors.dimensions);
  return {
    measure: `NMI, ${set.name}`,
    value: await agreement(set, vectors),
    target: null,
    beside: { "TF-IDF": await agreement(set, tfIdf(texts)) },
  };
}

/** The sentence model on each set: now, or as it was kept of the same rows. */
function sentenceModel({ teacher }: Bench, sets: readonly LabelledSet[]) {
  const { sets: kept } = readKept();
  return inTurn(sets, async (set): Promise<(KeptSet & { when: string }) | undefined> => {
    if (teacher)
      return { ...(await taughtSet(set, await teacher.vectors(textsOf(set)))), when: "" };
    const found = kept.find(({ hash }) => hash === set.hash);
    return found && { ...found, when: " (kept)" };
  });
}

async function taughtSet(set: LabelledSet, taught: Taught): Promise<KeptSet> {
  const { name, hash, rows } = set;
  return {
    name,
    rows: rows.length,
    hash,
    nmi: await agreement(set, densePoints(taught.rows, taught.dimensions)),
    perSecond: rows.length / taught.cpuSeconds,
  };
}

/** Measures the sentence model on the sets of the table and keeps what it had. */
export async function keepTaught({ set, tell }: Bench, teacher: Teacher): Promise<void> {
  let [model, versions]: [string, Taught["versions"]] = ["", {}];
  const sets = await inTurn(SETS, async ({ name }) => {
    tell(name);
    const taught = await teacher.vectors(textsOf(set(name)));
    ({ model, versions } = taught);
    return taughtSet(set(name), taught);
  });
  writeKept({ model, versions, seeds: SEEDS, sets });
}

/** Mean NMI over the seeds, in percent. */
async function agreement({ rows }: LabelledSet, points: Points): Promise<number> {
  const { classes, names } = classesOf(rows);
  const found = await inTurn(SEEDS, async (seed) => {
    // Others may go on in between.
    await setImmediate();
    return nmi(classes, kMeans(points, names.length, seed).of);
  });
  return percent(mean(found));
}

const textsOf = ({ rows }: LabelledSet): string[] => rows.map(({ text }) => text);

async function inTurn<T, R>(things: readonly T[], work: (thing: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const thing of things) results.push(await work(thing));
  return results;
}
