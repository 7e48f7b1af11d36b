import type { Question, Words } from "../../../domain/wire/survey.ts";
import { withWords, wordsIn } from "./words.ts";

/** Words in the language that is edited. */
export type Say = {
  get: (words: Words | undefined) => string;
  put: (words: Words | undefined, text: string) => Words;
};

/** What the form of one kind of question works on. */
export type Part<Q extends Question> = { question: Q; set: (question: Question) => void; say: Say };

/** Reads and writes wordings in one language. @param own the survey's own language */
export function sayer(language: string, own: string): Say {
  return {
    get: (words) => wordsIn(words, language, own),
    put: (words, text) => withWords(words, language, own, text),
  };
}
