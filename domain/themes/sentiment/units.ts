import type { Word } from "../tokens.ts";
import type { Supported } from "../vocabulary.ts";

/** A word as opinions are read: contractions and compounds taken apart, stretched letters shortened. */
export type Unit = {
  readonly text: string;
  /** Index of the word that it came from. */
  readonly at: number;
  /** Punctuation before it: 0 none, 1 a comma or a bracket, 2 the end of a sentence. */
  readonly stop: 0 | 1 | 2;
  /** Shouted: all capitals, or letters drawn out. */
  readonly loud: boolean;
};

const sentenceEnd = /[.!?;…\n。！？•|]|\p{Extended_Pictographic}/u;
const comma = /[,:()"“”]| - | – |—|--/u;

/** English negations without their apostrophe, and the words that end in "n't" irregularly. */
const bareNegation = /^(do|does|did|is|are|was|were|have|has|had|would|should|could|must|ai)n'?t$/u;
const irregular: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    cannot: ["can", "not"],
    "can't": ["can", "not"],
    cant: ["can", "not"],
    "won't": ["will", "not"],
    wont: ["will", "not"],
    "n't": ["not"],
    nt: ["not"],
    dont: ["do", "not"],
    "ain't": ["is", "not"],
    aint: ["is", "not"],
    u: ["you"],
    ur: ["your"],
    r: ["are"],
    gr8: ["great"],
    thx: ["thanks"],
    tks: ["thanks"],
    ty: ["thanks"],
    luv: ["love"],
    waisted: ["wasted"],
    definately: ["definitely"],
    excelent: ["excellent"],
    excellant: ["excellent"],
    awsome: ["awesome"],
    dissapointed: ["disappointed"],
    disapointed: ["disappointed"],
    dissapointing: ["disappointing"],
    disapointing: ["disappointing"],
    dissapointment: ["disappointment"],
    disapointment: ["disappointment"],
    terrable: ["terrible"],
    horible: ["horrible"],
  }),
);

const english = (word: string): readonly string[] => {
  const known = irregular.get(word);
  if (known !== undefined) return known;
  const negation = bareNegation.exec(word);
  if (negation !== null) return [negation[1] as string, "not"];
  return [word.replace(/'(?:s|re|ve|ll|d|m)$/u, "")];
};

const elision = /^(l|d|j|m|t|s|c|n|qu|un|dell|all|nell|sull|dall|quest|jusqu|lorsqu|puisqu)'/u;

const romance = (word: string): readonly string[] => {
  const found = elision.exec(word);
  if (found === null) return [word];
  const rest = word.slice(found[0].length);
  return found[1] === "n" ? ["ne", rest] : [rest];
};

/** "soooo" -> "soo": a letter three times or more in a row becomes two. */
const drawn = /(\p{L})\1{2,}/gu;

const parts = (word: string, lang: Supported): readonly string[] => {
  const pieces = word.includes("-") ? word.split("-").filter((piece) => piece !== "") : [word];
  const apart = lang === "en" ? english : lang === "fr" || lang === "it" ? romance : null;
  return apart === null ? pieces : pieces.flatMap((piece) => apart(piece));
};

/** Remembered partings; only speed depends on it. */
const memo = new Map<Supported, Map<string, readonly string[]>>();
const memoLimit = 40_000;

const partsOf = (word: string, lang: Supported): readonly string[] => {
  let table = memo.get(lang);
  if (table === undefined || table.size > memoLimit) {
    table = new Map();
    memo.set(lang, table);
  }
  let found = table.get(word);
  if (found === undefined) {
    found = parts(word.replace(drawn, "$1$1"), lang).filter((part) => part !== "");
    table.set(word, found);
  }
  return found;
};

/** The words of an entry of the lexicon, parted as those of a text are. */
export const unitTexts = (entry: string, lang: Supported): string[] =>
  entry
    .split(/[\s/]+/u)
    .flatMap((word) => partsOf(word.toLowerCase(), lang))
    .filter((word) => word !== "");

/** Units of the words `from` to `to` (half open). */
export const unitsOf = (
  words: readonly Word[],
  lang: Supported,
  from: number,
  to: number,
): Unit[] => {
  const units: Unit[] = [];
  for (let at = from; at < to; at += 1) {
    const word = words[at] as Word;
    const { gap } = word;
    let stop: 0 | 1 | 2 = 0;
    if (at > from && gap !== " ") stop = sentenceEnd.test(gap) ? 2 : comma.test(gap) ? 1 : 0;
    const found = partsOf(word.text, lang);
    const loud = word.caps === 2 || (word.text.length > 4 && drawn.test(word.text));
    drawn.lastIndex = 0;
    for (let part = 0; part < found.length; part += 1)
      units.push({ text: found[part] as string, at, stop: part === 0 ? stop : 0, loud });
  }
  return units;
};
