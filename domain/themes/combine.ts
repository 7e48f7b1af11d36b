import { common } from "./groups.ts";
import { labelKey } from "./labels.ts";
import { namingWeight, type Topic } from "./topics.ts";
import type { Lang } from "./types.ts";

/** Sub-themes of one theme in one step. */
const mostChildren = 8;
/** Texts in common (Jaccard) from which a group by meaning is one by words. */
const sameTopic = 0.4;
/** Share of a group by meaning inside one by words from which it is a part of it. */
const partOf = 0.6;
/**
 * Close groups, and the share of a word's texts they hold, from which the word alone says too
 * little; unless one of them holds most of it.
 */
export const closeCohesion = 0.31;
const fullyParted = 0.5;
const manyParts = 6;
const mainPart = 0.5;
/** Texts of a word in a group from which the group counts as a part of it. */
const leastPart = 4;

const jaccard = (a: readonly number[], b: readonly number[]): number => {
  const both = common(a, b);
  return both / (a.length + b.length - both);
};

const union = (a: readonly number[], b: readonly number[]): number[] =>
  [...new Set([...a, ...b])].sort((x, y) => x - y);

/** A word whose texts fall into several close groups: in a survey about cards "card" says nothing. */
const isHollow = (topic: Topic, byMeaning: readonly Topic[]): boolean => {
  // Families are topics by themselves: "late" says enough.
  if (topic.terms.some(({ key }) => key.startsWith("~"))) return false;
  const parts = byMeaning
    .filter(({ cohesion, part }) => !part && cohesion >= closeCohesion)
    .map(({ docs }) => common(docs, topic.docs))
    .filter((both) => both >= leastPart);
  const held = parts.reduce((sum, both) => sum + both, 0);
  return (
    parts.length >= manyParts &&
    held >= fullyParted * topic.docs.length &&
    Math.max(...parts) < mainPart * topic.docs.length
  );
};

const join = (twin: Topic, topic: Topic): void => {
  const known = new Set(twin.terms.map(({ key }) => key));
  twin.terms = [...twin.terms, ...topic.terms.filter(({ key }) => !known.has(key))];
  twin.docs = union(twin.docs, topic.docs);
  twin.members = [...twin.members, ...topic.members];
};

/** The topic by words that a group by meaning is a part of. */
const homeOf = (topic: Topic, byWords: readonly Topic[]): Topic | null =>
  byWords
    .filter((other) => other.parent === null && other.docs.length > topic.docs.length)
    .map((other) => ({ other, share: common(other.docs, topic.docs) / topic.docs.length }))
    .filter(({ share }) => share >= partOf)
    .sort((a, b) => b.share - a.share || a.other.docs.length - b.other.docs.length)[0]?.other ??
  null;

/**
 * One list out of both: a group by meaning that holds the texts of one by words joins it, one that
 * lies inside becomes a part of it.
 */
export const combined = (
  words: readonly Topic[],
  byMeaning: readonly Topic[],
  lang: Lang,
): Topic[] => {
  const byWords = words.filter((topic) => !isHollow(topic, byMeaning));
  for (const topic of byWords)
    if (topic.parent !== null && !byWords.includes(topic.parent)) topic.parent = null;
  const kept: Topic[] = [...byWords];
  const founding = new Set(
    byWords.flatMap(({ terms }) =>
      terms.filter(({ weight }) => weight >= namingWeight).map(({ key }) => key),
    ),
  );
  /** What stands for a group by meaning: itself, or the topic that it joined. */
  const stands = new Map<Topic, Topic>();
  for (const topic of byMeaning) {
    // A word that makes another theme is no support for this one.
    topic.terms = topic.terms.filter(({ key }) => !founding.has(key));
    const above = topic.parent === null ? null : (stands.get(topic.parent) ?? null);
    const named = labelKey(topic.label, lang);
    const twin = kept.find(
      (other) =>
        other !== above &&
        (labelKey(other.label, lang) === named || jaccard(other.docs, topic.docs) >= sameTopic),
    );
    if (twin !== undefined) {
      join(twin, topic);
      stands.set(topic, twin);
      continue;
    }
    const parent = above?.parent ?? above ?? homeOf(topic, byWords);
    // What is larger is no part.
    topic.parent = parent !== null && parent.docs.length > topic.docs.length ? parent : null;
    stands.set(topic, topic);
    kept.push(topic);
  }
  return kept;
};

/** Likeness of two names from which the narrower one is a kind of the other: "Fresh food", "Food". */
const sameThing = 0.64;
/** How much larger the broader one is at least. */
const broader = 1.5;

/**
 * Puts a topic under a much larger one whose name means nearly the same: "Great location" under
 * "Location", though most who say it also speak of rooms.
 */
export const nestByName = (
  topics: readonly Topic[],
  likeness: (a: string, b: string) => number,
): void => {
  for (const topic of topics) {
    if (topics.some(({ parent }) => parent === topic)) continue;
    if (topic.parent !== null && likeness(topic.label, topic.parent.label) >= sameThing) continue;
    const [home] = topics
      .filter(
        (other) =>
          other !== topic &&
          other.parent === null &&
          other.docs.length >= broader * topic.docs.length,
      )
      .map((other) => ({ other, like: likeness(topic.label, other.label) }))
      .filter(({ like }) => like >= sameThing)
      .sort((a, b) => b.like - a.like || b.other.docs.length - a.other.docs.length);
    if (home !== undefined) topic.parent = home.other;
  }
};

/**
 * Largest first, of each topic the largest few parts, parents before their parts: a limit cuts off
 * what few speak of, be it a topic or a part.
 */
export const ordered = (topics: readonly Topic[]): Topic[] => {
  const sizeOf = ({ docs, parent }: Topic): number =>
    Math.min(docs.length, parent?.docs.length ?? docs.length);
  const large = (a: Topic, b: Topic): number =>
    sizeOf(b) - sizeOf(a) ||
    Number(a.parent !== null) - Number(b.parent !== null) ||
    (a.label < b.label ? -1 : 1);
  const tops = topics.filter(({ parent }) => parent === null);
  const parts = tops.flatMap((top) =>
    topics
      .filter(({ parent }) => parent === top)
      .sort(large)
      .slice(0, mostChildren),
  );
  return [...tops, ...parts].sort(large);
};
