import { openCatalogue, readSlice } from "../../domain/themes/index.ts";
import { accuracy } from "./agreement.ts";
import { verbatimsOf } from "./engine.ts";
import { afinn, vader } from "./lexicons.ts";
import { signOf } from "./moods.ts";
import { type Bench, type Figure, percent } from "./part.ts";
import { MAMS, RESTAURANT, seedThemes } from "./seeds.ts";
import type { LabelledSet, Row } from "./sets.ts";

/** Which words speak of an aspect of SemEval-16, `ENTITY#ATTRIBUTE`; none for the place as a whole. */
function semEval16(aspect: string): string {
  if (aspect.endsWith("#PRICES")) return "price";
  if (aspect.startsWith("FOOD#") || aspect.startsWith("DRINKS#")) return "food";
  return aspect.replace(/#.*$/u, "").toLowerCase();
}

/** How the aspects of a set are told to the engine. */
interface Told {
  seeds: Readonly<Record<string, readonly string[]>>;
  /** The theme of an aspect; one without seed words has the mood of the whole sentence. */
  themeOf: (aspect: string) => string;
}

const SETS: readonly (Told & { name: string; target: number })[] = [
  { name: "se16_rest_train", target: 86, seeds: RESTAURANT, themeOf: semEval16 },
  { name: "mams_test", target: 77, seeds: MAMS, themeOf: (aspect) => aspect },
];

/** Aspects that nobody wrote seed words for: the words of their names, and MAMS's where it has them. */
export function ownSeeds({ rows }: LabelledSet): Told {
  const names = new Set(rows.flatMap(({ labels }) => labels.map((label) => aspectOf(label))));
  const seeds = [...names].map((name) => [
    name,
    MAMS[name] ?? name.toLowerCase().split(/[^\p{L}]+/u),
  ]);
  return {
    seeds: Object.fromEntries(seeds) as Told["seeds"],
    themeOf: (aspect) => aspect,
  };
}

const aspectOf = (label: string): string => label.slice(0, label.lastIndexOf(":"));

/** Sentiment of the aspects of a sentence, positive or negative, each for itself. */
export async function polarity(bench: Bench): Promise<Figure[]> {
  return SETS.map(({ name, target, ...told }) => ({
    ...polarityOn(bench, bench.set(name), told),
    target,
  }));
}

/**
 * Accuracy over (sentence, aspect) pairs with a polarity. The engine is told which aspects a sentence
 * has, as themes from seed words, and nothing else; an aspect that it does not find in the sentence
 * has the mood of the whole. Scores above zero are positive, all others negative.
 */
export function polarityOn(
  bench: Bench,
  { name, rows }: LabelledSet,
  { seeds, themeOf }: Told,
): Figure {
  const pairs = pairsOf(rows, themeOf);
  bench.tell(`${name}: ${pairs.length} pairs that are positive or negative`);
  const gold = pairs.map(({ sign }) => sign);
  const right = (score: (pair: Pair) => number) =>
    percent(
      accuracy(
        gold,
        pairs.map((pair) => signOf(score(pair))),
      ),
    );
  const themes = seedThemes(seeds, bench.model);
  const whole = openCatalogue([], bench.model);
  const scoreOf = ({ row: { text }, theme, beside }: Pair): number => {
    const [verbatim] = verbatimsOf([text]);
    if (!verbatim) return 0;
    const told = themes.filter(({ id }) => beside.includes(id));
    const catalogue = beside.length > 1 ? openCatalogue(told, bench.model) : whole;
    const [reading] = readSlice([verbatim], catalogue);
    const mention = reading?.mentions.find(({ themeId }) => themeId === theme);
    return mention?.score ?? reading?.score ?? 0;
  };
  return {
    measure: `theme polarity, ${name}`,
    value: right(scoreOf),
    target: null,
    beside: {
      VADER: right(({ row }) => vader(row.text).score),
      AFINN: right(({ row }) => afinn(row.text).score),
    },
  };
}

interface Pair {
  row: Row;
  theme: string;
  /** The themes of the sentence, its own among them. */
  beside: readonly string[];
  sign: -1 | 1;
}

function pairsOf(rows: readonly Row[], themeOf: (aspect: string) => string): Pair[] {
  return rows.flatMap((row) => {
    const named = row.labels.map((label) => {
      const aspect = aspectOf(label);
      return { theme: themeOf(aspect), polarity: label.slice(aspect.length + 1) };
    });
    const beside = [...new Set(named.map(({ theme }) => theme))];
    return named.flatMap(({ theme, polarity }): Pair[] =>
      polarity === "positive" || polarity === "negative"
        ? [{ row, theme, beside, sign: polarity === "positive" ? 1 : -1 }]
        : [],
    );
  });
}
