import type { Question } from "../../../domain/wire/survey.ts";
import { Check, Field, Select } from "../../components/field.tsx";
import { languageName } from "../../words/names.ts";
import { BranchForm } from "./branch-form.tsx";
import { withQuestion } from "./edits.ts";
import { LinkForm } from "./link-form.tsx";
import { OptionsForm } from "./options-form.tsx";
import { answersTo } from "./reach.ts";
import { sayer } from "./say.ts";
import { ScoreForm } from "./score-form.tsx";
import type { Draft } from "./use-draft.ts";
import { WordingField } from "./wording-field.tsx";

const FITS = 90;

/** Everything about one question. */
export function QuestionForm({
  question,
  draft: { definition, change, survey },
  language,
  newOption,
}: {
  question: Question;
  draft: Draft;
  language: string;
  newOption: () => string;
}) {
  const own = definition.language;
  const say = sayer(language, own);
  const set = (next: Question) => change(withQuestion(definition, next));
  const text = say.get(question.text);
  const isPublished = survey.published?.questions.some(({ id }) => id === question.id) ?? false;
  const earlier = definition.questions.slice(0, definition.questions.indexOf(question));
  return (
    <>
      {!answersTo(definition.questions, question.id) && (
        <p class="hint">
          No answer leads to this question. Change where the questions before it lead.
        </p>
      )}
      <WordingField
        label={`${question.kind === "message" ? "Message" : "Question"}${language === own ? "" : ` in ${languageName(language)}`}`}
        value={text}
        earlier={earlier}
        questions={definition.questions}
        own={own}
        hint={`${text.length} characters; up to ${FITS} fit a phone without scrolling.`}
        onText={(next) => set({ ...question, text: say.put(question.text, next) })}
      />
      {question.kind === "score" && (
        <ScoreForm question={question} set={set} say={say} fixed={isPublished} />
      )}
      {(question.kind === "single" || question.kind === "multiple") && (
        <OptionsForm question={question} set={set} say={say} newOption={newOption} />
      )}
      {question.kind === "message" && (
        <LinkForm
          link={question.link}
          say={say}
          set={(link) => {
            const { link: _, ...rest } = question;
            set(link ? { ...rest, link } : rest);
          }}
        />
      )}
      {question.kind === "text" && (
        <div class="pair">
          <Select
            label="Length"
            value={question.long ? "long" : "short"}
            options={[
              ["short", "Short, one line"],
              ["long", "Long, several lines"],
            ]}
            onChange={(value) => set({ ...question, long: value === "long" })}
          />
          <Field
            label="Text inside the empty field"
            value={say.get(question.placeholder)}
            maxLength={500}
            onInput={(event) => {
              const { placeholder: _, ...rest } = question;
              const words = say.put(question.placeholder, event.currentTarget.value);
              set(words === "" ? rest : { ...rest, placeholder: words });
            }}
          />
        </div>
      )}
      {question.kind !== "message" && (
        <Check
          label="An answer is required"
          checked={question.required ?? false}
          onChange={(checked) => {
            const { required: _, ...rest } = question;
            set(checked ? { ...rest, required: true } : rest);
          }}
        />
      )}
      <BranchForm question={question} definition={definition} set={set} />
    </>
  );
}
