import type { Targeting } from "../../../domain/wire/survey.ts";

/** Rules to change; `undefined` takes one away. */
export type Rules = { [K in keyof Targeting]?: Targeting[K] | undefined };

/** What the form of some of the rules works on. */
export type RulePart = { targeting: Targeting; set: (rules: Rules) => void };

/** The rules with some of them changed. What is not asked for leaves no trace. */
export function withRules(targeting: Targeting, rules: Rules): Targeting {
  const kept = Object.entries({ ...targeting, ...rules }).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(kept) as Targeting;
}
