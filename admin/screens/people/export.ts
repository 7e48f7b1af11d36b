import Papa from "papaparse";
import { BOM, FORMULA } from "../../../domain/csv/formula.ts";
import type { PersonDetail } from "../../../domain/wire/people.ts";

/** All that the page shows of a person, as the API gives it. */
export function exportJson(person: PersonDetail): string {
  return `${JSON.stringify(person, null, 2)}\n`;
}

const iso = (at: number | null) => (at === null ? "" : new Date(at).toISOString());

/** The same as rows of "what, when, name, value", so that one sheet holds facts, answers and mail. */
export function exportCsv(person: PersonDetail): string {
  const { attributes, answers, invitations, rests } = person;
  const rows: (string | number | boolean)[][] = [
    ["what", "at", "name", "value", "note"],
    ["person", iso(person.createdAt), "person", person.person, person.source],
    ["person", "", "email", person.email ?? "", ""],
    ["person", "", "language", person.language ?? "", ""],
    ["person", "", "subscription", person.subscription, person.suppressed ?? ""],
    ["person", iso(person.consentAt), "consent", person.consent, ""],
    ...Object.entries(attributes).map(([name, value]) => ["attribute", "", name, value, ""]),
    ...answers.flatMap(({ at, surveyName, metric, score, text, channel, state }) => [
      ...(score === null
        ? []
        : [["answer", iso(at), `${surveyName}, ${metric}`, score, `${channel}, ${state}`]]),
      ...(text === null ? [] : [["answer", iso(at), surveyName, text, `${channel}, ${state}`]]),
      ...(score === null && text === null
        ? [["answer", iso(at), surveyName, "", `${channel}, ${state}`]]
        : []),
    ]),
    ...invitations.map(({ at, sentAt, surveyName, state, reason }) => [
      "invitation",
      iso(sentAt ?? at),
      surveyName,
      state,
      reason ?? "",
    ]),
    ...rests.map(({ at, until, surveyName, of, what }) => [
      "rest",
      iso(at),
      surveyName,
      `${of}, ${what}`,
      `until ${iso(until)}`,
    ]),
  ];
  return `${BOM}${Papa.unparse(rows, { newline: "\r\n", escapeFormulae: FORMULA })}\r\n`;
}
