/** How much an n-gram speaks for languages: a language's number, its share, the next number ... */
type Shares = readonly number[];

/** What tells languages apart: the n-grams of eld (docs/decisions/0019), read by `languageModel`. */
export type LanguageModel = {
  /** The letter that stands for each byte in an n-gram. */
  readonly letters: string;
  /** ISO 639-1 code by the language's number. */
  readonly codes: readonly string[];
  readonly ngrams: ReadonlyMap<string, Shares>;
};

/** A model as the asset has it. `ngrams`: see `packNgrams`. */
export type PackedModel = { letters: string; codes: readonly string[]; ngrams: string };

/** Numbers are written as one character each, from this one on. */
const ZERO = 48;

/**
 * N-grams in a third of their bytes: what holds for a group of them once, behind a tab, then the
 * group, a line each.
 */
export function packNgrams(
  ngrams: Readonly<Record<string, Readonly<Record<number, number>>>>,
): string {
  const groups = new Map<string, string[]>();
  for (const [ngram, shares] of Object.entries(ngrams)) {
    const head = Object.entries(shares)
      .flat()
      .map((n) => String.fromCharCode(ZERO + Number(n)))
      .join("");
    const known = groups.get(head);
    if (known) known.push(ngram);
    else groups.set(head, [ngram]);
  }
  return [...groups].flatMap(([head, group]) => [`\t${head}`, ...group]).join("\n");
}

export function languageModel({ letters, codes, ngrams: packed }: PackedModel): LanguageModel {
  const ngrams = new Map<string, Shares>();
  let shares: Shares = [];
  for (const line of packed.split("\n")) {
    if (line.startsWith("\t"))
      shares = Array.from(line.slice(1), (character) => character.charCodeAt(0) - ZERO);
    else ngrams.set(line, shares);
  }
  return { letters, codes, ngrams };
}

/** Everything but letters of the basic plane. */
const between = /(?:[^\p{L}\u{10000}-\u{10ffff}]|[\u{10000}-\u{10ffff}])+/gu;

/** What stands between two words is a blank; apostrophes stay at the beginning of the second. */
function blank(run: string): string {
  let end = run.length;
  while (end > 0 && "'`’".includes(run.charAt(end - 1))) end--;
  return end === 0 ? run : ` ${run.slice(end)}`;
}
/** Characters that are looked at; bytes after which no word, and no character, is added. */
const mostCharacters = 1000;
const mostBytes = 350;
const lastByte = 380;
/** Letters of a word that are looked at, of an n-gram, and from one n-gram to the next. */
const mostOfWord = 70;
const size = 4;
const stride = 3;
/** What was taken from each share to keep the table small, and what half-way likeness is. */
const base = 53;
const half = 25;

/**
 * How likely a text is of each language, 0 to 1, by code; languages of no likeness are left out.
 * The arithmetic is eld's to the last bit (tests/domain/themes/language.test.ts), without its table.
 */
export function likeness(model: LanguageModel, text: string): Map<string, number> {
  const ngrams = ngramsOf(wordsOf(model, text));
  const sums = model.codes.map(() => 0);
  for (const ngram of ngrams) {
    const shares = model.ngrams.get(ngram) ?? [];
    for (let i = 0; i < shares.length; i += 2)
      sums[shares[i] as number]! += (shares[i + 1] as number) + base;
  }
  const means = sums.map((sum) => sum / ngrams.size);
  return new Map(
    means.flatMap((mean, lang) =>
      mean > 0 ? [[model.codes[lang] as string, mean / (mean + half)]] : [],
    ),
  );
}

/** The words' bytes, a letter each. */
function wordsOf({ letters }: LanguageModel, text: string): string[] {
  const words: string[] = [];
  let word = "";
  let bytes = 0;
  const plain = text.slice(0, mostCharacters).replace(between, blank).trim().toLowerCase();
  for (let i = 0; i < plain.length && bytes <= lastByte; i++) {
    const code = plain.charCodeAt(i);
    const add = (...some: readonly number[]) => some.map((byte) => letters[byte]).join("");
    if (code === 32) {
      if (word !== "") words.push(word);
      word = "";
      if (bytes > mostBytes) break;
    } else if (code < 0x80) word += plain[i];
    else if (code < 0x800) word += add(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
    else word += add(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
  }
  return word === "" ? words : [...words, word];
}

function ngramsOf(words: readonly string[]): Set<string> {
  const ngrams = new Set<string>();
  for (const word of words) {
    const length = Math.min(word.length, mostOfWord);
    let at = 0;
    for (; at + size < length; at += stride)
      ngrams.add((at === 0 ? " " : "") + word.slice(at, at + size));
    const end = word.substring(length === 3 ? 0 : length - size);
    ngrams.add(`${at === 0 ? " " : ""}${end} `);
  }
  return ngrams;
}
