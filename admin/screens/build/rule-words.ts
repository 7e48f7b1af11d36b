import type { Again, Cooldown } from "../../../domain/targeting/rests.ts";
import type { AttributeRule, Definition, Targeting } from "../../../domain/wire/survey.ts";
import { moment } from "../../words/dates.ts";
import { count, plural } from "../../words/format.ts";
import { languageName } from "../../words/names.ts";
import { restsInEffect } from "./rests.ts";

/** What may be asked of an attribute, in the order in which it is offered. */
export const OPERATORS: Record<AttributeRule["is"], string> = {
  one_of: "is",
  none_of: "is not",
  contains: "contains",
  more: "is more than",
  less: "is less than",
  set: "is known",
  unset: "is not known",
};

export const DEVICES: Record<Targeting["devices"][number], string> = {
  desktop: "Desktop",
  tablet: "Tablet",
  mobile: "Phone",
};

/** A share of visitors as exactly as it was set: "12.5 %". */
export const shareWords = (sample: number): string =>
  `${Number((100 * sample).toFixed(4)).toLocaleString("en")} %`;

/** "A, B or C". */
export function either(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** A rule for an attribute as it is said: "plan is pro or team", "orders is more than 3, signed". */
export function attributeWords({ name, is, values = [], signed }: AttributeRule): string {
  const compared = is === "set" || is === "unset" ? "" : either(values) || "…";
  const said = [name, OPERATORS[is], compared].filter(Boolean).join(" ");
  return signed ? `${said}, signed` : said;
}

/** How soon again, as it is said: "Once every 180 days". */
export function againWords({ answered, dismissed }: Again): string {
  const after = `${dismissed === 0 ? "at once" : plural(dismissed, "day")} after a dismissal`;
  if (answered === null) return `Until they answer, again ${after}`;
  if (answered === dismissed) return `Again every ${plural(answered, "day")}`;
  return `Once every ${plural(answered, "day")}, again ${after}`;
}

/** From when until when, as it is said by a zone's clock; "" for always. */
export function scheduleWords({ from, until }: Targeting, zone: string): string {
  const parts = [
    from !== undefined && `from ${moment(from, zone)}`,
    until !== undefined && `until ${moment(until, zone)}`,
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join(" ")} (${zone.replaceAll("_", " ")})` : "";
}

const VERBS: Record<Definition["look"]["mode"], string> = {
  popover: "Shows to",
  modal: "Opens over the page for",
  inline: "Stands in its place for",
  tab: "Offers its tab to",
};

function pagesWords({ urls, except = [] }: Targeting): string {
  const on =
    urls.length === 0
      ? "on every page"
      : urls.length <= 3
        ? `on ${either(urls)}`
        : `on ${count(urls.length)} kinds of pages`;
  if (except.length === 0) return on;
  return `${on} but not ${except.length <= 3 ? either(except) : `${count(except.length)} other kinds`}`;
}

const secondsOf = (ms: number): string =>
  ms % 1000 === 0 ? plural(ms / 1000, "second") : `${ms / 1000} seconds`;

function momentWords({ event, delay, scroll, exit }: Targeting): string[] {
  return [
    event && `after the event “${event}”`,
    delay > 0 && `after ${secondsOf(delay)} on the page`,
    scroll !== undefined && `after scrolling through ${scroll} % of the page`,
    exit && "when the pointer leaves the window at its top",
  ].filter((words): words is string => Boolean(words));
}

/**
 * All rules of a survey in plain sentences, with the rests as they come out.
 * @param quota after how many answers it stops
 */
export function rulesInWords(
  definition: Definition,
  quota: number | null,
  { zone, cooldown }: { zone: string; cooldown: Cooldown },
): string {
  const { look, targeting } = definition;
  const rests = restsInEffect(definition, cooldown);
  const { sample, devices, languages = [], attributes = [] } = targeting;
  const who = [
    `${VERBS[look.mode]} ${sample === 1 ? "every visitor" : `${shareWords(sample)} of visitors`}`,
    pagesWords(targeting),
    devices.length > 0 && `with a ${either(devices.map((one) => DEVICES[one].toLowerCase()))}`,
    languages.length > 0 && `whose browser speaks ${either(languages.map(languageName))}`,
    ...attributes.map((rule) => `whose ${attributeWords(rule)}`),
    ...momentWords(targeting),
  ].filter(Boolean);
  const when = scheduleWords(targeting, zone);
  const end = quota === null ? "" : `until ${plural(quota, "answer has", "answers have")} come`;
  const limits = [when, end].filter(Boolean).join(", or ");
  return [
    `${who.join(", ").replace(", on ", " on ")}.`,
    rests ? `${againWords(rests)}.` : "It stays there for whoever wants to speak.",
    limits && `${limits.charAt(0).toUpperCase()}${limits.slice(1)}.`,
  ]
    .filter(Boolean)
    .join(" ");
}
