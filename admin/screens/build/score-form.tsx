import type { ScoreQuestion } from "../../../domain/wire/survey.ts";
import { Field, Select } from "../../components/field.tsx";
import type { Part } from "./say.ts";

const STYLES = { numbers: "Numbers", stars: "Stars", faces: "Faces" } as const;

/** Scale, drawing and words of a score question. @param fixed the scale was published: it stays */
export function ScoreForm({ question, set, say, fixed }: Part<ScoreQuestion> & { fixed: boolean }) {
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
