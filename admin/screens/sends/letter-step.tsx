import { useState } from "preact/hooks";
import { languagesOf } from "../../../domain/survey/ask.ts";
import type { Letter } from "../../../domain/wire/sends.ts";
import type { Words } from "../../../domain/wire/survey.ts";
import type { Survey } from "../../../domain/wire/surveys.ts";
import { useResource } from "../../state/resource.ts";
import { peopleApi } from "../../api/people.ts";
import { me } from "../../state/me.ts";
import { useQuery } from "../../state/location.ts";
import { languageName } from "../../words/names.ts";
import { WordingField } from "../build/wording-field.tsx";
import { withWords, wordsIn } from "../build/words.ts";
import { MailStage } from "./mail-stage.tsx";
import { TestSend } from "./test-send.tsx";
import type { SendDraft } from "./use-send.ts";

type Part = keyof Letter;

const PARTS: readonly {
  part: Part;
  label: string;
  rows: number;
  hint?: string;
  /** May be left empty. */
  own?: true;
}[] = [
  { part: "subject", label: "Subject", rows: 1 },
  {
    part: "preview",
    label: "Preview text",
    rows: 1,
    hint: "What inboxes show beside the subject. Empty: the words above the question.",
    own: true,
  },
  { part: "intro", label: "Above the question", rows: 4 },
  { part: "closing", label: "Under the question", rows: 2, hint: "May stay empty.", own: true },
  {
    part: "reminder",
    label: "Subject of reminders",
    rows: 1,
    hint: "Empty: the subject again.",
    own: true,
  },
];

/** Second step: the words of the mail in each language, with the real mail beside them. */
export function LetterStep({ draft, survey }: { draft: SendDraft; survey: Survey }) {
  const [query, setQuery] = useQuery();
  const definition = survey.published ?? survey.draft;
  const own = definition.language;
  const languages = languagesOf(definition);
  const asked = query["lang"];
  const language = asked !== undefined && languages.includes(asked) ? asked : own;
  const attributes = useResource("people attributes", "all", () => peopleApi.attributes());
  const names = attributes.data?.items.map(({ name }) => name) ?? me.value.workspace.attributes;
  const [testing, setTesting] = useState(false);
  const { letter } = draft.content;
  const put = (part: Part, text: string) => {
    const next: Words = withWords(letter[part], language, own, text);
    const { [part]: _, ...rest } = letter;
    // What is empty in every language is left out where it may be.
    const empty = typeof next === "string" ? next === "" : Object.values(next).every((one) => !one);
    const optional = PARTS.some((one) => one.part === part && one.own);
    draft.change({ letter: (empty && optional ? rest : { ...rest, [part]: next }) as Letter });
  };
  return (
    <div class="builder two mail-builder">
      <section class="form" aria-label="The letter">
        {languages.length > 1 && (
          <nav class="letter-languages" aria-label="Language">
            {languages.map((tag) => (
              <button
                key={tag}
                type="button"
                class="chip"
                aria-pressed={tag === language}
                onClick={() => setQuery({ lang: tag === own ? undefined : tag })}
              >
                {languageName(tag)}
                {!complete(letter, tag, own) && <span class="quiet">, missing</span>}
              </button>
            ))}
          </nav>
        )}
        {language !== own && !complete(letter, language, own) && (
          <p class="hint">
            What is missing in {languageName(language)} is said in {languageName(own)}.
          </p>
        )}
        {PARTS.map(({ part, label, rows, hint }) => (
          <WordingField
            key={`${part} ${language}`}
            label={label}
            value={wordsIn(letter[part], language, own)}
            rows={rows}
            earlier={[]}
            questions={[]}
            own={own}
            attributes={names}
            {...(hint !== undefined && { hint })}
            onText={(text) => put(part, text)}
          />
        ))}
        <p class="quiet">
          The question, its scale, your address and the way to unsubscribe stand in every mail by
          themselves.
        </p>
      </section>
      <MailStage
        survey={survey.id}
        letter={letter}
        language={language}
        onTest={() => setTesting(true)}
      />
      {testing && <TestSend draft={draft} language={language} onClose={() => setTesting(false)} />}
    </div>
  );
}

/** Whether a language has the words that a mail needs. */
function complete(letter: Letter, language: string, own: string): boolean {
  return (
    wordsIn(letter.subject, language, own) !== "" && wordsIn(letter.intro, language, own) !== ""
  );
}
