import * as v from "valibot";
import type { AttributeType } from "../../../domain/wire/people.ts";
import { SegmentRules } from "../../../domain/wire/people.ts";
import type { AttributeRule } from "../../../domain/wire/survey.ts";
import { isAttribute } from "../build/placeholders.ts";

type Is = AttributeRule["is"];

/** What may be asked of an attribute by the kind of its values. Days compare as text: is and is not. */
export const OPERATORS_BY_TYPE: Record<AttributeType, readonly Is[]> = {
  text: ["one_of", "none_of", "contains", "set", "unset"],
  number: ["one_of", "none_of", "more", "less", "set", "unset"],
  boolean: ["one_of", "set", "unset"],
  date: ["one_of", "none_of", "contains", "set", "unset"],
};

export const BOUND: readonly Is[] = ["more", "less"];
export const BARE: readonly Is[] = ["set", "unset"];

/** A rule with another condition; values stay where the new one compares with any. */
export function withOperator(
  { name, is: before, values = [] }: AttributeRule,
  is: Is,
): AttributeRule {
  if (BARE.includes(is)) return { name, is };
  const bound = BOUND.includes(is);
  const kept = bound === BOUND.includes(before) ? values : [];
  return { name, is, values: bound ? kept.slice(0, 1) : kept };
}

/** A rule about another attribute: its condition stays where the new kind of value knows it. */
export function withName(rule: AttributeRule, name: string, type: AttributeType): AttributeRule {
  const allowed = OPERATORS_BY_TYPE[type];
  const is = allowed.includes(rule.is) ? rule.is : (allowed[0] ?? "set");
  if (BARE.includes(is)) return { name, is };
  return { name, is, values: type === "boolean" ? ["true"] : [] };
}

/** Whether a rule can be asked as it stands. */
export function isWhole({ name, is, values = [] }: AttributeRule): boolean {
  if (!isAttribute(name)) return false;
  if (BARE.includes(is)) return true;
  if (BOUND.includes(is)) {
    return values.length === 1 && values[0] !== "" && Number.isFinite(Number(values[0]));
  }
  return values.length > 0 && values.every(Boolean);
}

/** Rules without what says nothing yet, for the preview while one types. */
export function askable(rules: SegmentRules): SegmentRules {
  const { attributes = [], languages = [], consent = [], reachable, scored, silentDays } = rules;
  const whole = attributes.filter(isWhole);
  return {
    ...(whole.length > 0 && { attributes: whole }),
    ...(languages.length > 0 && { languages }),
    ...(consent.length > 0 && { consent }),
    ...(reachable && { reachable }),
    ...(scored && { scored }),
    ...(silentDays !== undefined && { silentDays }),
  };
}

/** What keeps a segment from being saved, as a sentence. */
export function segmentProblem(name: string, rules: SegmentRules): string | undefined {
  const open = (rules.attributes ?? []).findIndex((rule) => !isWhole(rule));
  if (open >= 0) return `Rule ${open + 1} about an attribute is not complete.`;
  if (rules.scored && rules.scored.min > rules.scored.max)
    return "The lowest score is above the highest.";
  if (!v.is(SegmentRules, rules)) return "A rule is not complete.";
  return name.trim() === "" ? "The segment needs a name." : undefined;
}
