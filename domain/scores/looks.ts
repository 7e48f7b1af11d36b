/**
 * Which of a family of p values stand at a false discovery rate (Benjamini and Hochberg 1995).
 * A null p was no test: it never stands and does not make the family larger.
 * @param rate 0.05: of the rows that stand, at most one in twenty is expected to be noise
 */
export function significant(ps: readonly (number | null)[], rate = 0.05): boolean[] {
  const tests = ps.filter((p) => p !== null).toSorted((a, b) => a - b);
  let limit = -1;
  tests.forEach((p, i) => {
    if (p <= (rate * (i + 1)) / tests.length) limit = p;
  });
  return ps.map((p) => p !== null && p <= limit);
}
