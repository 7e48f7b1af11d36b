import type { Analysis } from "./analyse.ts";
import { centred, clustersOf, meanOf } from "./clusters.ts";
import { directionOf, thresholdOf } from "./facets.ts";
import { common, type Draft, groupsOf, nest } from "./groups.ts";
import { labelKey } from "./labels.ts";
import type { Model } from "./model.ts";
import { nameOf } from "./names.ts";
import { dedupeKey } from "./normalise.ts";
import { countPhrases, type PhraseStats } from "./phrases.ts";
import { type Segment, segmentsOf } from "./segments.ts";
import type { Lang, Term } from "./types.ts";
import { cosine } from "./vector.ts";

/** Verbatims a survey needs before themes are looked for (CONTRACTS, Themes). */
export const minimumVerbatims = 30;
/** Different texts a group needs. */
const minimumGroup = 8;
/** ... or this share of the survey, up to a bound, so that a large one is not cut into crumbs. */
const minimumShare = 0.004;
const largestMinimum = 25;
/** Most texts that one discovery step reads; callers sample above it. */
export const discoveryLimit = 5_000;
/** Most stretches of text that are grouped by meaning; of more, every n-th. */
const mostUnits = 6_000;
/** Themes made in one step, sub-themes included, and sub-themes of one. */
const mostThemes = 60;
const mostChildren = 5;
/** How close a group by meaning must lie (see `Cluster.cohesion`). */
const leastCohesion = 0.5;
/** Texts in common (Jaccard) from which a group by meaning is one by words. */
const sameTopic = 0.4;
/** Share of a group by meaning inside one by words from which it is a part of it. */
const partOf = 0.6;
/**
 * Close groups, and the share of a word's texts they hold, from which the word alone says too
 * little; unless one of them holds most of it.
 */
const closeCohesion = 0.57;
const fullyParted = 0.5;
const manyParts = 3;
const mainPart = 0.5;
/** Weight of the words that a group grew from, and of those that only support it. */
export const namingWeight = 0.8;
const supportWeight = 0.45;
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
  readonly size: number;
  /** Ids of the members nearest to the centroid. */
  readonly exemplars: readonly string[];
};

const mainLanguage = (analyses: readonly Analysis[]): Lang => {
  const counts = new Map<Lang, number>();
  for (const { lang } of analyses) counts.set(lang, (counts.get(lang) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? "und";
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

/** A stretch of a text that is grouped by its meaning. */
type Unit = { readonly doc: number; readonly segment: Segment };

type Corpus = {
  readonly texts: readonly Analysis[];
  readonly segments: readonly (readonly Segment[])[];
  readonly background: Float32Array;
  readonly phrases: PhraseStats;
  readonly lang: Lang;
  /** Texts that a group needs. */
  readonly least: number;
  readonly model: Model;
};

const topical = ({ tokens }: Segment): boolean =>
  tokens.some(({ kind }) => kind === "content" || kind === "family" || kind === "subject");

const unitsOf = ({ segments }: Corpus): Unit[] => {
  const units = segments.flatMap((list, doc) => {
    const last = list.at(-1);
    const spoken = last?.whole === true ? [last] : list;
    return spoken.filter(topical).map((segment) => ({ doc, segment }));
  });
  const step = Math.ceil(units.length / mostUnits);
  return step <= 1 ? units : units.filter((_, at) => at % step === 0);
};

/** A topic in the making: a group by words, by meaning, or both. */
type Topic = {
  readonly label: string;
  terms: Term[];
  docs: readonly number[];
  members: Unit[];
  parent: Topic | null;
  /** Cohesion of a group by meaning; 0 for one by words. */
  readonly cohesion: number;
};

const carries = (keys: readonly string[], held: ReadonlySet<string>): boolean =>
  keys.some((key) => key.split("+").every((half) => held.has(half)));

/** Groups by words: each text's first clause that holds one of them is the member. */
const wordTopics = (corpus: Corpus): Topic[] => {
  const { phrases, texts, least, lang, segments } = corpus;
  const drafts = groupsOf(phrases, texts.length, least, lang);
  nest(drafts);
  const made = new Map<Draft, Topic>();
  for (const draft of drafts) {
    const members = draft.docs.flatMap((doc) => {
      const segment = (segments[doc] as readonly Segment[]).find(({ tokens }) =>
        carries(draft.keys, new Set(tokens.map((token) => token.key))),
      );
      return segment === undefined ? [] : [{ doc, segment }];
    });
    made.set(draft, {
      label: draft.label,
      terms: draft.keys.map((key) => ({ key, weight: namingWeight })),
      docs: draft.docs,
      members,
      parent: null,
      cohesion: 0,
    });
  }
  for (const [draft, topic] of made)
    topic.parent = draft.parent === null ? null : (made.get(draft.parent) ?? null);
  return [...made.values()];
};

/** Words that mostly stand in this group: they support what likeness says. */
const supportOf = (own: PhraseStats, all: PhraseStats, key: string): Term[] => {
  const terms: Term[] = [];
  for (const stats of [...own.single.values(), ...own.pairs.values()]) {
    const everywhere = (all.single.get(stats.key) ?? all.pairs.get(stats.key))?.docs.length ?? 0;
    const share = stats.docs.length / Math.max(stats.docs.length, everywhere);
    const named = stats.key === key;
    if (stats.kind === "filler" || (!named && (stats.docs.length < 4 || share < 0.5))) continue;
    const weight = named && share >= 0.7 ? 0.6 : Math.min(supportWeight, 0.5 * share);
    terms.push({ key: stats.key, weight: Math.round(weight * 100) / 100 });
  }
  return terms.sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1)).slice(0, 24);
};

/** Groups by meaning that lie close and have a name. */
const meaningTopics = (corpus: Corpus): Topic[] => {
  const { texts, phrases, least, lang, model } = corpus;
  const units = unitsOf(corpus);
  const rows = centred(
    units.map(({ segment }) => segment.vector),
    model.vectors.dimensions,
  );
  return clustersOf(rows).flatMap(({ rows: list, cohesion }) => {
    const members = list.map((row) => units[row] as Unit);
    const docs = [...new Set(members.map(({ doc }) => doc))].sort((a, b) => a - b);
    if (docs.length < least || cohesion < leastCohesion) return [];
    const own = countPhrases(
      members.map(({ doc, segment }) => {
        const analysis = texts[doc] as Analysis;
        const clauses = segment.whole
          ? analysis.clauses
          : analysis.clauses.filter(({ from }) => from === segment.from);
        return { ...analysis, clauses };
      }),
      model,
    );
    const name = nameOf({ own, all: phrases, size: members.length, texts: texts.length, lang }, model);
    if (name === null) return [];
    const terms = supportOf(own, phrases, name.key);
    return [{ label: name.label, terms, docs, members, parent: null, cohesion }];
  });
};

const jaccard = (a: readonly number[], b: readonly number[]): number => {
  const both = common(a, b);
  return both / (a.length + b.length - both);
};

const union = (a: readonly number[], b: readonly number[]): number[] =>
  [...new Set([...a, ...b])].sort((x, y) => x - y);

/** A word whose texts fall into several close groups: in a survey about cards "card" says nothing. */
const isHollow = (topic: Topic, byMeaning: readonly Topic[]): boolean => {
  const parts = byMeaning
    .filter(({ cohesion }) => cohesion >= closeCohesion)
    .map(({ docs }) => common(docs, topic.docs))
    .filter((both) => both >= minimumGroup / 2);
  const held = parts.reduce((sum, both) => sum + both, 0);
  return (
    parts.length >= manyParts &&
    held >= fullyParted * topic.docs.length &&
    Math.max(...parts) < mainPart * topic.docs.length
  );
};

/**
 * One list out of both: a group by meaning that holds the texts of one by words joins it, one that
 * lies inside becomes a part of it.
 */
const combined = (words: readonly Topic[], byMeaning: readonly Topic[], lang: Lang): Topic[] => {
  const byWords = words.filter((topic) => !isHollow(topic, byMeaning));
  for (const topic of byWords)
    if (topic.parent !== null && !byWords.includes(topic.parent)) topic.parent = null;
  const kept: Topic[] = [...byWords];
  for (const topic of byMeaning) {
    const named = labelKey(topic.label, lang);
    const twin = kept.find(
      (other) =>
        labelKey(other.label, lang) === named || jaccard(other.docs, topic.docs) >= sameTopic,
    );
    if (twin !== undefined) {
      const known = new Set(twin.terms.map(({ key }) => key));
      twin.terms = [...twin.terms, ...topic.terms.filter(({ key }) => !known.has(key))];
      twin.docs = union(twin.docs, topic.docs);
      twin.members = [...twin.members, ...topic.members];
      continue;
    }
    const home = byWords
      .filter((other) => other.parent === null && other.docs.length > topic.docs.length)
      .map((other) => ({ other, share: common(other.docs, topic.docs) / topic.docs.length }))
      .filter(({ share }) => share >= partOf)
      .sort((a, b) => b.share - a.share || a.other.docs.length - b.other.docs.length)[0];
    topic.parent = home?.other ?? null;
    kept.push(topic);
  }
  return kept;
};

/** The largest topics, and of each the largest parts; parents first. */
const trimmed = (kept: readonly Topic[]): Topic[] => {
  const large = (a: Topic, b: Topic): number =>
    b.docs.length - a.docs.length || (a.label < b.label ? -1 : 1);
  const tops = kept.filter(({ parent }) => parent === null).sort(large);
  const parts = tops.flatMap((top) =>
    kept
      .filter(({ parent }) => parent === top)
      .sort(large)
      .slice(0, mostChildren),
  );
  const chosen = new Set([...tops, ...parts].sort(large).slice(0, mostThemes));
  return [...tops, ...parts.sort(large)].filter(
    (topic) => chosen.has(topic) && (topic.parent === null || chosen.has(topic.parent)),
  );
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
  const ranked = topic.members
    .map(({ doc, segment }) => {
      const { verbatim, words } = texts[doc] as Analysis;
      return { id: verbatim.id, length: words.length, near: cosine(segment.vector, centroid) };
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
    size: topic.docs.length,
    exemplars: [...new Set(ids)].slice(0, exemplarCount),
  };
};

/**
 * Groups among verbatims that have no theme yet: by what people name (nouns, word families,
 * noun-headed pairs) and by what they mean, combined. Reads at most `discoveryLimit` texts. Parents
 * come first. `verbatims` is the size of the whole survey, which sets how large a group must be.
 */
export const discover = (
  analyses: readonly Analysis[],
  model: Model,
  verbatims: number = analyses.length,
): Candidate[] => {
  const texts = distinct(analyses.slice(0, discoveryLimit));
  const share = Math.min(largestMinimum, Math.ceil(minimumShare * verbatims));
  const segments = texts.map((analysis) => segmentsOf(analysis, model));
  const corpus: Corpus = {
    texts,
    segments,
    background: meanOf(
      segments.flatMap((list) => list.map(({ vector }) => vector)),
      model.vectors.dimensions,
    ),
    phrases: countPhrases(texts, model),
    lang: mainLanguage(texts),
    least: Math.max(minimumGroup, share),
    model,
  };
  const topics = trimmed(combined(wordTopics(corpus), meaningTopics(corpus), corpus.lang));
  const placed = new Map<Topic, number>();
  const found: Candidate[] = [];
  for (const topic of topics) {
    const candidate = finish(topic, corpus);
    if (candidate === null) continue;
    const parent = topic.parent === null ? null : (placed.get(topic.parent) ?? null);
    placed.set(topic, found.length);
    found.push({ ...candidate, parent });
  }
  return found;
};
