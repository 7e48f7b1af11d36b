import { useState } from "preact/hooks";
import { MAX_QUOTA } from "../../../domain/wire/surveys.ts";
import { QuotaMeter } from "../../components/quota.tsx";
import { Field } from "../../components/field.tsx";
import { count } from "../../words/format.ts";
import type { Draft } from "./use-draft.ts";

/** After how many answers the survey stops asking, and how far it is. */
export function QuotaField({ draft: { survey, quota, limit } }: { draft: Draft }) {
  const [text, setText] = useState(quota === null ? "" : String(quota));
  const [before, setBefore] = useState(quota);
  // Undone, or changed elsewhere.
  if (before !== quota) {
    setBefore(quota);
    setText(quota === null ? "" : String(quota));
  }
  const asked = quotaOf(text);
  return (
    <div class="quota-field">
      <Field
        label="Stop after this many answers"
        inputMode="numeric"
        autoComplete="off"
        placeholder="No limit"
        value={text}
        error={
          asked === undefined
            ? `A whole number from 1 to ${count(MAX_QUOTA)}, or empty.`
            : undefined
        }
        hint="Holds at once, without publishing. Answers on their way when it is full are kept, counted and marked. Empty: no limit."
        onInput={(event) => setText(event.currentTarget.value)}
        // Only what was typed in full: a survey must not be full after the first digit of 500.
        onChange={() => asked !== undefined && asked !== quota && limit(asked)}
      />
      <QuotaMeter quota={survey.quota} answered={survey.answered} />
    </div>
  );
}

/** What was typed as a quota; null for none, undefined when it is no such number. */
function quotaOf(text: string): number | null | undefined {
  const plain = text.replaceAll(/[\s,.]/gu, "");
  if (plain === "") return null;
  const quota = /^\d{1,9}$/u.test(plain) ? Number(plain) : 0;
  return quota >= 1 && quota <= MAX_QUOTA ? quota : undefined;
}
