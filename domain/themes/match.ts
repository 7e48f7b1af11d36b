import { type Catalogue, type Matcher, pairKey } from "./catalogue.ts";
import type { Model } from "./model.ts";
import type { Segment } from "./segments.ts";
import type { Token } from "./tokens.ts";
import type { Facet, Span, Theme } from "./types.ts";
import { cosine, dotAt } from "./vector.ts";

/** Most tokens between the two halves of a pair term. */
const pairWindow = 4;
/** Evidence from which a clause belongs to a theme. */
const enough = 0.5;
/** How sharply likeness turns into evidence around a facet's threshold, in cosine. */
const slope = 0.08;

/** A theme that a segment speaks for. */
export type Hit = {
  readonly theme: Theme;
  readonly facet: Pick<Facet, "since" | "from" | "surveyId" | "generation">;
  readonly until: number;
  /** 0..1 */
  readonly similarity: number;
  readonly segment: number;
  /** The words that called it; empty when it was likeness alone. */
  readonly spans: readonly Span[];
};

type Found = { rest: number; readonly spans: Span[]; readonly keys: Set<string> };

/** Every matcher that a term of the segment calls, with the words that called it. */
const called = (tokens: readonly Token[], catalogue: Catalogue): Map<number, Found> => {
  const found = new Map<number, Found>();
  const call = (key: string, spans: readonly Span[]): void => {
    for (const { matcher, weight } of catalogue.postings.get(key) ?? []) {
      const entry = found.get(matcher) ?? { rest: 1, spans: [], keys: new Set() };
      // A word said twice in a clause is no stronger evidence.
      if (!entry.keys.has(key)) entry.rest *= 1 - weight;
      entry.keys.add(key);
      entry.spans.push(...spans);
      found.set(matcher, entry);
    }
  };
  tokens.forEach((token, at) => {
    call(token.key, [token]);
    if (!catalogue.pairKeys.has(token.key)) return;
    for (let next = at + 1; next < tokens.length && next <= at + pairWindow; next += 1) {
      const other = tokens[next] as Token;
      if (other.key !== token.key && catalogue.pairKeys.has(other.key))
        call(pairKey(token.key, other.key), [token, other]);
    }
  });
  return found;
};

/**
 * What likeness says by itself, 0..1: one half at the facet's threshold, logistic around it. A
 * word of weight w and likeness l together say 1 - (1 - w)(1 - l).
 */
const evidenceOf = (near: number, threshold: number): number =>
  1 / (1 + Math.exp((threshold - near) / slope));

/** Share of the words of a segment that the table must know before likeness alone may speak. */
const legibleShare = 0.5;

/** Whether the vector of a segment says what its words mean, and not only how they are spelt. */
const legible = ({ tokens }: Segment, { vectors, words }: Model): boolean => {
  if (vectors.space !== words.space) return true;
  const said = tokens.filter(({ kind }) => kind !== "stop").flatMap(({ text }) => text.split(" "));
  const known = said.filter((word) => words.rowOf(word) !== -1);
  return known.length >= legibleShare * said.length;
};

const none: Found = { rest: 1, spans: [], keys: new Set() };

/** Hits of one segment, each theme's facets apart. */
export const hitsOf = (segment: Segment, at: number, catalogue: Catalogue): Hit[] => {
  const found = called(segment.tokens, catalogue);
  const hits: Hit[] = [];
  const { matchers, directions, thresholds } = catalogue;
  let clear: boolean | null = null;
  for (let index = 0; index < matchers.length; index += 1) {
    const near = dotAt(segment.vector, directions, index);
    const words = found.size === 0 ? undefined : found.get(index);
    // Most facets fail here, at every text: they must cost nothing more.
    if (words === undefined) {
      if (near < (thresholds[index] as number)) continue;
      clear ??= legible(segment, catalogue.model);
      if (!clear) continue;
    }
    const { theme, facet, until, centroid } = matchers[index] as Matcher;
    const likeness = centroid === null ? 0 : evidenceOf(near, facet.threshold);
    const { rest, spans } = words ?? none;
    const similarity = 1 - rest * (1 - likeness);
    // A whole text speaks by its meaning alone: its words spoke in their clauses.
    if (similarity >= enough && !(segment.whole && likeness < enough))
      hits.push({ theme, facet, until, similarity, segment: at, spans });
  }
  return hits;
};

/**
 * Hands a hit on to the theme that a curator split from the one it hit, where the segment lies
 * within that theme's threshold; of several the nearest. Splits of splits follow. A split theme
 * that is archived hands later texts back.
 */
export const handOver = (hit: Hit, segment: Segment, seq: number, catalogue: Catalogue): Hit => {
  let at = hit;
  for (let step = catalogue.themes.size; step > 0; step -= 1) {
    let best: Matcher | null = null;
    let most = 0;
    for (const matcher of catalogue.splits.get(at.theme.id) ?? []) {
      if (matcher.centroid === null || seq > matcher.until) continue;
      const margin = cosine(segment.vector, matcher.centroid) - matcher.facet.threshold;
      if (margin < 0 || (best !== null && margin <= most)) continue;
      best = matcher;
      most = margin;
    }
    if (best === null) return at;
    at = { ...at, theme: best.theme };
  }
  return at;
};
