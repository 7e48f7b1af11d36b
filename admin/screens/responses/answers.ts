import { sayIn } from "../../../domain/survey/ask.ts";
import { optionsOf } from "../../../domain/survey/changes.ts";
import { unionOfQuestions } from "../../../domain/survey/questions.ts";
import type { Response } from "../../../domain/wire/responses.ts";
import type { Question } from "../../../domain/wire/survey.ts";
import type { Survey } from "../../../domain/wire/surveys.ts";
import { moment } from "../../words/dates.ts";
import { CHANNELS, STATES, attributeName, languageName, valueName } from "../../words/names.ts";

/** The questions of the live survey and those only the draft has, in order. */
export function unionOfSurvey({ published, draft }: Survey): Question[] {
  return [...unionOfQuestions(published ? [published, draft] : [draft]).values()];
}

/** An answer as a person would read it. */
export function answersInWords(question: Question, answer: unknown, language: string): string {
  if (answer === null) return "Declined to answer";
  if (typeof answer === "boolean") return answer ? "Yes" : "No";
  const options = new Map(
    optionsOf(question).map((option) => [option.id, sayIn(option.text, language, language)]),
  );
  const said = (one: unknown) => options.get(String(one)) ?? String(one);
  if (Array.isArray(answer)) return answer.map(said).join(", ");
  return question.kind === "score" && typeof answer === "number"
    ? `${answer} of ${question.max}`
    : said(answer);
}

/** One fact about a response; `attr` is the filter for those that share it. */
export type Fact = readonly [name: string, value: string, attr?: string];

/** Where a response came from, as pairs of name and value. */
export function provenance(response: Response, zone: string): Fact[] {
  const {
    at,
    updatedAt,
    channel,
    state,
    reason,
    grade,
    language,
    page,
    person,
    attributes,
    version,
    complete,
  } = response;
  return [
    ["Given", moment(at, zone)] as const,
    ...(updatedAt - at > 60_000 ? [["Changed", moment(updatedAt, zone)] as const] : []),
    ["Channel", CHANNELS[channel]] as const,
    ["State", reason ? `${STATES[state]}: ${reason}` : STATES[state]] as const,
    ...(response.overQuota
      ? [["Quota", "Came when the survey had all it asked for; counted all the same"] as const]
      : []),
    ["Finished", complete ? "Yes" : "No, left before the end"] as const,
    ...(grade ? [["Vote", attributeName(grade)] as const] : []),
    ...(language ? [["Language", languageName(language)] as const] : []),
    ...(person ? [["Person", person.verified ? person.id : `${person.id}, claimed`] as const] : []),
    ...(page ? [["Page", page] as const] : []),
    ...Object.entries(attributes).map(
      ([name, value]) =>
        [attributeName(name), valueName(name, String(value)), `${name}:${String(value)}`] as const,
    ),
    ...(version === null ? [] : [["Version", String(version)] as const]),
  ];
}
