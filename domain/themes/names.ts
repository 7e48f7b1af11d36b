import { pairKey } from "./catalogue.ts";
import { labelKey, labelOfPair, labelOfSingle, sentenceCase } from "./labels.ts";
import type { Model } from "./model.ts";
import { nominalOf } from "./nominals.ts";
import { isName, isNoun, type PhraseStats, type TermStats, topSurface } from "./phrases.ts";
import type { Lang } from "./types.ts";

/** A group's phrases beside those of all texts. */
type Naming = {
  readonly own: PhraseStats;
  readonly all: PhraseStats;
  /** Texts in the group and altogether. */
  readonly size: number;
  readonly texts: number;
  readonly lang: Lang;
};

export type Name = {
  readonly label: string;
  /** Stem, family or pair that the label says. */
  readonly key: string;
  readonly score: number;
};

/** Least share of the group's texts that a pair, a noun or a verb in its name must reach. */
const leastPair = 0.12;
const leastNoun = 0.3;
const leastVerb = 0.2;
/** Times more frequent in the group than elsewhere. */
const leastLift = 2.5;
/** Share of a noun's texts that the group must hold to be called by it alone. */
const ownShare = 0.25;
/** Two words say more than one. */
const pairBonus = 1.5;
const verbBonus = 1.3;

type Rated = { readonly stats: TermStats; readonly coverage: number; readonly lift: number };

const rated = (stats: TermStats, all: TermStats | undefined, naming: Naming): Rated => {
  const coverage = stats.docs.length / naming.size;
  const everywhere = Math.max(stats.docs.length, all?.docs.length ?? 0) / naming.texts;
  return { stats, coverage, lift: coverage / everywhere };
};

const scoreOf = ({ coverage, lift }: Rated): number => coverage * Math.log(lift);

const best = (list: readonly Name[]): Name | null =>
  list.reduce<Name | null>(
    (top, one) =>
      top === null || one.score > top.score || (one.score === top.score && one.key < top.key)
        ? one
        : top,
    null,
  );

const pairNames = (naming: Naming): Name[] =>
  [...naming.own.pairs.values()].flatMap((stats) => {
    const rate = rated(stats, naming.all.pairs.get(stats.key), naming);
    if (rate.coverage < leastPair || rate.lift < leastLift) return [];
    const label = labelOfPair(stats, naming.all, naming.lang);
    return label === null ? [] : [{ label, key: stats.key, score: scoreOf(rate) * pairBonus }];
  });

const topNoun = (naming: Naming): Rated | null => {
  const nouns = [...naming.own.single.values()].flatMap((stats) => {
    const all = naming.all.single.get(stats.key);
    return all !== undefined && (isNoun(all, naming.lang) || stats.kind === "subject")
      ? [rated(stats, all, naming)]
      : [];
  });
  return nouns.reduce<Rated | null>(
    (top, one) =>
      top === null || one.coverage * Math.log(1 + one.lift) > top.coverage * Math.log(1 + top.lift)
        ? one
        : top,
    null,
  );
};

const nounNames = (naming: Naming): Name[] =>
  [...naming.own.single.values()].flatMap((stats) => {
    const all = naming.all.single.get(stats.key);
    if (all === undefined || stats.kind === "subject" || !isNoun(all, naming.lang)) return [];
    const rate = rated(stats, all, naming);
    const own = stats.docs.length / Math.max(stats.docs.length, all.docs.length);
    return rate.coverage < leastNoun || rate.lift < leastLift || own < ownShare
      ? []
      : [{ label: labelOfSingle(stats, naming.lang), key: stats.key, score: scoreOf(rate) }];
  });

/** "Card arrival" where the noun of the verb is known, "Activate card" where it is not. */
const verbNames = (naming: Naming, model: Model): Name[] => {
  const noun = topNoun(naming);
  if (naming.lang !== "en" || noun === null || noun.coverage < leastNoun) return [];
  const thing = topSurface(noun.stats.surfaces, (word) => !word.endsWith("s")) ?? "";
  return [...naming.own.single.values()].flatMap((stats) => {
    const all = naming.all.single.get(stats.key);
    if (all === undefined || stats.key === noun.stats.key || stats.kind !== "content") return [];
    if (all.verb <= all.noun || isName(all, false)) return [];
    const rate = rated(stats, all, naming);
    if (rate.coverage < leastVerb || rate.lift < leastLift) return [];
    const verb = [...stats.surfaces.keys()].sort(
      (a, b) => a.length - b.length || (a < b ? -1 : 1),
    )[0];
    if (verb === undefined || thing === "") return [];
    const act = nominalOf(verb, model);
    const label = sentenceCase(act === null ? `${verb} ${thing}` : `${thing} ${act}`);
    return [{ label, key: pairKey(stats.key, noun.stats.key), score: scoreOf(rate) * verbBonus }];
  });
};

/**
 * What a group of texts is called, by the words that tell it from the others, but not `taken` (see
 * `labelKey`); null when none does.
 */
export const nameOf = (naming: Naming, model: Model, taken: string | null): Name | null =>
  best(
    [...pairNames(naming), ...nounNames(naming), ...verbNames(naming, model)].filter(
      ({ label }) => labelKey(label, naming.lang) !== taken,
    ),
  );
