import type { AttributeType } from "../wire/people.ts";

export type Value = string | number | boolean;

const DATE = /^\d{4}-\d{2}-\d{2}$/u;
/** As numbers are written everywhere (domain/targeting/attributes). */
const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/iu;

/** The type that an attribute gets by its first value. Digits in a text stay text: they may be a code. */
export function typeOf(value: Value): AttributeType {
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "boolean";
  return isDate(value) ? "date" : "text";
}

/** What an attribute of each type must be. */
export const MUST_BE: Record<AttributeType, string> = {
  text: "must be text",
  number: "must be a number",
  boolean: "must be true or false",
  date: "must be a date like 2026-01-31",
};

/**
 * A value as an attribute of this type keeps it. Text that reads as a number or as true or false is
 * taken as one where that is what the attribute holds: files know nothing but text.
 * @returns undefined where it does not fit
 */
export function fitted(value: Value, type: AttributeType): Value | undefined {
  const text = typeof value === "string" ? value.trim() : undefined;
  switch (type) {
    case "text":
      return typeof value === "string" ? value : undefined;
    case "number": {
      if (typeof value === "number") return value;
      const number = text !== undefined && NUMBER.test(text) ? Number(text) : Number.NaN;
      return Number.isFinite(number) ? number : undefined;
    }
    case "boolean": {
      if (typeof value === "boolean") return value;
      return text === "true" ? true : text === "false" ? false : undefined;
    }
    case "date":
      return text !== undefined && isDate(text) ? text : undefined;
  }
}

/** A day that is in the calendar. */
function isDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
}
