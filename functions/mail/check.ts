import type { Letter } from "../../domain/wire/sends.ts";
import type { Words } from "../../domain/wire/survey.ts";
import type { Filled } from "./index.ts";
import { outlookWarnings } from "./outlook.ts";
import { bareAttributes } from "./places.ts";

/** What a phone shows of a subject. */
const LONGEST_SUBJECT = 70;

/** What an author should know of a mail before it goes out, as sentences. */
export function check(letter: Letter, filled: Filled): string[] {
  const bare = new Set(
    Object.values(letter)
      .flatMap((words) => allOf(words))
      .flatMap(bareAttributes),
  );
  return [
    ...[...bare].map(
      (name) =>
        `{{${name}}} leaves a gap for people without it: write {{${name}|something}} to say what stands there.`,
    ),
    ...(letter.preview
      ? []
      : ["Without a preview, mail programs show the first words of the mail beside the subject."]),
    ...(filled.subject.length > LONGEST_SUBJECT
      ? [
          `The subject has ${filled.subject.length} characters; phones show about ${LONGEST_SUBJECT}.`,
        ]
      : []),
    ...outlookWarnings(filled.html),
  ];
}

/** Words in every language that they are in. */
function allOf(words: Words): string[] {
  return typeof words === "string" ? [words] : Object.values(words);
}
