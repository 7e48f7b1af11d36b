import { labelKey, labelOfEvent, labelOfPair, labelOfSingle } from "./labels.ts";
import { isName, isNoun, type PhraseStats, type TermStats } from "./phrases.ts";
import type { Lang } from "./types.ts";

const mostChildren = 4;
/** Share of a word's texts that a pair must have to be a sub-theme, and to give its name. */
const childShare = 0.08;
const namingShare = 0.45;
/** The same for the survey's subject beside an event: "delays" become "flight delays". */
const subjectShare = 0.25;
/** Least normalised pointwise mutual information of a pair (Bouma 2009), -1..1. */
const pairStrength = 0.12;
/** Share of the texts from which a pair needs no surprise: what all speak of surprises nobody. */
const commonPair = 0.25;
/** Share of a word's uses as a verb from which it qualifies no noun: "rang bell". */
const verbShare = 0.3;
/** Texts in common (Jaccard) from which two groups are one. */
const sameGroup = 0.55;
/** Share of a group's texts inside a larger one from which it is a sub-theme. */
const inside = 0.8;

/** A group in the making. */
export type Draft = {
  label: string;
  /** Stems, families and pairs it grew from; the first one founded it. */
  keys: string[];
  /** Indices of its texts, ascending. */
  docs: readonly number[];
  parent: Draft | null;
};

/** How many numbers two ascending lists share. */
export const common = (a: readonly number[], b: readonly number[]): number => {
  let count = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [left, right] = [a[i] as number, b[j] as number];
    if (left === right) count += 1;
    if (left <= right) i += 1;
    if (right <= left) j += 1;
  }
  return count;
};

const union = (a: readonly number[], b: readonly number[]): number[] =>
  [...new Set([...a, ...b])].sort((x, y) => x - y);

const bySize = (a: TermStats, b: TermStats): number =>
  b.docs.length - a.docs.length || (a.key < b.key ? -1 : 1);

/** npmi of a pair over the texts. */
const strength = (pair: TermStats, a: TermStats, b: TermStats, texts: number): number => {
  const joint = pair.docs.length / texts;
  const pmi = Math.log((joint * texts * texts) / (a.docs.length * b.docs.length));
  return joint >= 1 ? 1 : pmi / -Math.log(joint);
};

const topical = (stats: TermStats, lang: Lang): boolean =>
  (stats.kind === "family" || stats.kind === "content" || stats.kind === "subject") &&
  !isName(stats, lang === "de") &&
  (stats.kind === "family" ||
    (stats.opinion * 2 <= stats.total && stats.verb <= verbShare * stats.total));

type Pair = { readonly stats: TermStats; readonly label: string; readonly ends: readonly string[] };

const goodPairs = (phrases: PhraseStats, texts: number, least: number, lang: Lang): Pair[] => {
  const found: Pair[] = [];
  for (const stats of phrases.pairs.values()) {
    if (stats.docs.length < least) continue;
    const ends = stats.key.split("+");
    const [a, b] = ends.map((key) => phrases.single.get(key));
    if (a === undefined || b === undefined || !topical(a, lang) || !topical(b, lang)) continue;
    if (a.kind === "subject" && b.kind === "subject") continue;
    if (!isNoun(a, lang) && !isNoun(b, lang)) continue;
    if (stats.docs.length < commonPair * texts && strength(stats, a, b, texts) < pairStrength)
      continue;
    const label = labelOfPair(stats, phrases, lang);
    if (label !== null) found.push({ stats, label, ends });
  }
  return found.sort((x, y) => bySize(x.stats, y.stats));
};

/** Families that only qualify others ("lost"): no label of their own. */
const qualifierOnly: ReadonlySet<string> = new Set(["~lost"]);

const drafts = (phrases: PhraseStats, texts: number, least: number, lang: Lang): Draft[] => {
  const pairs = goodPairs(phrases, texts, least, lang);
  const singles = [...phrases.single.values()]
    .filter(
      (stats) =>
        stats.docs.length >= least &&
        stats.kind !== "subject" &&
        !qualifierOnly.has(stats.key) &&
        isNoun(stats, lang),
    )
    .sort(bySize);
  const [subject] = [...phrases.single.values()]
    .filter(({ kind }) => kind === "subject")
    .sort(bySize);
  const used = new Set<Pair>();
  const made = new Map<string, Draft>();
  const list: Draft[] = [];
  for (const single of singles) {
    const naming = pairs.find(
      (pair) =>
        single.kind !== "family" &&
        !used.has(pair) &&
        pair.ends.includes(single.key) &&
        pair.stats.docs.length >= namingShare * single.docs.length,
    );
    if (naming !== undefined) used.add(naming);
    const befalls =
      subject !== undefined &&
      common(single.docs, subject.docs) >= subjectShare * single.docs.length;
    const draft: Draft = {
      label:
        (befalls ? labelOfEvent(single, subject, lang) : null) ??
        naming?.label ??
        labelOfSingle(single, lang),
      keys: [single.key],
      docs: single.docs,
      parent: null,
    };
    made.set(single.key, draft);
    list.push(draft);
  }
  const children = new Map<Draft, number>();
  for (const pair of pairs) {
    if (used.has(pair)) continue;
    const parents = pair.ends
      .flatMap((key) => made.get(key) ?? [])
      .sort((a, b) => a.docs.length - b.docs.length);
    const [parent] = parents;
    if (parent !== undefined) {
      const count = children.get(parent) ?? 0;
      const wide = pair.stats.docs.length >= Math.max(least, childShare * parent.docs.length);
      if (!wide || count >= mostChildren) continue;
      children.set(parent, count + 1);
    }
    list.push({
      label: pair.label,
      keys: [pair.stats.key],
      docs: pair.stats.docs,
      parent: parent ?? null,
    });
  }
  return list;
};

/** Grown from one word family: two of these are two topics, however often they meet. */
const isFamily = ({ keys }: Draft): boolean => /^~[^+]*$/u.test(keys[0] ?? "");

/** Groups with the same name, or nearly the same texts, become one; the larger keeps its name. */
const unite = (list: readonly Draft[], lang: Lang): Draft[] => {
  const kept: Draft[] = [];
  const into = new Map<Draft, Draft>();
  for (const draft of [...list].sort((a, b) => b.docs.length - a.docs.length)) {
    const same = kept.find((other) => {
      if (labelKey(other.label, lang) === labelKey(draft.label, lang)) return true;
      if (draft.parent === other || (isFamily(draft) && isFamily(other))) return false;
      const shared = common(other.docs, draft.docs);
      return shared / (other.docs.length + draft.docs.length - shared) >= sameGroup;
    });
    if (same === undefined) {
      kept.push(draft);
      continue;
    }
    same.keys.push(...draft.keys);
    same.docs = union(same.docs, draft.docs);
    into.set(draft, same);
  }
  for (const draft of kept) {
    const heir = draft.parent === null ? undefined : into.get(draft.parent);
    if (heir !== undefined) draft.parent = heir === draft ? null : heir;
  }
  return kept;
};

/** A group that hardly leaves another one is a sub-theme of it. */
export const nest = (list: readonly Draft[]): void => {
  for (const draft of list) {
    if (draft.parent !== null || list.some(({ parent }) => parent === draft)) continue;
    const home = list.find(
      (other) =>
        other !== draft &&
        other.parent === null &&
        other.docs.length > draft.docs.length &&
        common(other.docs, draft.docs) >= inside * draft.docs.length,
    );
    if (home !== undefined) draft.parent = home;
  }
};

/**
 * Groups over counted phrases, largest first: one for each topic word that `least` texts hold, one
 * for each telling pair, those that repeat each other united.
 */
export const groupsOf = (phrases: PhraseStats, texts: number, least: number, lang: Lang): Draft[] =>
  unite(drafts(phrases, texts, least, lang), lang);
