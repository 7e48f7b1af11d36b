import type { Word } from "./tokens.ts";
import { isContrast } from "./sentiment.ts";
import type { Lang, Span } from "./types.ts";

/** A run of words that makes one point. */
export type Clause = Span & {
  /** Indices into the words of the text, half open. */
  readonly from: number;
  readonly to: number;
};

const sentenceEnd = /[.!?;…\n。！？•|]|\p{Extended_Pictographic}| - | – | — |\.\.\./u;
const comma = /[,:()]/u;
const joiners = new Set([
  "and",
  "und",
  "et",
  "y",
  "e",
  "en",
  "while",
  "because",
  "weil",
  "porque",
  "parce",
  "perché",
  "omdat",
]);
/** Words on either side of a comma or a joining word before it parts two clauses. */
const minimum = 4;

/**
 * Cuts a text where a new point begins: at the end of a sentence, at a contrast word, and, where
 * both sides are long enough to stand alone, at a comma or a joining word.
 */
export const clausesOf = (words: readonly Word[], lang: Lang): Clause[] => {
  const cuts: number[] = [0];
  let last = 0;
  let sentenceStop = 0;
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] as Word;
    if (sentenceEnd.test(word.gap)) {
      cuts.push(at);
      last = at;
      continue;
    }
    if (at > last && isContrast(word.text, lang)) {
      cuts.push(at);
      last = at;
      continue;
    }
    if (at - last < minimum || !(comma.test(word.gap) || joiners.has(word.text))) continue;
    if (sentenceStop <= at) {
      sentenceStop = at + 1;
      while (sentenceStop < words.length && !sentenceEnd.test((words[sentenceStop] as Word).gap))
        sentenceStop += 1;
    }
    if (sentenceStop - at >= minimum) {
      cuts.push(at);
      last = at;
    }
  }
  return cuts.flatMap((from, order) => {
    const to = cuts[order + 1] ?? words.length;
    const [first, end] = [words[from], words[to - 1]];
    return first === undefined || end === undefined
      ? []
      : [{ from, to, start: first.start, end: end.end }];
  });
};
