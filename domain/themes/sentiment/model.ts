import { isSupported, type Supported } from "../vocabulary.ts";
import type { Lang } from "../types.ts";
import { denseNames } from "./features.ts";
import { fingerprintOf } from "./hash.ts";
import { type Lexicon, lexiconOf } from "./lexicon.ts";

/** A linear model over the dense features and the hashed words. */
export type Linear = {
  readonly bias: number;
  /** A weight for each of `denseNames`. */
  readonly dense: readonly number[];
  /** What one step of a word's weight is worth, and the weights by hash. */
  readonly step: number;
  readonly words: Int8Array;
};

/** What is known of one language's opinions. */
export type LanguageSentiment = {
  readonly lexicon: Lexicon;
  /** Takes a hash to its place in the tables of words. */
  readonly mask: number;
  /** Logit of good against bad. */
  readonly polarity: Linear;
  /** Logit of saying nothing against having an opinion. */
  readonly neutral: Linear;
  /** Scores inside +-band are neutral. */
  readonly band: number;
};

/** What is fitted in how opinions are read, by language; a language is opened at its first use. */
export type SentimentModel = { readonly of: (lang: Lang) => LanguageSentiment | null };

/** Where a part of the file stands: first byte and length, from the end of the header. */
type Place = readonly [number, number];
type PackedLinear = {
  readonly bias: number;
  readonly dense: readonly number[];
  readonly step: number;
  readonly words: Place;
};
type Packed = {
  readonly lang: string;
  readonly bits: number;
  readonly own: Place;
  readonly others: Place;
  readonly polarity: PackedLinear;
  readonly neutral: PackedLinear;
  readonly band: number;
};

/** "VSN1" */
const magic = 0x314e5356;
const headerBytes = 12;
const damaged = "The sentiment table is damaged. Run npm run build.";

/**
 * Reads a list of opinion words: lines `value: entry, entry`; lines without a number are comments.
 * @throws Error when a value is no number
 */
export const parseLexicon = (source: string): Map<string, number> => {
  const entries = new Map<string, number>();
  for (const line of source.split("\n")) {
    const cut = line.indexOf(":");
    if (line.startsWith("#") || cut === -1) continue;
    const value = Number(line.slice(0, cut));
    if (Number.isNaN(value)) throw new Error(`No number before the colon: ${line.slice(0, 40)}`);
    for (const entry of line.slice(cut + 1).split(","))
      if (entry.trim() !== "") entries.set(entry.trim().toLowerCase(), value);
  }
  return entries;
};

/** Text of UTF-8 bytes; the domain has no decoder of a host. */
const utf8 = (bytes: Uint8Array): string => {
  let escaped = "";
  for (const byte of bytes)
    escaped +=
      byte < 0x80 && byte !== 0x25
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).padStart(2, "0")}`;
  return decodeURIComponent(escaped);
};

/**
 * Opens the fitted sentiment (scripts/tables/sentiment.py). Keeps `bytes`. Layout, little endian:
 * "VSN1", the fingerprint of all that follows the first 12 bytes, the header's length, the header
 * (JSON), the parts that it names.
 * @throws Error when the bytes are no such table, cut short or damaged
 */
export const openSentiment = (bytes: Uint8Array): SentimentModel => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < headerBytes || view.getUint32(0, true) !== magic)
    throw new Error("This is no sentiment table.");
  if (fingerprintOf(bytes, headerBytes) !== view.getUint32(4, true)) throw new Error(damaged);
  const parts = headerBytes + view.getUint32(8, true);
  const languages = JSON.parse(utf8(bytes.subarray(headerBytes, parts))) as Packed[];
  const part = ([from, length]: Place): Uint8Array =>
    bytes.subarray(parts + from, parts + from + length);
  const linear = ({ words, ...rest }: PackedLinear): Linear => {
    const found = part(words);
    return { ...rest, words: new Int8Array(found.buffer, found.byteOffset, found.length) };
  };
  for (const { polarity, neutral } of languages)
    if ([polarity, neutral].some(({ dense }) => dense.length !== denseNames.length))
      throw new Error("The sentiment table is of another version. Run npm run build.");
  const packed = new Map(languages.map((language) => [language.lang, language]));
  const opened = new Map<Supported, LanguageSentiment>();
  const open = (lang: Supported, language: Packed): LanguageSentiment => ({
    lexicon: lexiconOf(
      lang,
      parseLexicon(utf8(part(language.own))),
      parseLexicon(utf8(part(language.others))),
    ),
    mask: 2 ** language.bits - 1,
    polarity: linear(language.polarity),
    neutral: linear(language.neutral),
    band: language.band,
  });
  return {
    of(lang) {
      if (!isSupported(lang)) return null;
      const known = opened.get(lang);
      if (known !== undefined) return known;
      const language = packed.get(lang);
      if (language === undefined) return null;
      const made = open(lang, language);
      opened.set(lang, made);
      return made;
    },
  };
};
