import { useState } from "preact/hooks";
import type { SendPlan } from "../../../domain/wire/sends.ts";
import { Field, Select, Switch } from "../../components/field.tsx";
import { me } from "../../state/me.ts";
import { instantAt, wallTime } from "../../words/zoned.ts";
import { HoursFields } from "./hours-fields.tsx";
import { OutlookSection } from "./outlook.tsx";
import { RemindersField } from "./reminders-field.tsx";
import { TriggerFields } from "./trigger-fields.tsx";
import type { SendDraft } from "./use-send.ts";

const HOUR_MS = 3_600_000;
const OFFICE = { weekdays: [2, 3, 4], from: 9, to: 12 };

/** Third step: once, spread over months, or after an event; and reminders. */
export function PlanStep({ draft }: { draft: SendDraft }) {
  const { content, change } = draft;
  const { plan } = content;
  const { zone } = me.value.workspace;
  const set = (next: SendPlan) => change({ plan: next });
  // Going to another kind and back loses nothing.
  const [before, setBefore] = useState<Partial<Record<SendPlan["kind"], SendPlan>>>({});
  const choose = (kind: SendPlan["kind"]) => {
    if (kind === plan.kind) return;
    setBefore({ ...before, [plan.kind]: plan });
    set(before[kind] ?? firstPlan(kind, plan));
  };
  return (
    <div class="step form section">
      {/* What it is stays once it started; its times may change. */}
      {draft.send.state === "draft" && (
        <div>
          <Switch
            label="When"
            value={plan.kind}
            onChange={choose}
            options={[
              ["once", "Once"],
              ["autopilot", "Autopilot"],
              ["trigger", "After an event"],
            ]}
          />
        </div>
      )}
      {plan.kind === "once" && <Once plan={plan} set={set} zone={zone} />}
      {plan.kind === "autopilot" && (
        <>
          <p class="quiet">
            Spreads everybody evenly, so that answers come in all the time and nobody is asked twice
            in one period.
          </p>
          <div class="pair">
            <Select
              label="Ask everybody once in"
              value={String(plan.months)}
              options={[
                ["1", "1 month"],
                ["3", "3 months"],
                ["6", "6 months"],
                ["12", "12 months"],
              ]}
              onChange={(months) => set({ ...plan, months: Number(months) as typeof plan.months })}
            />
            <Select
              label="And then"
              value={plan.again ? "again" : "stop"}
              options={[
                ["again", "Ask again, every period"],
                ["stop", "Leave them alone"],
              ]}
              onChange={(value) => set({ ...plan, again: value === "again" })}
            />
          </div>
          <HoursFields hours={plan} zone={zone} onChange={(hours) => set({ ...plan, ...hours })} />
        </>
      )}
      {plan.kind === "trigger" && (
        <TriggerFields plan={plan} started={draft.send.state !== "draft"} zone={zone} set={set} />
      )}
      <RemindersField
        reminders={content.reminders}
        onChange={(reminders) => change({ reminders })}
      />
      <OutlookSection draft={draft} />
    </div>
  );
}

function firstPlan(kind: SendPlan["kind"], before: SendPlan): SendPlan {
  const hours = before.kind === "once" ? OFFICE : before;
  const kept = { weekdays: [...hours.weekdays], from: hours.from, to: hours.to };
  switch (kind) {
    case "once":
      return { kind, at: null };
    case "autopilot":
      return { kind, months: 3, again: true, ...kept };
    case "trigger":
      return { kind, event: "order_delivered", days: 7, ...kept };
  }
}

function Once({
  plan,
  set,
  zone,
}: {
  plan: Extract<SendPlan, { kind: "once" }>;
  set: (plan: SendPlan) => void;
  zone: string;
}) {
  const now = Date.now();
  const shown = plan.at === null ? "" : wallTime(plan.at, zone);
  return (
    <>
      <div>
        <Switch
          label="Start of sending"
          value={plan.at === null ? "now" : "later"}
          onChange={(value) =>
            set({
              kind: "once",
              at:
                value === "now"
                  ? null
                  : // The next whole hour but one.
                    Math.ceil(now / HOUR_MS) * HOUR_MS + HOUR_MS,
            })
          }
          options={[
            ["now", "As soon as it starts"],
            ["later", "At a time"],
          ]}
        />
      </div>
      {plan.at !== null && (
        <Field
          label="Date and time"
          type="datetime-local"
          value={shown}
          min={wallTime(now, zone)}
          error={plan.at < now ? "That time has passed: it would go out at once." : undefined}
          hint={`By the clock of ${zone.replaceAll("_", " ")}.`}
          onInput={(event) => {
            const at = instantAt(event.currentTarget.value, zone);
            if (at !== undefined) set({ kind: "once", at });
          }}
        />
      )}
    </>
  );
}
