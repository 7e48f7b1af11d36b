import { hashOf } from "./hash.ts";
import type { Opinion, Scene } from "./opinions.ts";
import type { Unit } from "./units.ts";

/** Sums of opinions at which half of a feature's scale is reached. */
const softness = 6;
const soften = (sum: number): number => sum / (softness + Math.abs(sum));

/** Grades of strength that are told apart: a mild word is often no opinion at all. */
const grades = 5;
/** What a negated good word, and a negated bad one, are worth. */
const turnedGood = -0.8;
const turnedBad = -0.5;
const unrealWorth = 0.5;
const beforeContrast = 0.6;
const afterContrast = 1.4;

/** Value of an opinion with its negation and its conditional. */
export const worth = ({ value, negated, unreal }: Opinion): number => {
  const real = unreal && value > 0 ? value * unrealWorth : value;
  if (!negated) return real;
  return real * (real > 0 ? turnedGood : turnedBad);
};

/** Names of the dense features, in order; the fit prints its weights beside them. */
export const denseNames = [
  "total",
  "turned",
  "good1",
  "good2",
  "good3",
  "good4",
  "good5",
  "bad1",
  "bad2",
  "bad3",
  "bad4",
  "bad5",
  "goodNegated",
  "badNegated",
  "otherGood",
  "otherBad",
  "last",
  "first",
  "lastPoint",
  "afterContrast",
  "beforeContrast",
  "conceded",
  "meant",
  "unrealGood",
  "bare",
  "signsGood",
  "signsBad",
  "shout",
  "question",
  "questionTotal",
  "dots",
  "long",
  "silent",
  "balance",
] as const;

export type Marks = { readonly good: number; readonly bad: number };

const count = (text: string, mark: string): number => {
  let found = 0;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) found += 1;
  return found;
};

/** What the lexicon, the signs and the punctuation say of a stretch; one number a name. */
export const denseOf = (
  units: readonly Unit[],
  scene: Scene,
  signs: Marks,
  stretch: string,
): number[] => {
  const { opinions, turns, contrasts, bare } = scene;
  const lastTurn = turns.at(-1) ?? 0;
  const lastContrast = contrasts.at(-1) ?? -1;
  const good = [0, 0, 0, 0, 0];
  const bad = [0, 0, 0, 0, 0];
  const sums = {
    total: 0,
    turned: 0,
    goodNegated: 0,
    badNegated: 0,
    otherGood: 0,
    otherBad: 0,
    lastPoint: 0,
    after: 0,
    before: 0,
    conceded: 0,
    meant: 0,
    unrealGood: 0,
  };
  for (const opinion of opinions) {
    const value = worth(opinion);
    const size = Math.abs(opinion.value);
    const isGood = opinion.value > 0;
    sums.total += value;
    sums.turned +=
      value *
      (lastContrast === -1 ? 1 : opinion.at < lastContrast ? beforeContrast : afterContrast);
    if (opinion.unreal && isGood) sums.unrealGood += size;
    const grade = Math.min(grades, Math.max(1, opinion.grade)) - 1;
    if (opinion.negated) sums[isGood ? "goodNegated" : "badNegated"] += size;
    else if (!opinion.own) sums[isGood ? "otherGood" : "otherBad"] += size;
    else (isGood ? good : bad)[grade] = ((isGood ? good : bad)[grade] as number) + size;
    sums[opinion.conceded ? "conceded" : "meant"] += value;
    if (opinion.at >= lastTurn) sums.lastPoint += value;
    if (lastContrast !== -1) sums[opinion.at > lastContrast ? "after" : "before"] += value;
  }
  const [first] = opinions;
  const last = opinions.at(-1);
  const total = soften(sums.total);
  const questions = count(stretch, "?");
  const balance = sums.total === 0 ? 0 : sums.total / Math.sqrt(opinions.length);
  return [
    total,
    soften(sums.turned),
    ...good.map(soften),
    ...bad.map(soften),
    soften(sums.goodNegated),
    soften(sums.badNegated),
    soften(sums.otherGood),
    soften(sums.otherBad),
    last === undefined ? 0 : soften(worth(last)),
    first === undefined ? 0 : soften(worth(first)),
    soften(sums.lastPoint),
    soften(sums.after),
    soften(sums.before),
    soften(sums.conceded),
    soften(sums.meant),
    soften(sums.unrealGood),
    Math.min(3, bare) / 3,
    Math.min(2, signs.good) / 2,
    Math.min(2, signs.bad) / 2,
    total * (Math.min(3, count(stretch, "!")) / 3),
    questions > 0 ? 1 : 0,
    questions > 0 ? total : 0,
    stretch.includes("..") || stretch.includes("…") ? 1 : 0,
    Math.min(1, units.length / 40),
    opinions.length === 0 ? 1 : 0,
    soften(balance),
  ];
};

const negatedMark = 0x5bd1e995;
const pairMark = 0x1b873593;
const runMark = 0x27d4eb2f;

const mix = (hash: number): number => {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
};

/** Hash of a unit, of a negated unit, and of two units in a row. */
const unitHash = (text: string, negated: boolean): number =>
  negated ? mix(hashOf(text) ^ negatedMark) : mix(hashOf(text));
const pairHash = (first: string, second: string): number =>
  mix(Math.imul(hashOf(first), 31) ^ hashOf(second) ^ pairMark);

const edge = "_";

/**
 * The words and pairs of words of a stretch, as hashes under `mask`, each once. A negated word is
 * another word; a pair does not cross the end of a sentence; a long run of the lexicon is one more.
 */
export const wordFeaturesOf = (
  units: readonly Unit[],
  { negated, opinions }: Scene,
  mask: number,
): Set<number> => {
  const found = new Set<number>();
  const add = (hash: number): void => {
    found.add(hash & mask);
  };
  let before = edge;
  for (let at = 0; at < units.length; at += 1) {
    const { text, stop } = units[at] as Unit;
    if (stop === 2) {
      add(pairHash(before, edge));
      before = edge;
    }
    add(unitHash(text, negated[at] === 1));
    add(pairHash(before, text));
    before = text;
  }
  add(pairHash(before, edge));
  // Runs of three words and more; shorter ones are words and pairs already.
  for (const { at, length } of opinions)
    if (length > 2) {
      let run = runMark;
      for (let next = at; next < at + length; next += 1)
        run = Math.imul(run, 31) ^ hashOf((units[next] as Unit).text);
      add(mix(run));
    }
  return found;
};
