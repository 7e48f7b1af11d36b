import { parseArgs } from "node:util";
import { command, Failure } from "../../scripts/failure.ts";
import { engineModel } from "../../tests/support/engine-model.ts";
import { type AskedSet, askedSet, measureAsked } from "./asked.ts";
import { aspects } from "./aspects.ts";
import { clustering, keepTaught, SEEDS } from "./clustering.ts";
import { cost, COST_SEED } from "./cost.ts";
import { discovery, SPLITS } from "./discovery.ts";
import { labels } from "./labels.ts";
import { moods } from "./moods.ts";
import type { Bench, Figure, Part } from "./part.ts";
import { polarity } from "./polarity.ts";
import { lineOf, summary, table } from "./report.ts";
import { dataFolder, type LabelledSet, readSet } from "./sets.ts";
import { stability, STABILITY_SEED } from "./stability.ts";
import { openTeacher } from "./teacher.ts";

/** In the order of the table. */
const PARTS: Readonly<Record<string, Part>> = {
  clustering,
  aspects,
  polarity,
  sentiment: moods,
  labels,
  stability,
  discovery,
  cost,
};

/**
 * `npm run bench:themes`: how good and how fast the theme engine is on labelled sets, beside TF-IDF,
 * two lexicons and, where Python has it, the sentence model behind its word table. `--json` adds the
 * figures as the last line, `--only clustering,labels` measures some, `--set NAME=FILE:KIND` measures
 * another set, alone unless `--only` names something beside it; `--kept` takes the sentence model's
 * figures from bench/results, `--save` measures and keeps them (docs/benchmarks.md).
 */
export async function main(): Promise<void> {
  await command(async () => {
    const { values } = parseArgs({
      options: {
        json: { type: "boolean", default: false },
        data: { type: "string" },
        only: { type: "string" },
        set: { type: "string", multiple: true, default: [] },
        python: { type: "string" },
        kept: { type: "boolean", default: false },
        save: { type: "boolean", default: false },
      },
    });
    const asked = values.set.map(askedSet);
    const parts = partsOf(values.only, asked);
    const bench = await openBench(values.data, parts);
    if (values.save) return save(bench, values.python);
    const clusters =
      parts.some(([, part]) => part === clustering) ||
      asked.some(({ kind }) => kind === "clustering");
    if (clusters && !values.kept) bench.teacher = await openTeacher(values.python, bench.tell);
    const figures: Figure[] = [];
    const began = performance.now();
    bench.tell(
      `Seeds: k-means ${SEEDS.join(", ")}, classes held out ${SPLITS.join(", ")}, stability ${STABILITY_SEED}, cost ${COST_SEED}.`,
    );
    for (const [name, part] of parts) {
      bench.tell(`${Math.round((performance.now() - began) / 1000)} s: ${name}`);
      figures.push(...(await part(bench)));
    }
    const aimed = figures.filter(({ target }) => target !== null);
    const also = figures.filter(({ target }) => target === null);
    const others: Figure[] = [];
    for (const one of asked) others.push(...(await measureAsked(bench, one)));
    bench.tell(`${Math.round((performance.now() - began) / 1000)} s`);
    report(aimed, [...also, ...others]);
    // What was asked for by name is among the rows; what is told beside them is not.
    if (values.json) console.log(JSON.stringify(summary([...aimed, ...others])));
  });
}

function partsOf(only: string | undefined, asked: readonly AskedSet[]): [string, Part][] {
  const names = only?.split(",") ?? (asked.length > 0 ? [] : Object.keys(PARTS));
  return names.map((name) => {
    const part = PARTS[name];
    if (!part)
      throw new Failure(`There is no part "${name}". There are ${Object.keys(PARTS).join(", ")}.`);
    return [name, part];
  });
}

async function openBench(
  data: string | undefined,
  parts: readonly [string, Part][],
): Promise<Bench> {
  const folder = parts.length > 0 ? dataFolder(data) : "";
  const read = new Map<string, LabelledSet>();
  return {
    model: await engineModel(),
    set(name) {
      const set = read.get(name) ?? readSet(name, `${folder}/${name}.tsv`);
      read.set(name, set);
      return set;
    },
    teacher: null,
    tell: (line) => console.error(line),
  };
}

async function save(bench: Bench, python: string | undefined): Promise<void> {
  const teacher = await openTeacher(python, bench.tell);
  if (!teacher) throw new Failure("Nothing is kept: the sentence model is not there.");
  await keepTaught(bench, teacher);
}

function report(aimed: readonly Figure[], others: readonly Figure[]): void {
  if (aimed.length > 0) console.log(`\n${table(aimed)}`);
  if (others.length > 0) console.log(`\nWithout a target\n${table(others)}`);
  const missed = aimed.map(lineOf).filter(({ met }) => met === false);
  if (aimed.length > 0)
    console.log(
      missed.length === 0
        ? "\nEvery target is met."
        : `\n${missed.length} of ${aimed.length} targets are missed.`,
    );
}
