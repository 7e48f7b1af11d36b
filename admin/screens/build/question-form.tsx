import { Plus, X } from "lucide";
import { optionsOf } from "../../../domain/survey/changes.ts";
import type {
  ChoiceQuestion,
  Question,
  ScoreQuestion,
  Words,
} from "../../../domain/wire/survey.ts";
import { Button } from "../../components/button.tsx";
import { Check, Field, Select, TextArea } from "../../components/field.tsx";
import { languageName } from "../../words/names.ts";
import { BranchForm } from "./branch-form.tsx";
import { withQuestion, withoutOption } from "./edits.ts";
import { answersTo } from "./reach.ts";
import type { Draft } from "./use-draft.ts";
import { withWords, wordsIn } from "./words.ts";

const FITS = 90;

type Part<Q extends Question> = { question: Q; set: (question: Question) => void; say: Say };
type Say = {
  /** Words in the language that is edited. */
  get: (words: Words | undefined) => string;
  put: (words: Words | undefined, text: string) => Words;
};

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
  const say: Say = {
    get: (words) => wordsIn(words, language, own),
    put: (words, text) => withWords(words, language, own, text),
  };
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
      <TextArea
        label={language === own ? "Question" : `Question in ${languageName(language)}`}
        rows={2}
        value={text}
        maxLength={500}
        hint={`${text.length} characters; up to ${FITS} fit a phone without scrolling.${earlier[0] ? ` {{${earlier[0].id}}} becomes the answer to question 1.` : ""}`}
        onInput={(event) =>
          set({ ...question, text: say.put(question.text, event.currentTarget.value) })
        }
      />
      {question.kind === "score" && (
        <ScoreForm question={question} set={set} say={say} fixed={isPublished} />
      )}
      {(question.kind === "single" || question.kind === "multiple") && (
        <OptionsForm question={question} set={set} say={say} newOption={newOption} />
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
      <Check
        label="An answer is required"
        checked={question.required ?? false}
        onChange={(checked) => {
          const { required: _, ...rest } = question;
          set(checked ? { ...rest, required: true } : rest);
        }}
      />
      <BranchForm question={question} definition={definition} set={set} />
    </>
  );
}

const STYLES = { numbers: "Numbers", stars: "Stars", faces: "Faces" } as const;

function ScoreForm({ question, set, say, fixed }: Part<ScoreQuestion> & { fixed: boolean }) {
  const scales: readonly (5 | 7 | 10)[] =
    question.metric === "ces" ? [5, 7] : question.metric === "rating" ? [5, 7, 10] : [];
  const end = (key: "low" | "high", text: string) => {
    const { [key]: _, ...rest } = question;
    const words = say.put(question[key], text);
    set(words === "" ? rest : { ...rest, [key]: words });
  };
  const values = Array.from(
    { length: question.max - question.min + 1 },
    (_, i) => question.min + i,
  );
  return (
    <>
      {question.metric !== "nps" && (
        <div class="pair">
          <Select
            label="Drawn as"
            value={question.style}
            options={Object.entries(STYLES).filter(
              ([key]) => key !== "faces" || question.max === 5,
            )}
            onChange={(style) => set({ ...question, style: style as ScoreQuestion["style"] })}
          />
          {scales.length > 0 && (
            <Select
              label="Steps"
              value={String(question.max)}
              disabled={fixed}
              options={scales.map((max) => [String(max), `${question.min} to ${max}`] as const)}
              {...(fixed && {
                hint: "Fixed: answers were given on this scale. Another scale is a new question.",
              })}
              onChange={(value) => {
                const { labels: _, ...rest } = question;
                const max = Number(value) as 5 | 7 | 10;
                set({
                  ...rest,
                  max,
                  style: question.style === "faces" && max !== 5 ? "numbers" : question.style,
                });
              }}
            />
          )}
        </div>
      )}
      {question.style === "numbers" || !question.labels ? (
        <div class="pair">
          <Field
            label={`Words at ${question.min}`}
            value={say.get(question.low)}
            maxLength={500}
            onInput={(event) => end("low", event.currentTarget.value)}
          />
          <Field
            label={`Words at ${question.max}`}
            value={say.get(question.high)}
            maxLength={500}
            onInput={(event) => end("high", event.currentTarget.value)}
          />
        </div>
      ) : (
        <fieldset class="form labels">
          <legend class="label">Words under each</legend>
          {values.map((value, i) => (
            <Field
              key={value}
              label={String(value)}
              value={say.get(question.labels?.[i])}
              maxLength={500}
              onInput={(event) => {
                const words = event.currentTarget.value;
                set({
                  ...question,
                  labels: values.map((_, at) =>
                    at === i
                      ? say.put(question.labels?.[at], words)
                      : (question.labels?.[at] ?? ""),
                  ),
                });
              }}
            />
          ))}
        </fieldset>
      )}
    </>
  );
}

const MOST_OPTIONS = 30;

function OptionsForm({
  question,
  set,
  say,
  newOption,
}: Part<ChoiceQuestion> & { newOption: () => string }) {
  const { other } = question;
  return (
    <fieldset class="form options-form">
      <legend class="label">Answers</legend>
      {question.options.map((option, i) => (
        <div class="option" key={option.id}>
          <Field
            label={`Answer ${i + 1}`}
            hideLabel
            value={say.get(option.text)}
            maxLength={500}
            onInput={(event) => {
              const text = say.put(option.text, event.currentTarget.value);
              set({
                ...question,
                options: question.options.map((one) =>
                  one.id === option.id ? { ...one, text } : one,
                ),
              });
            }}
          />
          {question.options.length > 1 && (
            <Button
              kind="bare"
              icon={X}
              aria-label={`Remove answer ${i + 1}`}
              onClick={() => set(withoutOption(question, option.id))}
            />
          )}
        </div>
      ))}
      <div class="actions">
        {optionsOf(question).length < MOST_OPTIONS && (
          <Button
            kind="bare"
            icon={Plus}
            onClick={() =>
              set({
                ...question,
                options: [
                  ...question.options,
                  { id: newOption(), text: `Answer ${question.options.length + 1}` },
                ],
              })
            }
          >
            Add an answer
          </Button>
        )}
      </div>
      <Check
        label="Offer “other” with a text field"
        checked={other !== undefined}
        onChange={(checked) => {
          const { other: _, ...rest } = question;
          set(checked ? { ...rest, other: { id: newOption(), text: "Other" } } : rest);
        }}
      />
      {other && (
        <Field
          label="Words for “other”"
          value={say.get(other.text)}
          maxLength={500}
          onInput={(event) =>
            set({
              ...question,
              other: { ...other, text: say.put(other.text, event.currentTarget.value) },
            })
          }
        />
      )}
    </fieldset>
  );
}
