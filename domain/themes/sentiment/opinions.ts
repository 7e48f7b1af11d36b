import type { Lexicon } from "./lexicon.ts";
import { does } from "./small-words.ts";
import type { Unit } from "./units.ts";

/** An opinion word or run in its place. */
export type Opinion = {
  /** Unit at which it begins. */
  readonly at: number;
  /** Units that it takes. */
  readonly length: number;
  /** Its strength in the lexicon, 1 to 5. */
  readonly grade: number;
  /** -5..5 as the lexicon has it, made stronger or weaker by the words before it. */
  readonly value: number;
  readonly negated: boolean;
  /** Wished, expected or conditional. */
  readonly unreal: boolean;
  /** Granted, not meant: "despite the fine cast". */
  readonly conceded: boolean;
  /** Of our own list; else of the free lexicons. */
  readonly own: boolean;
};

/** What every unit stands under, and the opinions among them. */
export type Scene = {
  readonly opinions: readonly Opinion[];
  /** 1 where a negation reaches the unit. */
  readonly negated: Uint8Array;
  /** Points begin here (unit indices): sentences and what follows a contrast. */
  readonly turns: readonly number[];
  /** Units at which a contrast word stands. */
  readonly contrasts: readonly number[];
  /** Negations with no opinion in their reach: a complaint of their own. */
  readonly bare: number;
};

/** How far a negation and a conditional reach, and how far back a booster is looked for, in units. */
const negationReach = 6;
const unrealReach = 7;
const concessionReach = 14;
const boosterReach = 3;
const boosted = 1.3;
const boostedFarther = 1.15;
const dampened = 0.6;
const shouted = 1.2;

/** "not only" and "not just" negate nothing; "no wonder" neither. */
const harmless: ReadonlySet<string> = new Set(
  `only just merely wonder simply nur bloß bloss seulement uniquement solo sólo solamente soltanto só somente
   apenas alleen enkel zweifel doute duda dubbio dúvida twijfel`.split(/\s+/u),
);

/** Goes on with a negation instead of turning it round: "neither quick nor kind". */
const goingOn = "nor";
/** How far before a negation a good word is turned; with concord the negation follows its verb. */
const behindReach = 6;
const behindReachConcord = 2;

const reachOf = (
  units: readonly Unit[],
  roles: ReadonlyMap<string, number>,
  from: number,
  reach: number,
): number => {
  let end = from;
  while (end < units.length && end < from + reach) {
    const { stop, text } = units[end] as Unit;
    if (stop > 0 || ((roles.get(text) ?? 0) & does.contrast) !== 0) break;
    end += 1;
  }
  return end;
};

const strength = (
  units: readonly Unit[],
  roles: ReadonlyMap<string, number>,
  at: number,
): number => {
  let factor = (units[at] as Unit).loud ? shouted : 1;
  for (let back = at - 1; back >= Math.max(0, at - boosterReach); back -= 1) {
    if ((units[back + 1] as Unit).stop > 0) break;
    const role = roles.get((units[back] as Unit).text) ?? 0;
    if ((role & does.boost) !== 0) factor *= back === at - 1 ? boosted : boostedFarther;
    else if ((role & does.dampen) !== 0) factor *= dampened;
  }
  return factor;
};

/** Index of the good word that a negation at `at` turns from behind; -1 when there is none. */
const goodBefore = (
  units: readonly Unit[],
  roles: ReadonlyMap<string, number>,
  opinions: readonly Opinion[],
  at: number,
): number => {
  const concord = ((roles.get((units[at] as Unit).text) ?? 0) & does.concord) !== 0;
  const reach = concord ? behindReachConcord : behindReach;
  for (let back = at - 1; back >= Math.max(0, at - reach); back -= 1) {
    if ((units[back + 1] as Unit).stop > 0) return -1;
    if (((roles.get((units[back] as Unit).text) ?? 0) & does.contrast) !== 0) return -1;
    const found = opinions.findIndex((opinion) => opinion.at === back);
    const opinion = opinions[found];
    if (opinion !== undefined) return opinion.value > 0 && !opinion.negated ? found : -1;
  }
  return -1;
};

/** Reads negation, conditionals, contrast and intensity over the units of a stretch of text. */
export const sceneOf = (
  units: readonly Unit[],
  lexicon: Lexicon,
  roles: ReadonlyMap<string, number>,
): Scene => {
  const count = units.length;
  const negated = new Uint8Array(count);
  const unreal = new Uint8Array(count);
  const conceded = new Uint8Array(count);
  const opinions: Opinion[] = [];
  const turns: number[] = [];
  const contrasts: number[] = [];
  const negations: { readonly from: number; readonly to: number; readonly role: number }[] = [];
  for (let at = 0; at < count;) {
    const unit = units[at] as Unit;
    const role = roles.get(unit.text) ?? 0;
    if (unit.stop === 2) turns.push(at);
    const phrase = lexicon.phraseAt(units, at);
    if (phrase === null && role !== 0) {
      if ((role & does.contrast) !== 0) {
        // "Although" begins no weightier point: what it governs is granted.
        if ((role & does.concede) === 0) contrasts.push(at);
        if (at > 0 && unit.stop !== 2) turns.push(at);
      }
      if ((role & does.concede) !== 0)
        conceded.fill(1, at + 1, reachOf(units, roles, at + 1, concessionReach));
      if ((role & does.unreal) !== 0)
        unreal.fill(1, at + 1, reachOf(units, roles, at + 1, unrealReach));
      if ((role & does.negate) !== 0 && !harmless.has(units[at + 1]?.text ?? "")) {
        const to = reachOf(units, roles, at + 1, negationReach);
        const goesOn = (role & does.concord) !== 0 || unit.text === goingOn;
        for (let next = at + 1; next < to; next += 1)
          negated[next] = goesOn ? 1 : 1 - (negated[next] as number);
        negations.push({ from: at + 1, to, role });
      }
    }
    const length = phrase?.units.length ?? 1;
    const silent = phrase === null && (role & (does.contrast | does.negate)) !== 0;
    const own = phrase?.value ?? (silent ? 0 : lexicon.valueOf(unit.text));
    const value = own ?? lexicon.otherValueOf(unit.text);
    if (value !== 0)
      opinions.push({
        at,
        length,
        grade: Math.round(Math.abs(value)),
        value: value * strength(units, roles, at),
        // "ne ... pas déçu": the run has its negation in it.
        negated: negated[at] === 1 && (phrase === null || (role & does.concord) === 0),
        unreal: unreal[at] === 1,
        conceded: conceded[at] === 1,
        own: own !== null,
      });
    at += length;
  }
  let bare = 0;
  for (const { from, to, role } of negations) {
    if (opinions.some(({ at }) => at >= from && at < to)) continue;
    const turned = (role & does.behind) === 0 ? -1 : goodBefore(units, roles, opinions, from - 1);
    if (turned === -1) bare += 1;
    else {
      const opinion = opinions[turned] as Opinion;
      opinions[turned] = { ...opinion, negated: true };
      negated[opinion.at] = 1;
    }
  }
  return { opinions, negated, turns, contrasts, bare };
};
