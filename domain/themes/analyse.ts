import { type Clause, clausesOf } from "./clauses.ts";
import { detectLanguage } from "./language.ts";
import type { Model } from "./model.ts";
import { normalise } from "./normalise.ts";
import { type Token, tokensOf, type Word, wordsOf } from "./tokens.ts";
import type { Lang, Verbatim } from "./types.ts";

/** Characters of a text that the engine reads; the rest of a longer one says the same again. */
const textLimit = 8_000;

/** A text taken apart, before any theme is known. */
export type Analysis = {
  readonly verbatim: Verbatim;
  readonly lang: Lang;
  /** Normalised text; offsets are those of the original. */
  readonly text: string;
  readonly words: readonly Word[];
  readonly clauses: readonly (Clause & { readonly tokens: readonly Token[] })[];
};

/** Normalise, detect the language, cut into words, clauses and tokens. */
export const analyse = (verbatim: Verbatim, model: Model): Analysis => {
  const text = normalise(verbatim.text.slice(0, textLimit));
  const words = wordsOf(text);
  const small = words.map((word) => word.text);
  const lang = detectLanguage(model.languages, text, small, verbatim.langHint);
  const clauses = clausesOf(words, lang).map((clause) => ({
    ...clause,
    tokens: tokensOf(words.slice(clause.from, clause.to), lang),
  }));
  return { verbatim, lang, text, words, clauses };
};
