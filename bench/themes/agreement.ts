/** How well what was found agrees with what is right. All are shares, 0 to 1. */

const entropy = (counts: Iterable<number>, n: number): number => {
  let sum = 0;
  for (const count of counts) if (count > 0) sum -= (count / n) * Math.log(count / n);
  return sum;
};

/**
 * Normalised mutual information of two partitions of the same rows: I(a; b) over the arithmetic mean
 * of both entropies, as scikit-learn has it (Strehl and Ghosh 2002; Vinh et al. 2010). Two partitions
 * of one part each agree: 1.
 */
export function nmi(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length;
  const [left, right, joint] = [
    new Map<number, number>(),
    new Map<number, number>(),
    new Map<string, number>(),
  ];
  const add = <K>(counts: Map<K, number>, key: K) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (let i = 0; i < n; i++) {
    add(left, a[i] as number);
    add(right, b[i] as number);
    add(joint, `${a[i]} ${b[i]}`);
  }
  const [ha, hb] = [entropy(left.values(), n), entropy(right.values(), n)];
  if (ha === 0 && hb === 0) return 1;
  const shared = ha + hb - entropy(joint.values(), n);
  return Math.max(0, (2 * shared) / (ha + hb));
}

/** Share of rows with the right answer; no answer (null) is a wrong one. */
export function accuracy<T>(gold: readonly T[], said: readonly (T | null)[]): number {
  return gold.filter((right, i) => said[i] === right).length / gold.length;
}

interface Counts {
  hit: number;
  said: number;
  gold: number;
}

const f1Of = ({ hit, said, gold }: Counts): number => (hit === 0 ? 0 : (2 * hit) / (said + gold));

function countsOf<T>(gold: readonly T[], said: readonly (T | null)[]): Map<T, Counts> {
  const counts = new Map<T, Counts>();
  const of = (label: T): Counts => {
    const entry = counts.get(label) ?? { hit: 0, said: 0, gold: 0 };
    counts.set(label, entry);
    return entry;
  };
  gold.forEach((right, i) => {
    of(right).gold++;
    const answer = said[i] ?? null;
    if (answer === null) return;
    of(answer).said++;
    if (answer === right) of(right).hit++;
  });
  return counts;
}

/** Mean of the F1 of the classes that the right answers have. */
export function macroF1<T>(gold: readonly T[], said: readonly (T | null)[]): number {
  const classes = [...countsOf(gold, said).values()].filter((counts) => counts.gold > 0);
  return classes.reduce((sum, counts) => sum + f1Of(counts), 0) / classes.length;
}

/** The same mean, each class weighing as many rows as have it (ABAE and CAt report this one). */
export function weightedF1<T>(gold: readonly T[], said: readonly (T | null)[]): number {
  const classes = [...countsOf(gold, said).values()];
  return classes.reduce((sum, counts) => sum + f1Of(counts) * counts.gold, 0) / gold.length;
}

/** F1 over all (row, label) pairs together: rows with any number of labels. */
export function microF1<T>(
  gold: readonly ReadonlySet<T>[],
  said: readonly ReadonlySet<T>[],
): number {
  const all: Counts = { hit: 0, said: 0, gold: 0 };
  gold.forEach((right, i) => {
    const answer = said[i] ?? new Set<T>();
    all.gold += right.size;
    all.said += answer.size;
    for (const label of answer) if (right.has(label)) all.hit++;
  });
  return f1Of(all);
}
