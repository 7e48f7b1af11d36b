import type { Answer, Answers } from "../wire/ingest.ts";
import type { Question } from "../wire/survey.ts";
import { LONG_TEXT, SHORT_TEXT, cleanText, codePoints } from "./text.ts";

/** Answers after the gate: `answers` holds everything but open text, `texts` the open text. */
export type CleanAnswers = { answers: Answers; texts: { [question: string]: string } };
export type AnswerCheck =
  | ({ ok: true } & CleanAnswers)
  | { ok: false; fields: { [question: string]: string } };

/**
 * Validates raw answers against the questions of all published versions and cleans text.
 * A null is a declined answer and is kept; an empty text or an empty choice is dropped.
 * @returns the clean answers, or a message for each bad field.
 */
export function checkAnswers(questions: ReadonlyMap<string, Question>, raw: Answers): AnswerCheck {
  const answers: Answers = {};
  const texts: { [question: string]: string } = {};
  const fields: { [question: string]: string } = {};
  for (const [id, answer] of Object.entries(raw)) {
    const question = questions.get(id);
    if (!question) {
      fields[id] = "no such question in any published version";
      continue;
    }
    if (answer === null) {
      answers[id] = null;
      continue;
    }
    const checked = checkOne(question, answer);
    if ("problem" in checked) fields[id] = checked.problem;
    else if (checked.text !== undefined) {
      if (checked.text !== "") texts[id] = checked.text;
    } else if (checked.answer !== undefined) answers[id] = checked.answer;
    if ("note" in checked && checked.note) texts[id] = checked.note;
  }
  return Object.keys(fields).length > 0 ? { ok: false, fields } : { ok: true, answers, texts };
}

type Checked = { problem: string } | { text?: string; answer?: Answer; note?: string };

function checkOne(question: Question, answer: Exclude<Answer, null>): Checked {
  switch (question.kind) {
    case "score":
      return typeof answer === "number" && answer >= question.min && answer <= question.max
        ? { answer }
        : { problem: `must be a whole number from ${question.min} to ${question.max}` };
    case "text":
      return textWithin(answer, question.long ? LONG_TEXT : SHORT_TEXT);
    case "email": {
      if (typeof answer !== "string") return { problem: "must be an e-mail address" };
      const address = cleanText(answer);
      if (address === "") return {};
      return address.length <= 254 && /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/u.test(address)
        ? { answer: address }
        : { problem: "must be an e-mail address" };
    }
    case "consent":
      return typeof answer === "boolean" ? { answer } : { problem: "must be true or false" };
    case "single":
      return checkChoice(question, [answer], (chosen) => chosen[0] ?? null);
    case "multiple":
      return Array.isArray(answer)
        ? checkChoice(question, answer, (chosen) => chosen)
        : { problem: "must be a list of options" };
    case "message":
      return { problem: "is a message and takes no answer" };
  }
}

/** The id alone is stored; what a person wrote beside "other" is open text and travels with the texts. */
function checkChoice(
  question: Extract<Question, { kind: "single" | "multiple" }>,
  chosen: readonly unknown[],
  shape: (ids: string[]) => Answer,
): Checked {
  const ids = new Set<string>();
  let note: string | undefined;
  for (const one of chosen) {
    if (typeof one === "object" && one !== null && "id" in one && "text" in one) {
      const { other } = question;
      if (other === undefined || one.id !== other.id)
        return { problem: "has no such option with text" };
      const text = textWithin(one.text, SHORT_TEXT);
      if ("problem" in text) return text;
      note = text.text ?? "";
      ids.add(other.id);
    } else if (
      typeof one === "string" &&
      (question.options.some((o) => o.id === one) || question.other?.id === one)
    ) {
      ids.add(one);
    } else return { problem: "has no such option" };
  }
  if (ids.size === 0) return {};
  // Sorted, so that the order of clicks does not make two answers differ.
  return { answer: shape([...ids].toSorted()), ...(note ? { note } : {}) };
}

function textWithin(value: unknown, max: number): Checked {
  if (typeof value !== "string") return { problem: "must be text" };
  const text = cleanText(value);
  return codePoints(text) <= max ? { text } : { problem: `must be at most ${max} characters` };
}
