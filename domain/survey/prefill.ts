import { fitAttributes } from "../wire/ingest.ts";
import type { Answer, Answers } from "../wire/ingest.ts";
import type { Prefill } from "../wire/share.ts";
import type { Question } from "../wire/survey.ts";
import { checkAnswers } from "./answers.ts";

/** What a link fills in, as its page shows it: every answer fits its question. */
export type Filled = { answers: Answers; attributes: Record<string, string>; language?: string };

const ATTRIBUTE = "attr.";
const LONGEST = 200;

/**
 * What the query of an address fills in: `q1=9`, `q3=o2` (several: `o1,o2`), `attr.plan=pro`, `lang=de`.
 * A claim like everything that a page says of its visitor.
 */
export function prefillFrom(query: Iterable<[name: string, value: string]>): Prefill {
  const answers: Record<string, string> = {};
  const attributes: Record<string, string> = {};
  let language: string | undefined;
  for (const [name, value] of query) {
    if (/^q[1-9]\d{0,2}$/u.test(name)) answers[name] ??= value;
    else if (name.startsWith(ATTRIBUTE) && value.length <= LONGEST)
      attributes[name.slice(ATTRIBUTE.length)] ??= value;
    else if (name === "lang") language ??= value.slice(0, 20);
  }
  return { answers, attributes, ...(language && { language }) };
}

/**
 * A prefill with what does not fit left out: other questions and values, a consent, which is nobody
 * else's to give, and whatever a message is asked.
 * @param questions of the version that is asked
 */
export function filled(questions: readonly Question[], prefill: Prefill): Filled {
  const answers: Answers = {};
  for (const question of questions) {
    const given = prefill.answers?.[question.id];
    const value = given === undefined ? undefined : fit(question, given);
    if (value !== undefined) answers[question.id] = value;
  }
  const attributes = fitAttributes({ ...prefill.attributes }) as Record<string, string>;
  return { answers, attributes, ...(prefill.language && { language: prefill.language }) };
}

function fit(question: Question, given: number | string): Answer | undefined {
  if (question.kind === "consent" || question.kind === "message" || given === "") return undefined;
  const value =
    question.kind === "score"
      ? Number(given)
      : question.kind === "multiple"
        ? String(given).split(",")
        : String(given);
  if (typeof value === "number" && !Number.isSafeInteger(value)) return undefined;
  const { id } = question;
  const checked = checkAnswers(new Map([[id, question]]), { [id]: value });
  return checked.ok ? (checked.answers[id] ?? checked.texts[id]) : undefined;
}

/** Two prefills as one; where both fill something, the first does. */
export function bothPrefills(first: Prefill, second: Prefill): Prefill {
  const language = first.language ?? second.language;
  return {
    answers: { ...second.answers, ...first.answers },
    attributes: { ...second.attributes, ...first.attributes },
    ...(language && { language }),
  };
}
