import type { Ask, AskedQuestion } from "../wire/site-config.ts";
import type { Definition, Question, Words } from "../wire/survey.ts";
import { frameFor, isRightToLeft, primaryTag } from "./frame.ts";
import { lookFor } from "./look.ts";

/** The languages a survey has words for: its own first, then those of its translations. */
export function languagesOf(definition: Definition): string[] {
  const found = new Set([definition.language]);
  const words = [...definition.questions.map((q) => q.text), definition.thanks.title];
  for (const w of words)
    if (typeof w === "object") for (const tag of Object.keys(w)) found.add(tag);
  return [...found];
}

/** The language in which a survey speaks to someone who wants this one. */
export function languageFor(
  definition: Definition,
  language: string = definition.language,
): string {
  const found = languagesOf(definition).find((tag) => primaryTag(tag) === primaryTag(language));
  return found ?? definition.language;
}

/**
 * A survey in one language, ready to be asked. A missing translation falls back to the survey's own
 * language, then to any words there are.
 */
export function askFor(definition: Definition, language?: string): Ask {
  const lang = languageFor(definition, language);
  const say = (words: Words): string => sayIn(words, lang, definition.language);
  const { thanks, look } = definition;
  return {
    lang,
    ...(isRightToLeft(lang) && { rtl: true as const }),
    questions: definition.questions.map((q) => asked(q, say)),
    thanks: {
      title: say(thanks.title),
      ...(thanks.text !== undefined && { text: say(thanks.text) }),
      ...(thanks.link && { link: { text: say(thanks.link.text), url: thanks.link.url } }),
    },
    look: lookFor(look),
    ui: frameFor(lang),
  };
}

/** Words in a language, else in the fallback, else in whatever there is. */
export function sayIn(words: Words, language: string, fallback: string): string {
  if (typeof words === "string") return words;
  return (
    words[language] ??
    words[primaryTag(language)] ??
    words[fallback] ??
    Object.values(words)[0] ??
    ""
  );
}

function asked(question: Question, say: (words: Words) => string): AskedQuestion {
  const base = {
    id: question.id,
    text: say(question.text),
    ...(question.required && { must: true as const }),
    ...(question.branches?.length && { branches: question.branches }),
  };
  switch (question.kind) {
    case "score":
      return {
        ...base,
        kind: "score",
        min: question.min,
        max: question.max,
        ...(question.style !== "numbers" && { shape: question.style }),
        ...(question.low !== undefined && { low: say(question.low) }),
        ...(question.high !== undefined && { high: say(question.high) }),
        ...(question.labels && { labels: question.labels.map(say) }),
      };
    case "single":
    case "multiple": {
      const option = (o: { id: string; text: Words }) => ({ id: o.id, text: say(o.text) });
      return {
        ...base,
        kind: question.kind,
        options: question.options.map(option),
        ...(question.other && { other: option(question.other) }),
      };
    }
    case "text":
      return {
        ...base,
        kind: "text",
        ...(question.long && { long: true as const }),
        ...(question.placeholder !== undefined && { hint: say(question.placeholder) }),
      };
    case "message": {
      const { link } = question;
      return {
        ...base,
        kind: "message",
        ...(link && { link: { text: say(link.text), url: link.url } }),
      };
    }
    default:
      return { ...base, kind: question.kind };
  }
}
