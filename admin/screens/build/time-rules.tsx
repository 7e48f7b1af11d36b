import { Field } from "../../components/field.tsx";
import { me } from "../../state/me.ts";
import { instantAt, wallTime } from "../../words/zoned.ts";
import { QuotaField } from "./quota-field.tsx";
import type { RulePart } from "./rule-part.ts";
import type { Draft } from "./use-draft.ts";

/** From when, until when, and after how many answers it stops. */
export function TimeRules({ targeting, set, draft }: RulePart & { draft: Draft }) {
  const { zone } = me.value.workspace;
  const { from, until } = targeting;
  const ends = from !== undefined && until !== undefined && from >= until;
  const field = (key: "from" | "until", label: string, empty: string) => {
    const at = targeting[key];
    return (
      <Field
        label={label}
        type="datetime-local"
        value={at === undefined ? "" : wallTime(at, zone)}
        error={key === "until" && ends ? "This is not after the beginning." : undefined}
        hint={at === undefined ? empty : zone.replaceAll("_", " ")}
        onInput={(event) => set({ [key]: instantAt(event.currentTarget.value, zone) })}
      />
    );
  };
  return (
    <fieldset class="form part">
      <legend>Time</legend>
      <div class="pair">
        {field("from", "Asks from", "Empty: as soon as it is live.")}
        {field("until", "Asks until", "Empty: until you pause it.")}
      </div>
      <QuotaField draft={draft} />
    </fieldset>
  );
}
