import type { Definition, Question, Words } from "../../../domain/wire/survey.ts";
import { withWords, wordsIn } from "./words.ts";

/** Every place in a survey that respondents read, by a name a translator understands. */
export type Wording = { where: string; words: Words };

type Visit = (words: Words, where: string) => Words;

/** All wordings in the order in which respondents meet them. */
export function wordingsOf(definition: Definition): Wording[] {
  const found: Wording[] = [];
  mapWordings(definition, (words, where) => {
    found.push({ where, words });
    return words;
  });
  return found;
}

/** The languages that any wording has, the survey's own first. */
export function translatedInto(definition: Definition): string[] {
  const tags = wordingsOf(definition).flatMap(({ words }) =>
    typeof words === "string" ? [] : Object.keys(words),
  );
  return [...new Set([definition.language, ...tags])];
}

/** How many wordings have no words in a language: respondents see the survey's own there. */
export function missingIn(definition: Definition, language: string): number {
  return wordingsOf(definition).filter(
    ({ words }) => wordsIn(words, language, definition.language) === "",
  ).length;
}

/** One wording in one language replaced; "" takes a translation out. */
export function translate(
  definition: Definition,
  where: string,
  language: string,
  text: string,
): Definition {
  return mapWordings(definition, (words, place) =>
    place === where ? withWords(words, language, definition.language, text) : words,
  );
}

/** A survey without the words of one language; its own cannot go. */
export function withoutLanguage(definition: Definition, language: string): Definition {
  if (language === definition.language) return definition;
  return mapWordings(definition, (words) => {
    if (typeof words === "string") return words;
    const { [language]: _, ...rest } = words;
    return rest;
  });
}

/** A survey whose own language is another one that it has all words of. */
export function withOwnLanguage(definition: Definition, language: string): Definition {
  const before = definition.language;
  // A plain string is in the own language: say which one it was before that changes.
  const named = mapWordings(definition, (words) =>
    typeof words === "string" ? { [before]: words } : words,
  );
  return { ...named, language };
}

function mapWordings(definition: Definition, visit: Visit): Definition {
  const { title, text, link, ...thanks } = definition.thanks;
  const { tab } = definition.look;
  return {
    ...definition,
    ...(tab !== undefined && {
      look: { ...definition.look, tab: visit(tab, "Word on the tab") },
    }),
    questions: definition.questions.map((question, i) =>
      mapQuestion(question, `Question ${i + 1}`, visit),
    ),
    thanks: {
      ...thanks,
      title: visit(title, "Thank you"),
      ...(text !== undefined && { text: visit(text, "Thank you, text") }),
      ...(link && { link: { ...link, text: visit(link.text, "Thank you, link") } }),
    },
  };
}

function mapQuestion(question: Question, where: string, visit: Visit): Question {
  const text = visit(question.text, where);
  switch (question.kind) {
    case "score": {
      const { low, high, labels } = question;
      return {
        ...question,
        text,
        ...(low !== undefined && { low: visit(low, `${where}, words at ${question.min}`) }),
        ...(high !== undefined && { high: visit(high, `${where}, words at ${question.max}`) }),
        ...(labels && {
          labels: labels.map((label, i) =>
            visit(label, `${where}, word under ${question.min + i}`),
          ),
        }),
      };
    }
    case "single":
    case "multiple":
      return {
        ...question,
        text,
        options: question.options.map((option, i) => ({
          ...option,
          text: visit(option.text, `${where}, answer ${i + 1}`),
        })),
        ...(question.other && {
          other: { ...question.other, text: visit(question.other.text, `${where}, “other”`) },
        }),
      };
    case "text":
      return {
        ...question,
        text,
        ...(question.placeholder !== undefined && {
          placeholder: visit(question.placeholder, `${where}, text inside the field`),
        }),
      };
    case "message": {
      const { link } = question;
      return {
        ...question,
        text,
        ...(link && { link: { ...link, text: visit(link.text, `${where}, link`) } }),
      };
    }
    default:
      return { ...question, text };
  }
}
