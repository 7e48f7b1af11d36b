import type { Model } from "./model.ts";
import type { Segment } from "./segments.ts";
import type { Lang, Span, Theme } from "./types.ts";
import { cosine, unpackVector } from "./vector.ts";

/** Words that are marked at most, and how near one must be beside the nearest. */
const most = 2;
const share = 0.7;

/**
 * The words of a segment that make it like a theme, for marking: those whose own meaning lies
 * nearest to a centroid of the theme. Empty when the theme is of another space.
 */
export const tellingWords = (segment: Segment, theme: Theme, lang: Lang, model: Model): Span[] => {
  if (theme.space !== model.vectors.space) return [];
  const centroids = theme.facets
    .filter(({ centroid }) => centroid !== "")
    .map(({ centroid }) => unpackVector(centroid, model.vectors.dimensions));
  const near = segment.tokens
    .filter(({ kind }) => kind !== "stop")
    .map((token) => {
      const vector = model.vectors.of(token.text.split(" "), lang);
      const likeness = Math.max(0, ...centroids.map((centroid) => cosine(vector, centroid)));
      return { token, likeness };
    })
    .filter(({ likeness }) => likeness > 0)
    .sort((a, b) => b.likeness - a.likeness || a.token.start - b.token.start);
  const least = (near[0]?.likeness ?? 0) * share;
  return near
    .slice(0, most)
    .filter(({ likeness }) => likeness >= least)
    .map(({ token: { start, end } }) => ({ start, end }));
};
