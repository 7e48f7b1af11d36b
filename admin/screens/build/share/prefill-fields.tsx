import { sayIn } from "../../../../domain/survey/ask.ts";
import { optionsOf } from "../../../../domain/survey/changes.ts";
import type { Definition, Question } from "../../../../domain/wire/survey.ts";
import { Check, Field, Select } from "../../../components/field.tsx";

type Answers = Record<string, string>;

/** What stands chosen when the page opens. It is sent only once the respondent goes on. */
export function PrefillFields({
  definition,
  answers,
  onChange,
}: {
  definition: Definition;
  answers: Answers;
  onChange: (answers: Answers) => void;
}) {
  const questions = definition.questions.filter(
    ({ kind }) => kind !== "consent" && kind !== "message",
  );
  const set = (id: string, value: string) => onChange({ ...answers, [id]: value });
  const chosen = questions.filter(({ id }) => answers[id]).length;
  return (
    <details class="prefill" open={chosen > 0}>
      <summary>
        Answers that stand chosen{chosen > 0 && <span class="quiet">, {chosen} filled in</span>}
      </summary>
      <p class="quiet">
        Shown, and sent only once the respondent goes on. A score that stands chosen pushes answers:
        fill one in only where the respondent has chosen it already.
      </p>
      {questions.map((question) => (
        <One
          key={question.id}
          question={question}
          title={sayIn(question.text, definition.language, definition.language)}
          say={(words) => sayIn(words, definition.language, definition.language)}
          value={answers[question.id] ?? ""}
          onChange={(value) => set(question.id, value)}
        />
      ))}
    </details>
  );
}

function One({
  question,
  title,
  say,
  value,
  onChange,
}: {
  question: Question;
  title: string;
  say: (words: Parameters<typeof sayIn>[0]) => string;
  value: string;
  onChange: (value: string) => void;
}) {
  if (question.kind === "score") {
    const { min, max } = question;
    const values = Array.from({ length: max - min + 1 }, (_, i) => String(min + i));
    const options = [["", "Nothing"], ...values.map((one) => [one, one] as const)] as const;
    return <Select label={title} value={value} options={options} onChange={onChange} />;
  }
  if (question.kind === "single") {
    const options = optionsOf(question).map(({ id, text }) => [id, say(text)] as const);
    return (
      <Select
        label={title}
        value={value}
        options={[["", "Nothing"], ...options]}
        onChange={onChange}
      />
    );
  }
  if (question.kind === "multiple") {
    const chosen = value.split(",").filter(Boolean);
    return (
      <fieldset class="form">
        <legend class="label">{title}</legend>
        {optionsOf(question).map(({ id, text }) => (
          <Check
            key={id}
            label={say(text)}
            checked={chosen.includes(id)}
            onChange={(on) =>
              onChange((on ? [...chosen, id] : chosen.filter((one) => one !== id)).join(","))
            }
          />
        ))}
      </fieldset>
    );
  }
  return (
    <Field
      label={title}
      value={value}
      maxLength={300}
      autoComplete="off"
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}
