import type { AttributeType, Consent } from "../../../../domain/wire/people.ts";
import { LANGUAGES } from "../../build/languages.ts";

/**
 * How values of a column are written where that is not plain: numbers with a comma for the decimals,
 * days before or after the month, yes for "gets no mail".
 */
export type Form = "plain" | "comma" | "day-first" | "month-first" | "reversed";

const YES = new Set("yes y true t 1 x on ja j oui si sí sim s wahr vrai verdadero tak".split(" "));
const NO = new Set("no n false f 0 off nein non não nao falsch faux falso nie".split(" "));

/** @returns undefined for a word that is neither */
export function booleanOf(text: string): boolean | undefined {
  const word = text.toLowerCase();
  return YES.has(word) ? true : NO.has(word) ? false : undefined;
}

const PLAIN = /^[-−]?(?:\d{1,3}(?:[,'’\s]\d{3})+|\d+)(?:\.\d+)?$/u;
const COMMA = /^[-−]?(?:\d{1,3}(?:[.'’\s]\d{3})+|\d+)(?:,\d+)?$/u;

/** "1,234.5" or, with a comma for the decimals, "1.234,5". @returns undefined for no number */
export function numberOf(text: string, form: Form): number | undefined {
  if (!(form === "comma" ? COMMA : PLAIN).test(text)) return undefined;
  const bare = text.replace("−", "-").replaceAll(/['’\s]/gu, "");
  return Number(
    form === "comma" ? bare.replaceAll(".", "").replace(",", ".") : bare.replaceAll(",", ""),
  );
}

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/u;
const SLASHED = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?: .*)?$/u;

/** A day as YYYY-MM-DD; undefined for what is none, such as 31 February. */
export function dateOf(text: string, form: Form): string | undefined {
  const iso = ISO.exec(text);
  const [, a = "", b = "", year = ""] = iso ? [] : (SLASHED.exec(text) ?? []);
  const parts = iso ? iso.slice(1, 4) : form === "month-first" ? [year, a, b] : [year, b, a];
  const day = parts.map((part, i) => part.padStart(i === 0 ? 4 : 2, "0")).join("-");
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(day) ? day : undefined;
}

/** How the days of a column are written, as far as its values tell. */
export function dateForm(values: readonly string[]): Form {
  const found = values.map((value) => SLASHED.exec(value)).filter((one) => one !== null);
  if (found.length === 0) return "plain";
  if (found.some(([, first]) => Number(first) > 12)) return "day-first";
  if (found.some(([, , second]) => Number(second) > 12)) return "month-first";
  return found.some(([whole]) => whole.includes("/")) ? "month-first" : "day-first";
}

/** Whether decimals stand after a comma or a point, as far as the values of a column tell. */
export function numberForm(values: readonly string[]): Form {
  const comma = values.every((value) => COMMA.test(value));
  const plain = values.every((value) => PLAIN.test(value));
  return comma && !plain ? "comma" : "plain";
}

/** What kind of value a column holds. Numbers that begin with zero or are long are ids: text. */
export function typeOf(values: readonly string[]): AttributeType {
  if (values.length === 0) return "text";
  const all = (test: (value: string) => unknown) => values.every((value) => test(value));
  if (all((value) => dateOf(value, dateForm(values)))) return "date";
  const numbers = all((value) => numberOf(value, numberForm(values)) !== undefined);
  if (numbers)
    return values.some((value) => /^0\d/u.test(value) || value.replaceAll(/\D/gu, "").length > 15)
      ? "text"
      : "number";
  return all((value) => booleanOf(value) !== undefined) ? "boolean" : "text";
}

const GIVEN = "given granted opt-in optin opted-in agreed accepted confirmed".split(" ");
const WITHDRAWN = "withdrawn revoked denied opt-out optout opted-out declined refused".split(" ");

/** @returns undefined for a word that says nothing we know */
export function consentOf(text: string): Consent | undefined {
  const word = text.toLowerCase().replaceAll(/[\s_]+/gu, "-");
  if (GIVEN.includes(word)) return "given";
  if (WITHDRAWN.includes(word)) return "withdrawn";
  if (/^(?:unknown|none|pending|-)$/u.test(word)) return "unknown";
  const yes = booleanOf(word);
  return yes === undefined ? undefined : yes ? "given" : "withdrawn";
}

const SUBSCRIBED = "subscribed active enabled member opted-in opt-in optin".split(" ");
const UNSUBSCRIBED =
  "unsubscribed inactive disabled opted-out opt-out optout bounced cleaned complained spam suppressed archived non-subscribed".split(
    " ",
  );

/** Who bounced or complained elsewhere shall get no mail from here either. */
export function subscriptionOf(
  text: string,
  form: Form,
): "subscribed" | "unsubscribed" | undefined {
  const word = text.toLowerCase().replaceAll(/[\s_]+/gu, "-");
  if (SUBSCRIBED.includes(word)) return "subscribed";
  if (UNSUBSCRIBED.includes(word)) return "unsubscribed";
  const yes = booleanOf(word);
  if (yes === undefined) return undefined;
  return yes === (form === "reversed") ? "unsubscribed" : "subscribed";
}

let names: Map<string, string> | undefined;

/** "de_DE", "DE", "German" and "Deutsch" as "de-DE" or "de"; anything else stays as it is. */
export function languageOf(text: string): string {
  const tag = /^([a-z]{2,3})(?:[-_]([a-z0-9]{2,8}))?$/iu.exec(text);
  if (tag) return [tag[1]?.toLowerCase(), tag[2]].filter(Boolean).join("-");
  names ??= new Map(
    LANGUAGES.flatMap((code) =>
      [code, "en"].map((inLanguage) => {
        const name = new Intl.DisplayNames(inLanguage, { type: "language" }).of(code) ?? code;
        return [name.toLowerCase(), code] as const;
      }),
    ),
  );
  return names.get(text.toLowerCase()) ?? text;
}

/** An address out of what stands around it: "Ann Lee <ann@example.com>". */
export function addressOf(text: string): string {
  return (/<([^<>]+)>\s*$/u.exec(text)?.[1] ?? text).replace(/^mailto:/iu, "").trim();
}
