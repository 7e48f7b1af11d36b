import { Plus, X } from "lucide";
import { optionsOf } from "../../../domain/survey/changes.ts";
import type { ChoiceQuestion } from "../../../domain/wire/survey.ts";
import { Button } from "../../components/button.tsx";
import { Check, Field } from "../../components/field.tsx";
import { withoutOption } from "./edits.ts";
import type { Part } from "./say.ts";

const MOST_OPTIONS = 30;

/** The answers of a choice, and whether another one may be written. */
export function OptionsForm({
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
