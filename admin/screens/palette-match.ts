/** A place that the palette leads to. */
export type Target = {
  name: string;
  kind: string;
  path: string;
  query?: Readonly<Record<string, string>>;
};

/** Targets whose name and kind hold all typed words, those that begin with them first. */
export function matching(targets: readonly Target[], text: string): Target[] {
  const words = text.toLowerCase().split(/\s+/u).filter(Boolean);
  const label = ({ name, kind }: Target) => `${name} ${kind}`.toLowerCase();
  const begins = (target: Target) => (label(target).startsWith(words[0] ?? "") ? 0 : 1);
  return targets
    .filter((target) => words.every((word) => label(target).includes(word)))
    .toSorted((a, b) => begins(a) - begins(b));
}
