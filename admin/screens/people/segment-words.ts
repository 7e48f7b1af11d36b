import type { SegmentRules } from "../../../domain/wire/people.ts";
import type { AttributeRule } from "../../../domain/wire/survey.ts";
import { plural } from "../../words/format.ts";
import { METRICS, attributeName, languageName } from "../../words/names.ts";
import { OPERATORS, either } from "../build/rule-words.ts";
import { CONSENTS, valueWords } from "./words.ts";

/** "Plan is pro or team", "signup date is after 1 Jan 2026", "VIP is yes". */
export function attributeRuleWords({ name, is, values = [] }: AttributeRule): string {
  const said = values.map((value) =>
    value === "true" ? "yes" : value === "false" ? "no" : valueWords(value),
  );
  const compared = is === "set" || is === "unset" ? "" : either(said) || "…";
  return [attributeName(name), OPERATORS[is], compared].filter(Boolean).join(" ");
}

/** All rules of a segment in one line. */
export function rulesWords(rules: SegmentRules): string {
  const { attributes = [], languages = [], consent = [], reachable, scored, silentDays } = rules;
  const parts = [
    ...attributes.map(attributeRuleWords),
    languages.length > 0 && `speaks ${either(languages.map(languageName))}`,
    consent.length > 0 && `consent ${either(consent.map((one) => CONSENTS[one].toLowerCase()))}`,
    reachable && "may get mail",
    scored && scoredWords(scored),
    silentDays !== undefined && `no answer in ${plural(silentDays, "day")}`,
  ].filter((part) => typeof part === "string");
  if (parts.length === 0) return "Everybody";
  const line = parts.join(", ");
  return line.charAt(0).toUpperCase() + line.slice(1);
}

function scoredWords({ metric, min, max }: NonNullable<SegmentRules["scored"]>): string {
  const band = min === max ? String(min) : `${min} to ${max}`;
  return `newest ${METRICS[metric]} answer ${band}`;
}

/** Bands that are often meant, by metric: their words and ends. */
export const BANDS = {
  nps: [
    ["Detractors", 0, 6],
    ["Passives", 7, 8],
    ["Promoters", 9, 10],
  ],
  csat: [
    ["Dissatisfied", 1, 2],
    ["Neither", 3, 3],
    ["Satisfied", 4, 5],
  ],
  ces: [
    ["1 to 3", 1, 3],
    ["4", 4, 4],
    ["5 to 7", 5, 7],
  ],
} as const;
export type BandMetric = keyof typeof BANDS;

/** Ends of the scale of a metric, as most surveys ask it. */
export const ENDS = { nps: [0, 10], csat: [1, 5], ces: [1, 7] } as const;
