import type { Recipient } from "./index.ts";

/** What stands in a place: an attribute of the person or what stands in for it, or one of the links. */
type Place =
  | { attribute: string; fallback: string }
  | { link: number }
  | { other: "link" | "trap" | "unsubscribe" };

/** Marks a place in rendered text. Private-use characters: no renderer escapes them, no font draws them. */
const [OPEN, CLOSE] = ["\ue000", "\ue001"];
const MARKED = /\ue000(\d+)\ue001/u;
/** `{{name}}` or `{{name|fallback}}`, blanks allowed. */
const MERGE = /\{\{\s*([a-z][a-z0-9_]{0,39})\s*(?:\|([^{}]{0,200}))?\}\}/gu;

/** The places of one mail, numbered as they come. */
export class Places {
  readonly #all: Place[] = [];

  #mark(place: Place): string {
    this.#all.push(place);
    return `${OPEN}${this.#all.length - 1}${CLOSE}`;
  }

  /** Words of an author with a mark in the place of each `{{name}}`. */
  words(text: string): string {
    return clean(text).replace(MERGE, (_, attribute: string, fallback = "") =>
      this.#mark({ attribute, fallback: String(fallback).trim() }),
    );
  }

  /** @param index of the value in the scale, lowest first */
  link(index: number): string {
    return this.#mark({ link: index });
  }

  other(other: "link" | "trap" | "unsubscribe"): string {
    return this.#mark({ other });
  }

  /** Cuts rendered text at its marks, once. @returns what puts a person in */
  filler(text: string, escape: (value: string) => string): (to: Recipient) => string {
    const parts = text.split(MARKED);
    // Even parts are text, odd ones the numbers of places.
    const places = parts.map((part, i) => (i % 2 === 1 ? this.#all[Number(part)] : undefined));
    return (to) => {
      let out = "";
      for (let i = 0; i < parts.length; i++) {
        const place = places[i];
        out += place ? escape(valueOf(place, to)) : (parts[i] ?? "");
      }
      return out;
    };
  }
}

/**
 * Text of an author without what has a meaning of its own here: marks, and controls but for the end of
 * a line.
 */
export function clean(text: string): string {
  return text.replace(/\r\n?/gu, "\n").replace(/[\ue000-\ue013]|(?!\n)\p{Cc}/gu, "");
}

/** Attributes that an author's words name without saying what stands in where one is missing. */
export function bareAttributes(text: string): string[] {
  return [...text.matchAll(MERGE)].flatMap(([, name, fallback]) =>
    name !== undefined && !fallback?.trim() ? [name] : [],
  );
}

function valueOf(place: Place, to: Recipient): string {
  if ("attribute" in place) {
    const value = Object.hasOwn(to.attributes, place.attribute)
      ? oneLine(String(to.attributes[place.attribute]))
      : "";
    return value === "" ? place.fallback : value;
  }
  const url = "link" in place ? to.links[place.link] : to[place.other];
  if (!url) throw new RangeError("a link of the mail is missing");
  return url;
}

/** A value ends no header and begins no line: a subject may hold it. */
export function oneLine(value: string): string {
  // Controls, line and paragraph separators, and the marks of direction that could turn what follows.
  return value.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
}

/** Text for HTML, also within quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (c) => `&#${c.codePointAt(0)};`);
}
