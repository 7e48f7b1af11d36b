import type { Trait } from "../wire/site-config.ts";
import type { AttributeRule } from "../wire/survey.ts";
import { literal } from "./literal.ts";

/** What is known of a visitor, by name. */
export type Attributes = { readonly [name: string]: string | number | boolean };

/** Numbers as they are written everywhere; all other text is no number, for the loader and here. */
const NUMBER = "^-?\\d+(\\.\\d+)?(e[+-]?\\d+)?$";
const NEVER = "$.";

/**
 * A rule for the loader, which knows what a page claims and nothing else: a rule that wants signed
 * attributes never holds there. Who comes with a proof is judged at the edge (explain).
 */
export function traitOf({ name, is, values = [], signed }: AttributeRule): Trait {
  const any = values.map(literal).join("|");
  if (signed) return [name, NEVER];
  switch (is) {
    case "one_of":
      return [name, `^(?:${any})$`];
    case "none_of":
      return [name, `^(?!(?:${any})$)`];
    case "contains":
      return [name, any];
    case "more":
      return [name, NUMBER, Number(values[0])];
    case "less":
      return [name, NUMBER, "-", Number(values[0])];
    case "set":
      return [name, "[^]"];
    case "unset":
      return [name, "^$"];
  }
}

/** What a rule looks at: what was signed before what was claimed; undefined where nothing is set. */
export function valueFor(
  { name, signed: wantsSigned }: AttributeRule,
  claimed: Attributes,
  signed: Attributes,
): Attributes[string] | undefined {
  const of = (all: Attributes) => (Object.hasOwn(all, name) ? all[name] : undefined);
  const value = of(signed) ?? (wantsSigned ? undefined : of(claimed));
  return value === "" ? undefined : value;
}

/** Whether a rule holds. @param claimed by the page @param signed by the customer's server */
export function holds(rule: AttributeRule, claimed: Attributes, signed: Attributes = {}): boolean {
  const { is, values = [] } = rule;
  const value = valueFor(rule, claimed, signed);
  const text = value === undefined ? "" : String(value);
  const number = RegExp(NUMBER).test(text) ? Number(text) : Number.NaN;
  switch (is) {
    case "one_of":
      return values.includes(text);
    case "none_of":
      return !values.includes(text);
    case "contains":
      return values.some((part) => text.includes(part));
    case "more":
      return number > Number(values[0]);
    case "less":
      return number < Number(values[0]);
    case "set":
      return text !== "";
    case "unset":
      return text === "";
  }
}
