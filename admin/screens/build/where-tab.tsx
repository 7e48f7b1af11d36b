import { useState } from "preact/hooks";
import type { Definition } from "../../../domain/wire/survey.ts";
import { Check, Field, TextArea } from "../../components/field.tsx";
import { percent } from "../../words/format.ts";
import { QuotaField } from "./quota-field.tsx";
import { Stage } from "./stage.tsx";
import type { Draft } from "./use-draft.ts";

type Targeting = Definition["targeting"];
const DEVICES = [
  ["desktop", "Desktop"],
  ["tablet", "Tablet"],
  ["mobile", "Phone"],
] as const;
const LONGEST_S = 600;

/** Who sees the survey: pages, delay, share of visitors, devices, event, quota. */
export function WhereTab({ draft }: { draft: Draft }) {
  const { definition, change } = draft;
  const [language, setLanguage] = useState(definition.language);
  const { targeting } = definition;
  const [urls, setUrls] = useState(targeting.urls.join("\n"));
  const set = (part: Partial<Targeting>) =>
    change({ ...definition, targeting: { ...targeting, ...part } });
  const all = targeting.devices.length === 0;
  return (
    <div class="builder two">
      <section class="form" aria-label="Where and when">
        <h2>Where and when</h2>
        <p>{summary(targeting)}</p>
        <TextArea
          label="Pages"
          rows={4}
          placeholder="/checkout/*"
          value={urls}
          hint="One path a line, * stands for anything. Empty: every page that carries the tag."
          onInput={(event) => {
            setUrls(event.currentTarget.value);
            set({
              urls: event.currentTarget.value
                .split("\n")
                .map((line) => line.trim())
                .filter(Boolean),
            });
          }}
        />
        <div class="pair">
          <Field
            label="Seconds on the page before it shows"
            type="number"
            min={0}
            max={LONGEST_S}
            value={targeting.delay / 1000}
            onInput={(event) =>
              set({
                delay: Math.round(
                  1000 * Math.min(LONGEST_S, Math.max(0, event.currentTarget.valueAsNumber || 0)),
                ),
              })
            }
          />
          <Field
            label="Percent of visitors asked"
            type="number"
            min={0}
            max={100}
            value={Math.round(100 * targeting.sample)}
            hint="The same visitor always falls on the same side."
            onInput={(event) =>
              set({
                sample: Math.min(100, Math.max(0, event.currentTarget.valueAsNumber || 0)) / 100,
              })
            }
          />
        </div>
        <fieldset class="form devices">
          <legend class="label">Devices</legend>
          {DEVICES.map(([key, name]) => (
            <Check
              key={key}
              label={name}
              checked={all || targeting.devices.includes(key)}
              onChange={(checked) => set({ devices: toggled(targeting.devices, key, checked) })}
            />
          ))}
        </fieldset>
        <Field
          label="Only after this event"
          value={targeting.event ?? ""}
          maxLength={100}
          placeholder="order_placed"
          hint="The name your page passes to verbatim.track(). Empty: no event needed."
          onInput={(event) => {
            const { event: _, ...rest } = targeting;
            const name = event.currentTarget.value.trim();
            change({ ...definition, targeting: name ? { ...rest, event: name } : rest });
          }}
        />
        <QuotaField draft={draft} />
        <p class="hint">
          Nobody is asked again by any survey within 30 days of seeing one, nor by this one within
          180 days of answering.
        </p>
      </section>
      <Stage
        definition={definition}
        step={undefined}
        language={language}
        onLanguage={setLanguage}
      />
    </div>
  );
}

/** Devices after one was ticked or not; all of them is the same as no rule. */
function toggled(
  devices: Targeting["devices"],
  key: Targeting["devices"][number],
  checked: boolean,
): Targeting["devices"] {
  const all = DEVICES.map(([one]) => one);
  const before = devices.length === 0 ? all : devices;
  const next = all.filter((one) => (one === key ? checked : before.includes(one)));
  return next.length === all.length || next.length === 0 ? [] : next;
}

function summary({ urls, delay, sample, event }: Targeting): string {
  const pages =
    urls.length === 0
      ? "every page"
      : urls.length === 1
        ? `pages like ${urls[0]}`
        : `${urls.length} kinds of pages`;
  const who = sample === 1 ? "Every visitor" : `${percent(sample)} of visitors`;
  return `${who} of ${pages}, ${delay / 1000} s after arriving${event ? `, once “${event}” happened` : ""}.`;
}
