import { verbatimsOf } from "./engine.ts";
import { type Bench, type Figure, mean, percent } from "./part.ts";
import { shuffled } from "./random.ts";
import type { Row } from "./sets.ts";
import { emptySurvey, runOver, type Survey, volumesOf } from "./survey.ts";

/** Classes that nobody has spoken of before. */
const HELD_OUT = 25;
export const SPLITS = [1, 2, 3];
/** Share of a theme's verbatims that one class must have. */
const PURITY = 0.5;
const FOUND_TARGET = 75;
const DUPLICATES_TARGET = 1;

interface Found {
  /** Classes held out that a new theme has as its majority. */
  classes: number;
  /** New themes that say again what a theme says already. */
  repeated: number;
  /** The same without sub-themes of the theme that they repeat. */
  beside: number;
}

/**
 * A survey that knows 52 classes of banking77 (train rows) and then gets, in one run, the test rows
 * of all 77: 25 classes are new to it. Means over the splits.
 */
export async function discovery(bench: Bench): Promise<Figure[]> {
  const found = SPLITS.map((seed) => splitOf(bench, seed));
  const classes = mean(found.map((one) => one.classes));
  const per = (count: (one: Found) => number) => mean(found.map(count)) / Math.max(classes, 1);
  return [
    {
      measure: "new classes proposed within one run",
      value: percent(classes / HELD_OUT),
      target: FOUND_TARGET,
    },
    {
      measure: "duplicates per true new theme",
      value: per(({ repeated }) => repeated),
      target: DUPLICATES_TARGET,
      atMost: true,
      beside: { "without sub-themes": per(({ beside }) => beside) },
    },
  ];
}

function splitOf({ model, set, tell }: Bench, seed: number): Found {
  const [train, test] = [set("banking77_train").rows, set("banking77_test").rows];
  const classOf = ({ labels: [label = ""] }: Row) => label;
  const names = [...new Set(test.map(classOf))].sort();
  const fresh = new Set(shuffled(names, seed).slice(0, HELD_OUT));
  const first = shuffled(train, seed).filter((row) => !fresh.has(classOf(row)));
  const second = shuffled(test, seed);
  const texts = (rows: readonly Row[]) => rows.map(({ text }) => text);
  const known = runOver(emptySurvey, verbatimsOf(texts(first)), model);
  const after = runOver(known, verbatimsOf(texts(second), { seq: first.length + 1 }), model);
  const classes = [...first, ...second].map(classOf);
  const found = judge(known, after, classes, fresh);
  tell(
    `split ${seed}: ${known.themes.length} themes from ${first.length} rows; ${after.themes.length - known.themes.length} proposed from ${second.length}: ${found.classes} of ${HELD_OUT} new classes, ${found.repeated} duplicates (${found.beside} of them no sub-theme)`,
  );
  return found;
}

/**
 * A class counts as found when it has at least half of the verbatims of a proposed theme. A theme is
 * a duplicate when its largest class is that of a theme before it, old or new.
 */
function judge(
  known: Survey,
  after: Survey,
  classes: readonly string[],
  fresh: ReadonlySet<string>,
): Found {
  const before = new Set(known.themes.map(({ id }) => id));
  const majority = new Map(
    volumesOf(after).map(({ theme, rows }) => [theme.id, largestClass(rows, classes)]),
  );
  const covered = new Set([...before].flatMap((id) => majority.get(id)?.name ?? []));
  const found = new Set<string>();
  let [repeated, beside] = [0, 0];
  for (const { theme } of volumesOf(after)) {
    const largest = majority.get(theme.id);
    if (before.has(theme.id) || !largest) continue;
    if (fresh.has(largest.name) && largest.share >= PURITY && !found.has(largest.name)) {
      found.add(largest.name);
    } else if (covered.has(largest.name) || found.has(largest.name)) {
      repeated++;
      const parent = theme.parentId === null ? undefined : majority.get(theme.parentId);
      if (parent?.name !== largest.name) beside++;
    }
  }
  return { classes: found.size, repeated, beside };
}

function largestClass(
  rows: readonly number[],
  classes: readonly string[],
): { name: string; share: number } {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(classes[row] ?? "", (counts.get(classes[row] ?? "") ?? 0) + 1);
  const [[name, n] = ["", 0]] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return { name, share: n / rows.length };
}
