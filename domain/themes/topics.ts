import type { Analysis } from "./analyse.ts";
import { centred, type Cluster, clustersOf } from "./clusters.ts";
import { type Draft, groupsOf, nest } from "./groups.ts";
import { labelKey } from "./labels.ts";
import type { Model } from "./model.ts";
import { nameOf } from "./names.ts";
import { countPhrases, type PhraseStats } from "./phrases.ts";
import type { Segment } from "./segments.ts";
import type { Lang, Term } from "./types.ts";

/** Most stretches of text that are grouped by meaning; of more, every n-th. */
const mostUnits = 6_000;
/** How close a group by meaning must lie (see `Cluster.cohesion`). */
const leastCohesion = 0.24;
/** Texts with a theme that tell what is new, and how much more often a new word is seen without. */
const enoughThemed = 50;
const newerBy = 2;
/** Weight of the words that a group grew from, and of those that only support it. */
export const namingWeight = 0.8;
const supportWeight = 0.45;

/** A stretch of a text that is grouped by its meaning. */
export type Unit = { readonly doc: number; readonly segment: Segment };

export type Corpus = {
  readonly texts: readonly Analysis[];
  readonly segments: readonly (readonly Segment[])[];
  readonly background: Float32Array;
  readonly phrases: PhraseStats;
  /** Phrases of the first `open` texts, which have no theme yet. */
  readonly unthemed: PhraseStats;
  readonly open: number;
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
export type Topic = {
  readonly label: string;
  terms: Term[];
  docs: readonly number[];
  members: Unit[];
  parent: Topic | null;
  /** Cohesion of a group by meaning; 0 for one by words. */
  readonly cohesion: number;
  /** True for one of the things that are said about a topic. */
  readonly part: boolean;
};

const carries = (keys: readonly string[], held: ReadonlySet<string>): boolean =>
  keys.some((key) => key.split("+").every((half) => held.has(half)));

/**
 * A word that texts with a theme use nearly as often as those without is no topic that was missed:
 * in a survey about cards "card" is everywhere.
 */
const isNew = ({ keys: [key = ""], docs }: Draft, { phrases, open, texts }: Corpus): boolean => {
  const themed = texts.length - open;
  if (themed < enoughThemed) return true;
  const everywhere = (phrases.single.get(key) ?? phrases.pairs.get(key))?.docs.length ?? 0;
  const rate = Math.max(0, everywhere - docs.length) / themed;
  return docs.length / open >= newerBy * rate;
};

/** Groups by words among texts without a theme: each text's first clause that holds one of them is the member. */
export const wordTopics = (corpus: Corpus): Topic[] => {
  const { unthemed, open, least, lang, segments } = corpus;
  const drafts = groupsOf(unthemed, open, least, lang).filter((draft) => isNew(draft, corpus));
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
      part: false,
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

const phrasesOf = (members: readonly Unit[], { texts, model }: Corpus): PhraseStats =>
  countPhrases(
    members.map(({ doc, segment }) => {
      const analysis = texts[doc] as Analysis;
      const clauses = segment.whole
        ? analysis.clauses
        : analysis.clauses.filter(({ from }) => from === segment.from);
      return { ...analysis, clauses };
    }),
    model,
  );

/** A group by meaning as a topic; null where it is too small, too loose or without a name. */
const topicOf = (
  { rows, cohesion }: Cluster,
  units: readonly Unit[],
  corpus: Corpus,
  part: boolean,
  parent: Topic | null,
): Topic | null => {
  const { texts, phrases, least, lang, model } = corpus;
  const members = rows.map((row) => units[row] as Unit);
  const docs = [...new Set(members.map(({ doc }) => doc))].sort((a, b) => a - b);
  if (docs.length < least || cohesion < leastCohesion) return null;
  const own = phrasesOf(members, corpus);
  const naming = { own, all: phrases, size: members.length, texts: texts.length, lang };
  const name = nameOf(naming, model, parent === null ? null : labelKey(parent.label, lang));
  if (name === null) return null;
  const terms = supportOf(own, phrases, name.key);
  return { label: name.label, terms, docs, members, parent, cohesion, part };
};

/** Groups by meaning that lie close and have a name, each followed by its parts. */
export const meaningTopics = (corpus: Corpus): Topic[] => {
  const units = unitsOf(corpus);
  const rows = centred(
    units.map(({ segment }) => segment.vector),
    corpus.model.vectors.dimensions,
  );
  return clustersOf(rows).flatMap((cluster) => {
    const topic = topicOf(cluster, units, corpus, false, null);
    const parts = cluster.parts.flatMap((part) => topicOf(part, units, corpus, true, topic) ?? []);
    return [...(topic === null ? [] : [topic]), ...parts];
  });
};
