import { analyse } from "./analyse.ts";
import { embed, nearestWords } from "./embed/embed.ts";
import type { Model } from "./model.ts";
import { normalise } from "./normalise.ts";
import { wordsOf } from "./tokens.ts";
import type { Span, Verbatim } from "./types.ts";
import { cosine } from "./vector.ts";

/** Words that a query is widened by, and how near each must be. */
const mostWords = 24;
const nearWord = 0.5;
/** What the query's own words count beside likeness of meaning. */
const ownWords = 0.25;

/** What somebody looks for: the words as typed, those that mean nearly the same, and the meaning of all. */
export type Query = {
  readonly own: readonly string[];
  readonly near: readonly string[];
  readonly vector: Float32Array;
};

/** A query, widened by the nearest words of the table; they may be of any language that it knows. */
export const openQuery = (text: string, model: Model): Query => {
  const own = wordsOf(normalise(text)).map((word) => word.text);
  const vector = embed(own, "und", model.words);
  const near = nearestWords(model.words, vector, mostWords)
    .filter(({ word, similarity }) => similarity >= nearWord && /^[\p{L}\p{N}]+$/u.test(word))
    .map(({ word }) => word)
    .filter((word) => !own.includes(word));
  return { own, near, vector };
};

/** How near a text comes to a query (0..1), by its nearest clause, and the words there that count. */
export type Likeness = {
  readonly fit: number;
  readonly clause: Span | null;
  readonly marks: readonly Span[];
};

/** Cosine of meanings and the share of the query's own words, clause by clause; the best clause. */
export const likenessOf = (verbatim: Verbatim, query: Query, model: Model): Likeness => {
  const { words, clauses, lang } = analyse(verbatim, model);
  const known = new Set([...query.own, ...query.near]);
  let best: Likeness = { fit: 0, clause: null, marks: [] };
  for (const { from, to, start, end } of clauses) {
    const said = words.slice(from, to);
    const texts = said.map(({ text }) => text);
    const near = cosine(query.vector, embed(texts, lang, model.words));
    const held = query.own.filter((word) => texts.includes(word)).length;
    const fit = near * (1 - ownWords) + (ownWords * held) / Math.max(1, query.own.length);
    if (fit <= best.fit) continue;
    const marks = said.flatMap((word) =>
      known.has(word.text) ? [{ start: word.start, end: word.end }] : [],
    );
    best = { fit: Math.min(1, fit), clause: { start, end }, marks };
  }
  return best;
};
