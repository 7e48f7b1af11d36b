import { languageFor, sayIn } from "../../domain/survey/ask.ts";
import type { Compiled, LetterInput } from "./index.ts";

export function compile({ survey, letter, language }: LetterInput): Compiled {
  const spoken = languageFor(survey, language);
  const say = (words: Parameters<typeof sayIn>[0]) => sayIn(words, spoken, survey.language);
  return {
    language: spoken,
    fill: ({ link, unsubscribe }) => ({
      subject: say(letter.subject),
      text: `${say(letter.intro)}\n\n${link}\n\n${unsubscribe}\n`,
      html: `<p><a href="${link}">${link}</a></p>`,
    }),
  };
}
