import type { Analysis } from "./analyse.ts";
import { meanOf } from "./clusters.ts";
import { closeCohesion, combined, nestByName, ordered } from "./combine.ts";
import { directionOf, thresholdOf } from "./facets.ts";
import type { Model } from "./model.ts";
import { dedupeKey } from "./normalise.ts";
import { countPhrases } from "./phrases.ts";
import { segmentsOf } from "./segments.ts";
import { type Corpus, meaningTopics, type Topic, wordTopics } from "./topics.ts";
import type { Lang, Term } from "./types.ts";
import { cosine } from "./vector.ts";

/** Verbatims a survey needs before themes are looked for (CONTRACTS, Themes). */
export const minimumVerbatims = 30;
/** Different texts a group needs. */
const minimumGroup = 8;
/** ... or this share of what is read, up to a bound, so that much is not cut into crumbs. */
const minimumShare = 0.004;
const largestMinimum = 25;
/** Most texts that one discovery step reads; callers sample above it. */
export const discoveryLimit = 3_000;
const exemplarCount = 5;

/** A group of verbatims that speak of one thing. */
export type Candidate = {
  readonly label: string;
  readonly lang: Lang;
  readonly terms: readonly Term[];
  readonly threshold: number;
  readonly centroid: Float32Array;
  /** Index of the parent in the returned list; always smaller than its own. */
  readonly parent: number | null;
  /** Ids of the verbatims that it grew from. */
  readonly members: readonly string[];
  /** True when its members lie close in meaning, whatever words they share. */
  readonly close: boolean;
  /** Ids of the members nearest to the centroid. */
  readonly exemplars: readonly string[];
};

/** Share of the texts from which their language names themes; else families have their own names. */
const mainShare = 0.6;

const mainLanguage = (analyses: readonly Analysis[]): Lang => {
  const counts = new Map<Lang, number>();
  for (const { lang } of analyses) counts.set(lang, (counts.get(lang) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return most !== undefined && most[1] >= mainShare * analyses.length ? most[0] : "und";
};

/** One text of each wording: a copied text is one voice for discovery. */
const distinct = (analyses: readonly Analysis[]): Analysis[] => {
  const seen = new Map<string, Analysis>();
  for (const analysis of analyses) {
    const key = dedupeKey(analysis.verbatim.text);
    if (key !== "" && !seen.has(key)) seen.set(key, analysis);
  }
  return [...seen.values()];
};

const finish = (topic: Topic, corpus: Corpus): Omit<Candidate, "parent"> | null => {
  const { texts, segments, background, lang } = corpus;
  const vectors = topic.members.map(({ segment }) => segment.vector);
  const centroid = directionOf(vectors, background);
  if (topic.docs.length < minimumGroup || centroid === null) return null;
  const inside = new Set(topic.docs);
  const others = segments.flatMap((list, doc) =>
    inside.has(doc) ? [] : list.map(({ vector }) => cosine(vector, centroid)),
  );
  const idOf = (doc: number): string => (texts[doc] as Analysis).verbatim.id;
  const ranked = topic.members
    .map(({ doc, segment }) => {
      const { length } = (texts[doc] as Analysis).words;
      return { id: idOf(doc), length, near: cosine(segment.vector, centroid) };
    })
    .sort((a, b) => b.near - a.near || (a.id < b.id ? -1 : 1));
  const telling = ranked.filter(({ length }) => length >= 5 && length <= 60);
  const ids = (telling.length > 0 ? telling : ranked).map(({ id }) => id);
  return {
    label: topic.label,
    lang,
    terms: topic.terms,
    threshold: thresholdOf(
      ranked.map(({ near }) => near),
      others,
    ),
    centroid,
    members: topic.docs.map(idOf),
    close: topic.cohesion >= closeCohesion,
    exemplars: [...new Set(ids)].slice(0, exemplarCount),
  };
};

/**
 * Groups by what people name (nouns, word families, noun-headed pairs) among texts that have no
 * theme yet, and by what they mean among these and `themed` ones, combined. Parents come first.
 */
export const discover = (
  unthemed: readonly Analysis[],
  themed: readonly Analysis[],
  model: Model,
): Candidate[] => {
  const texts = distinct([...unthemed, ...themed]);
  const open = new Set(unthemed);
  const fresh = texts.filter((text) => open.has(text));
  const segments = texts.map((analysis) => segmentsOf(analysis, model));
  const share = Math.min(largestMinimum, Math.ceil(minimumShare * texts.length));
  const phrases = countPhrases(texts, model);
  const corpus: Corpus = {
    texts,
    segments,
    background: meanOf(
      segments.flatMap((list) => list.map(({ vector }) => vector)),
      model.vectors.dimensions,
    ),
    phrases,
    // Texts without a theme come first, so that their places are the same in both.
    unthemed: fresh.length === texts.length ? phrases : countPhrases(fresh, model),
    open: fresh.length,
    lang: mainLanguage(texts),
    least: Math.max(minimumGroup, share),
    model,
  };
  const topics = combined(wordTopics(corpus), meaningTopics(corpus), corpus.lang);
  const nameOf = (label: string) => model.vectors.of(label.toLowerCase().split(" "), corpus.lang);
  nestByName(topics, (a, b) => cosine(nameOf(a), nameOf(b)));
  const placed = new Map<Topic, number>();
  const found: Candidate[] = [];
  for (const topic of ordered(topics)) {
    const candidate = finish(topic, corpus);
    if (candidate === null) continue;
    const parent = topic.parent === null ? null : (placed.get(topic.parent) ?? null);
    placed.set(topic, found.length);
    found.push({ ...candidate, parent });
  }
  return found;
};
