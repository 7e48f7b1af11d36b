import { Check, Field } from "../../components/field.tsx";
import { NumberField } from "./number-field.tsx";
import type { RulePart } from "./rule-part.ts";

const LONGEST_S = 600;

/** What must have happened on the page before it shows. */
export function MomentRules({ targeting, set }: RulePart) {
  return (
    <fieldset class="form part">
      <legend>Moment</legend>
      <div class="pair">
        <NumberField
          label="Seconds on the page"
          value={targeting.delay / 1000}
          min={0}
          max={LONGEST_S}
          fractions
          hint="All rules are looked at again when they have passed."
          onChange={(seconds = 0) => set({ delay: Math.round(1000 * seconds) })}
        />
        <NumberField
          label="Percent of the page scrolled through"
          value={targeting.scroll}
          min={1}
          max={100}
          empty="No scrolling needed"
          onChange={(scroll) => set({ scroll })}
        />
      </div>
      <Field
        label="Only after this event"
        value={targeting.event ?? ""}
        maxLength={100}
        placeholder="No event needed"
        hint="The name your page passes to verbatim('track', …), such as order_placed."
        onInput={(event) => set({ event: event.currentTarget.value.trim() || undefined })}
      />
      <Check
        label="Only when the pointer leaves the window at its top"
        hint="The visitor may be about to leave. It never happens without a mouse, so nobody on a phone is asked."
        checked={targeting.exit ?? false}
        onChange={(checked) => set({ exit: checked || undefined })}
      />
    </fieldset>
  );
}
