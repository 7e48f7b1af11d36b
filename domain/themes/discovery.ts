import type { Analysis } from "./analyse.ts";
import { type Draft, groupsOf, nest } from "./groups.ts";
import { dedupeKey } from "./normalise.ts";
import { countPhrases } from "./phrases.ts";
import type { Lang, Term } from "./types.ts";
import type { Model } from "./model.ts";
import { centroidOf, cosine } from "./vector.ts";

/** Verbatims a survey needs before themes are looked for (CONTRACTS, Themes). */
export const minimumVerbatims = 30;
/** Different texts a group needs. */
const minimumGroup = 8;
/** ... or this share of the survey, up to a bound, so that a large one is not cut into crumbs. */
const minimumShare = 0.004;
const largestMinimum = 25;
/** Most texts that one discovery step reads; callers sample above it. */
export const discoveryLimit = 5_000;
/** Themes made in one step, sub-themes included. */
const mostThemes = 40;
/** Mean cosine of the members to their centroid. */
const cohesionLimit = 0.18;
/** Weight of the words that a group grew from. */
export const namingWeight = 0.8;
/** Similarity from which a clause belongs to a new theme. */
const threshold = 0.5;
const exemplarCount = 5;

/** A group of verbatims that speak of one thing. */
export type Candidate = {
  readonly label: string;
  readonly lang: Lang;
  readonly terms: readonly Term[];
  readonly threshold: number;
  readonly centroid: Float32Array;
  /** Mean cosine of the members to the centroid. */
  readonly cohesion: number;
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

const carries = (keys: readonly string[], held: ReadonlySet<string>): boolean =>
  keys.some((key) => key.split("+").every((half) => held.has(half)));

const finish = (
  draft: Draft,
  texts: readonly Analysis[],
  lang: Lang,
  model: Model,
): Omit<Candidate, "parent"> | null => {
  const members: { readonly vector: Float32Array; readonly id: string; readonly length: number }[] =
    [];
  for (const doc of draft.docs) {
    const analysis = texts[doc] as Analysis;
    const clause = analysis.clauses.find(({ tokens }) =>
      carries(draft.keys, new Set(tokens.map((token) => token.key))),
    );
    if (clause !== undefined)
      members.push({
        vector: model.vectors.of(
          analysis.words.slice(clause.from, clause.to).map(({ text }) => text),
          analysis.lang,
        ),
        id: analysis.verbatim.id,
        length: analysis.words.length,
      });
  }
  const centroid = centroidOf(members.map(({ vector }) => vector));
  if (members.length < minimumGroup || centroid === null) return null;
  const ranked = members
    .map((member) => ({ ...member, likeness: cosine(member.vector, centroid) }))
    .sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1));
  const cohesion = ranked.reduce((sum, { likeness }) => sum + likeness, 0) / ranked.length;
  if (cohesion < cohesionLimit) return null;
  const telling = ranked.filter(({ length }) => length >= 5 && length <= 60);
  return {
    label: draft.label,
    lang,
    terms: draft.keys.map((key) => ({ key, weight: namingWeight })),
    threshold,
    centroid,
    cohesion,
    size: draft.docs.length,
    exemplars: (telling.length > 0 ? telling : ranked).slice(0, exemplarCount).map(({ id }) => id),
  };
};

/**
 * Groups among verbatims that have no theme yet. Grown from what people name: nouns, word families
 * and noun-headed pairs that enough different texts hold, named after a subject where one dominates,
 * united where they repeat each other. Reads at most `discoveryLimit` texts. Parents come first.
 * `verbatims` is the size of the whole survey, which sets how large a group must be.
 */
export const discover = (
  analyses: readonly Analysis[],
  model: Model,
  verbatims: number = analyses.length,
): Candidate[] => {
  const texts = distinct(analyses.slice(0, discoveryLimit));
  const lang = mainLanguage(texts);
  const share = Math.min(largestMinimum, Math.ceil(minimumShare * verbatims));
  const least = Math.max(minimumGroup, share);
  const phrases = countPhrases(texts);
  const united = groupsOf(phrases, texts.length, least, lang).slice(0, mostThemes);
  nest(united);
  const placed = new Map<Draft, number>();
  const found: Candidate[] = [];
  const ordered = [
    ...united.filter(({ parent }) => parent === null || !united.includes(parent)),
    ...united.filter(({ parent }) => parent !== null && united.includes(parent)),
  ];
  for (const draft of ordered) {
    const candidate = finish(draft, texts, lang, model);
    if (candidate === null) continue;
    const parent = draft.parent === null ? null : (placed.get(draft.parent) ?? null);
    placed.set(draft, found.length);
    found.push({ ...candidate, parent });
  }
  return found;
};
