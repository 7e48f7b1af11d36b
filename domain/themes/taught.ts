import { analyse } from "./analyse.ts";
import { meanOf } from "./clusters.ts";
import { nearestWords } from "./embed/embed.ts";
import { directionOf } from "./facets.ts";
import type { Model } from "./model.ts";
import { tokensOf, wordsOf } from "./tokens.ts";
import { handOver, hitsOf } from "./match.ts";
import { openCatalogue } from "./catalogue.ts";
import { segmentsOf, type Segment } from "./segments.ts";
import type { Facet, Lang, Term, Theme, Verbatim } from "./types.ts";
import { cosine, packVector, unpackVector } from "./vector.ts";

/** Where a facet stands in the order of things (see `Facet`). */
export type Place = Pick<Facet, "generation" | "surveyId" | "since">;

/** The clauses of a quote that speak for `source`; all of them where none does. */
const spoken = (quote: Verbatim, source: Theme, model: Model): Segment[] => {
  const segments = segmentsOf(analyse(quote, model), model);
  const catalogue = openCatalogue([{ ...source, splitFrom: null, rules: [] }], model);
  const speaking = segments.filter((segment, at) =>
    hitsOf(segment, at, catalogue).some(
      (hit) => handOver(hit, segment, quote.seq, catalogue).theme.id === source.id,
    ),
  );
  return speaking.length > 0 ? speaking : segments;
};

/** How far below the least of the chosen a threshold lies, as a share of the gap to the others. */
const room = 0.5;
/** That gap where there are no others. */
const leastGap = 0.1;

/**
 * The facet of a theme that is split off: `chosen` are the quotes that a curator selected, `others`
 * quotes of the source that stay (a sample will do). Its centroid is the direction from the others to
 * the chosen; its threshold lets all the chosen over and of the others as few as that allows.
 */
export const facetOfQuotes = (
  split: Place & { readonly chosen: readonly Verbatim[]; readonly others: readonly Verbatim[] },
  source: Theme,
  model: Model,
): Facet => {
  const { generation, surveyId, since } = split;
  const { dimensions, space } = model.vectors;
  const chosen = split.chosen.map((quote) => spoken(quote, source, model));
  const others = split.others.map((quote) => spoken(quote, source, model));
  const all = [...chosen, ...others].flatMap((list) => list.map(({ vector }) => vector));
  const stayed = others.flatMap((list) => list.map(({ vector }) => vector));
  const [facet] = source.facets;
  const home =
    stayed.length > 0
      ? meanOf(stayed, dimensions)
      : source.space === space && facet !== undefined && facet.centroid !== ""
        ? unpackVector(facet.centroid, dimensions)
        : new Float32Array(dimensions);
  const picked = chosen.flatMap((list) => list.map(({ vector }) => vector));
  const centroid =
    directionOf(picked, home) ?? directionOf(picked, new Float32Array(dimensions)) ?? null;
  if (centroid === null || all.length === 0)
    return { generation, surveyId, since, centroid: "", threshold: 1, terms: [] };
  // As it will be read: packed.
  const packed = packVector(centroid);
  const stored = unpackVector(packed, dimensions);
  const nearest = (list: readonly Segment[]): number =>
    Math.max(-1, ...list.map(({ vector }) => cosine(vector, stored)));
  const lowest = Math.min(...chosen.map(nearest));
  const below = others.map(nearest).filter((near) => near < lowest);
  const gap = below.length > 0 ? lowest - Math.max(...below) : leastGap;
  return {
    generation,
    surveyId,
    since,
    centroid: packed,
    threshold: lowest - gap * room,
    terms: [],
  };
};

/** Weight of the words that a curator named, and of words that mean nearly the same. */
const seedWeight = 0.8;
const kinWeight = 0.55;
/** Cosine to the seeds' common direction from which a word is of their kind, and to one of them. */
const kin = 0.38;
const synonym = 0.42;
/** Words of their kind that a facet keeps. */
const mostKin = 400;
/** Cosine to the seeds' common direction from which a clause is about them without naming one. */
const seedThreshold = 0.46;

/** The key under which a word, or words side by side, are looked up. */
const keysOf = (words: string, lang: Lang): string[] => {
  const tokens = tokensOf(wordsOf(words.toLowerCase()), lang).filter(({ kind }) => kind !== "stop");
  const keys = [...new Set(tokens.map(({ key }) => key))].sort();
  const [a, b] = keys;
  return keys.length === 0 ? [] : b === undefined || a === undefined ? keys : [`${a}+${b}`];
};

/** The table's words that are of a kind with seeds: near their direction, and near one of them. */
const kinOf = (
  direction: Float32Array,
  seeds: readonly Float32Array[],
  model: Model,
): readonly string[] =>
  model.vectors.space === model.words.space
    ? nearestWords(model.words, direction, mostKin)
        .filter(({ word, similarity }) => {
          const vector = model.vectors.of([word], "und");
          return similarity >= kin && seeds.some((seed) => cosine(seed, vector) >= synonym);
        })
        .map(({ word }) => word)
    : [];

/**
 * A facet from the words that name a theme ("delivery", "courier", "shipping costs"), as a curator
 * makes one by hand: the words themselves, the table's words nearest to each of them, and their
 * common direction.
 */
export const themeOfWords = (
  words: readonly string[],
  label: string,
  model: Model,
  place: Place,
  lang: Lang = "en",
): Facet => {
  const seeds = [...new Set([label, ...words].map((word) => word.toLowerCase()))];
  const vectors = seeds.map((seed) => model.vectors.of(seed.split(/\s+/u), lang));
  const centroid = directionOf(vectors, new Float32Array(model.vectors.dimensions));
  const terms = new Map<string, Term>();
  for (const seed of seeds)
    for (const key of keysOf(seed, lang)) terms.set(key, { key, weight: seedWeight });
  const near = centroid === null ? [] : kinOf(centroid, vectors, model);
  for (const word of near)
    for (const { key, kind } of tokensOf(wordsOf(word), lang))
      if (!terms.has(key) && (kind === "content" || kind === "family"))
        terms.set(key, { key, weight: kinWeight });
  return {
    ...place,
    centroid: centroid === null ? "" : packVector(centroid),
    threshold: seedThreshold,
    terms: [...terms.values()],
  };
};
