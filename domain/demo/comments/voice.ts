import type { Rng } from "../random.ts";

/** What a comment can be about. */
export type Topic =
  | "late"
  | "carrier"
  | "fast"
  | "outside"
  | "damaged"
  | "packaging"
  | "quality"
  | "fit"
  | "price"
  | "choice"
  | "staff"
  | "returns"
  | "repair"
  | "gift"
  | "checkout"
  | "site"
  | "app"
  | "general";
export type Mood = "good" | "bad";

/** Sentences about one topic: `good` and `bad` open it, the others go on about it. */
export type Lines = Readonly<Partial<Record<Mood | "goodMore" | "badMore", readonly string[]>>>;

/** How people of one language write, as plain JSON: what they say about each topic, and what they say around it. */
export type Voice = {
  readonly topics: Readonly<Partial<Record<Topic, Lines>>>;
  /** A whole comment of one to four words. */
  readonly tiny: Readonly<Record<Mood | "okay", readonly string[]>>;
  readonly opener: Readonly<Record<Mood, readonly string[]>>;
  readonly closer: Readonly<Record<Mood, readonly string[]>>;
  /** Between praise and complaint; the complaint follows in lower case. */
  readonly but: readonly string[];
  /** Pattern of what keeps its capital in the middle of a sentence, beside the names among the slots. */
  readonly capital: string;
  /** Values of `{name}` in a line. */
  readonly slots: Readonly<Record<string, readonly string[]>>;
  /** What the carrier is called once it is the new one. */
  readonly newCarrier: readonly string[];
};

/** One line each, as it is written below. */
export function lines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/**
 * Fills a line: `[a|b|]` becomes one of its choices (innermost first), `{name}` the slot's value,
 * the same one throughout a comment.
 */
export function fill(line: string, chance: Rng, slot: (name: string) => string): string {
  let text = line;
  for (let before = ""; before !== text;) {
    before = text;
    text = text.replaceAll(/\[([^[\]]*)\]/gu, (_, choices: string) =>
      chance.pick(choices.split("|")),
    );
  }
  const filled = text
    .replaceAll(/(^|[.!?] )?\{(\w+)\}/gu, (_, start: string | undefined, name: string) =>
      start === undefined ? slot(name) : start + upperFirst(slot(name)),
    )
    .replaceAll(/ {2,}/gu, " ")
    .replaceAll(/ ([.,])/gu, "$1")
    .replaceAll(/,(?=[.,])/gu, "")
    .trim();
  // A choice of nothing leaves a comma; a salutation has its own.
  return line.endsWith(",") ? filled : filled.replace(/,$/u, "");
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
