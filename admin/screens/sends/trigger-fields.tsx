import type { SendPlan, TriggerPlan } from "../../../domain/wire/sends.ts";
import { Field } from "../../components/field.tsx";
import { AttributeRules } from "../people/attribute-rules.tsx";
import { NumberField } from "../build/number-field.tsx";
import { HoursFields } from "./hours-fields.tsx";

/** So many days after something happened to a person, unless rules forbid it. */
export function TriggerFields({
  plan,
  started,
  zone,
  set,
}: {
  plan: TriggerPlan;
  /** The event is fixed then. */
  started: boolean;
  zone: string;
  set: (plan: SendPlan) => void;
}) {
  const valid = /^[a-z][a-z0-9_]{0,39}$/u.test(plan.event);
  return (
    <>
      <p class="quiet">
        Your system tells us of the event: <code>POST /api/v1/events</code>. Who is not part of the
        audience at that time gets nothing.
      </p>
      <div class="pair">
        <Field
          label="Event"
          autoComplete="off"
          spellcheck={false}
          maxLength={40}
          disabled={started}
          value={plan.event}
          error={valid ? undefined : "Small letters, digits and _, beginning with a letter."}
          hint="As your system names it, like order_delivered."
          onInput={(event) => set({ ...plan, event: event.currentTarget.value.trim() })}
        />
        <NumberField
          label="Days after it"
          value={plan.days}
          min={0}
          max={365}
          hint="At the first moment of the hours below."
          onChange={(days) => days !== undefined && set({ ...plan, days })}
        />
      </div>
      <HoursFields hours={plan} zone={zone} onChange={(hours) => set({ ...plan, ...hours })} />
      <div class="unless">
        <p>Not sent to those of whom all of these hold at that time:</p>
        <AttributeRules
          rules={plan.unless ?? []}
          onChange={(rules) => {
            const { unless: _, ...rest } = plan;
            set(rules.length > 0 ? { ...rest, unless: rules } : rest);
          }}
        />
      </div>
    </>
  );
}
