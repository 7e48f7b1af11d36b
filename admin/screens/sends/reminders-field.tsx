import { Plus, X } from "lucide";
import { Button } from "../../components/button.tsx";
import { plural } from "../../words/format.ts";
import { NumberField } from "../build/number-field.tsx";

const MOST = 3;

/** Reminders to those who did not answer; each counts from the mail before. */
export function RemindersField({
  reminders,
  onChange,
}: {
  reminders: readonly number[];
  onChange: (reminders: number[]) => void;
}) {
  return (
    <fieldset class="form reminders">
      <legend class="label">Reminders to those who did not answer</legend>
      {reminders.map((days, i) => (
        <div class="reminder" key={i}>
          <NumberField
            label={i === 0 ? "Days after the mail" : `Days after reminder ${i}`}
            value={days}
            min={1}
            max={25}
            onChange={(next) =>
              next !== undefined && onChange(reminders.map((one, at) => (at === i ? next : one)))
            }
          />
          <Button
            kind="bare"
            icon={X}
            aria-label={`Remove reminder ${i + 1}`}
            onClick={() => onChange(reminders.filter((_, at) => at !== i))}
          />
        </div>
      ))}
      <div class="actions">
        {reminders.length < MOST && (
          <Button kind="bare" icon={Plus} onClick={() => onChange([...reminders, 4])}>
            Add a reminder
          </Button>
        )}
        <small>
          {reminders.length === 0
            ? "None: people get one mail."
            : `People get ${plural(reminders.length + 1, "mail")} at most, and none after an answer.`}
        </small>
      </div>
    </fieldset>
  );
}
