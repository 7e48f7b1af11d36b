import type { Scale } from "../../../domain/scores/scale.ts";
import type { ResponseFilters } from "../../api/client.ts";
import type { Patch } from "../../state/location.ts";
import {
  CHANNELS,
  OVER_QUOTA,
  SENTIMENTS,
  STATE_FILTERS,
  attributeName,
  languageName,
  valueName,
} from "../../words/names.ts";
import { toneGroups, toneNames } from "../../words/tones.ts";

/** The filters of the list that an address carries. */
export const FILTERS = [
  "q",
  "channel",
  "state",
  "over",
  "language",
  "theme",
  "sentiment",
  "min",
  "max",
  "text",
  "attr",
] as const;

const known = <T extends string>(
  value: string | undefined,
  all: Readonly<Record<T, string>>,
): T | undefined => (value !== undefined && Object.hasOwn(all, value) ? (value as T) : undefined);
const steps = (value: string | undefined) =>
  value && /^\d{1,2}$/u.test(value) ? value : undefined;

/** Reads the filters of an address; what no list could take is left out. */
export function filtersOf(query: Patch): ResponseFilters {
  const { q, language, theme, attr } = query;
  return {
    q: q?.slice(0, 200) || undefined,
    channel: known(query["channel"], CHANNELS),
    state: known(query["state"], STATE_FILTERS),
    over: query["over"] === "1" ? "1" : undefined,
    language: language?.slice(0, 10) || undefined,
    theme: theme || undefined,
    sentiment: known(query["sentiment"], SENTIMENTS),
    min: steps(query["min"]),
    max: steps(query["max"]),
    text: query["text"] === "1" ? "1" : undefined,
    attr: attr && /^[a-z][a-z0-9_]{0,39}:./u.test(attr) ? attr : undefined,
  };
}

/** No filter at all. */
export const NO_FILTERS: Patch = Object.fromEntries(FILTERS.map((key) => [key, undefined]));

/** Filters in words, each with what takes it off. */
export function filterWords(
  filters: ResponseFilters,
  themeLabel: string | undefined,
): { words: string; off: Patch }[] {
  const { q, channel, state, over, language, theme, sentiment, min, max, text, attr } = filters;
  const [name = "", value = ""] = attr?.split(/:(.*)/su) ?? [];
  return [
    q && { words: `“${q}”`, off: { q: undefined } },
    state && { words: STATE_FILTERS[state], off: { state: undefined } },
    over && { words: OVER_QUOTA, off: { over: undefined } },
    channel && { words: CHANNELS[channel], off: { channel: undefined } },
    language && { words: languageName(language), off: { language: undefined } },
    theme && { words: `Theme: ${themeLabel ?? "one theme"}`, off: { theme: undefined } },
    sentiment && { words: SENTIMENTS[sentiment], off: { sentiment: undefined } },
    (min || max) && { words: bounds(min, max), off: { min: undefined, max: undefined } },
    text && { words: "With a comment", off: { text: undefined } },
    attr && {
      words: `${attributeName(name)}: ${valueName(name, value)}`,
      off: { attr: undefined },
    },
  ].filter((one) => one !== undefined && one !== "");
}

function bounds(min: string | undefined, max: string | undefined): string {
  if (min && max) return min === max ? `Score ${min}` : `Score ${min} to ${max}`;
  return min ? `Score from ${min}` : `Score up to ${max}`;
}

/** The groups of a scale as choices: "Detractors, 0 to 6" with its bounds. */
export function scoreChoices(scale: Scale): { words: string; min: string; max: string }[] {
  if (scale.metric === "rating") return [];
  const names = toneNames(scale.metric);
  return toneGroups(scale).map(({ tone, members }) => {
    const [min, max] = [String(members[0]), String(members.at(-1))];
    return { words: `${names[tone]}, ${min === max ? min : `${min} to ${max}`}`, min, max };
  });
}
