import { rootOf } from "./identity.ts";
import type { Model } from "./model.ts";
import { compileRules, type CompiledRules } from "./rules.ts";
import type { Facet, Theme } from "./types.ts";
import { unpackVector } from "./vector.ts";

/** A facet compiled for look-up. */
export type Matcher = {
  readonly theme: Theme;
  /** Last `seq` it takes: that of the theme or of the one it was merged into. */
  readonly until: number;
  readonly facet: Facet;
  /** Null where the theme was made in another vector space: its words speak alone. */
  readonly centroid: Float32Array | null;
};
type Posting = { readonly matcher: number; readonly weight: number };

/** Themes compiled for look-up. Make it once a slice. */
export type Catalogue = {
  readonly model: Model;
  readonly themes: ReadonlyMap<string, Theme>;
  /** Facets of themes that stand by themselves. */
  readonly matchers: readonly Matcher[];
  /** Their centroids one after the other; zeros where there is none. */
  readonly directions: Float32Array;
  /** The cosine from which each speaks by likeness; infinite where there is no centroid. */
  readonly thresholds: Float64Array;
  /** Facets of themes that take their clauses from another one, by that one's id. */
  readonly splits: ReadonlyMap<string, readonly Matcher[]>;
  readonly postings: ReadonlyMap<string, readonly Posting[]>;
  readonly pairKeys: ReadonlySet<string>;
  readonly rules: CompiledRules;
};

/** Key of two stems that stand close together, in either order. */
export const pairKey = (a: string, b: string): string => (a < b ? `${a}+${b}` : `${b}+${a}`);

const untilOf = (theme: Theme, byId: ReadonlyMap<string, Theme>): number => {
  const heir = byId.get(rootOf(theme.id, byId));
  const ends = [theme.until, heir?.until ?? null].filter((end) => end !== null);
  return Math.min(Number.POSITIVE_INFINITY, ...ends);
};

/** Compiles themes (after `replay`) for `read`. */
export const openCatalogue = (themes: readonly Theme[], model: Model): Catalogue => {
  const byId = new Map(themes.map((theme) => [theme.id, theme]));
  const matchers: Matcher[] = [];
  const splits = new Map<string, Matcher[]>();
  const postings = new Map<string, Posting[]>();
  const pairKeys = new Set<string>();
  for (const theme of themes) {
    const until = untilOf(theme, byId);
    const near = theme.space === model.vectors.space;
    for (const facet of theme.facets) {
      // An empty centroid belongs to a facet of words alone.
      const centroid =
        near && facet.centroid !== ""
          ? unpackVector(facet.centroid, model.vectors.dimensions)
          : null;
      const matcher: Matcher = { theme, until, facet, centroid };
      if (theme.splitFrom !== null) {
        splits.set(theme.splitFrom, [...(splits.get(theme.splitFrom) ?? []), matcher]);
        continue;
      }
      for (const { key, weight } of facet.terms) {
        const list = postings.get(key) ?? [];
        list.push({ matcher: matchers.length, weight });
        postings.set(key, list);
        for (const half of key.includes("+") ? key.split("+") : []) pairKeys.add(half);
      }
      matchers.push(matcher);
    }
  }
  const { dimensions } = model.vectors;
  const directions = new Float32Array(matchers.length * dimensions);
  matchers.forEach(({ centroid }, index) => {
    if (centroid !== null) directions.set(centroid, index * dimensions);
  });
  return {
    model,
    directions,
    thresholds: Float64Array.from(matchers, ({ centroid, facet }) =>
      centroid === null ? Number.POSITIVE_INFINITY : facet.threshold,
    ),
    themes: byId,
    matchers,
    splits,
    postings,
    pairKeys,
    rules: compileRules(themes, byId, (theme) => untilOf(theme, byId), model),
  };
};
