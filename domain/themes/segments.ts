import type { Analysis } from "./analyse.ts";
import type { Model } from "./model.ts";
import type { Token } from "./tokens.ts";
import type { Span } from "./types.ts";

/** Words up to which a text of several clauses is also read as one: a question and what led to it. */
const wholeLimit = 25;

/** Letters of the longest word of any language; what is longer is noise. */
const longestWord = 60;

/** A stretch of a text that may speak for a theme: a clause, or a short text as a whole. */
export type Segment = Span & {
  /** Indices into the words of the text, half open. */
  readonly from: number;
  readonly to: number;
  readonly tokens: readonly Token[];
  /** Unit vector; all zero when the table knows none of its words. */
  readonly vector: Float32Array;
  /** True for a whole text that has clauses of its own. */
  readonly whole: boolean;
};

/** The clauses of a text in order, and after them the whole of a short one. */
export const segmentsOf = (analysis: Analysis, model: Model): Segment[] => {
  const { words, clauses, lang } = analysis;
  const vectorOf = (from: number, to: number): Float32Array =>
    model.vectors.of(
      words.slice(from, to).flatMap(({ text }) => (text.length > longestWord ? [] : [text])),
      lang,
    );
  const segments: Segment[] = clauses.map((clause) => ({
    ...clause,
    vector: vectorOf(clause.from, clause.to),
    whole: false,
  }));
  const [first, last] = [segments[0], segments.at(-1)];
  if (first !== undefined && last !== undefined && first !== last && words.length <= wholeLimit)
    segments.push({
      start: first.start,
      end: last.end,
      from: 0,
      to: words.length,
      tokens: clauses.flatMap(({ tokens }) => tokens),
      vector: vectorOf(0, words.length),
      whole: true,
    });
  return segments;
};
