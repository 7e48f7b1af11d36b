import type { Targeting } from "../../../domain/wire/survey.ts";
import { FilterChip } from "../../components/chip.tsx";
import { Check, Select } from "../../components/field.tsx";
import { languageName } from "../../words/names.ts";
import { AttributeRules } from "./attribute-rules.tsx";
import { LANGUAGES } from "./languages.ts";
import { NumberField } from "./number-field.tsx";
import type { RulePart } from "./rule-part.ts";
import { DEVICES } from "./rule-words.ts";

type Device = Targeting["devices"][number];

/** Which visitors: share, devices, languages, attributes. */
export function VisitorRules({ targeting, set }: RulePart) {
  const { devices, languages = [] } = targeting;
  return (
    <fieldset class="form part">
      <legend>Visitors</legend>
      <div class="pair">
        <NumberField
          label="Percent of visitors asked"
          value={Math.round(1e6 * targeting.sample) / 1e4}
          min={0}
          max={100}
          fractions
          hint="The same visitor always falls on the same side; a person with a proof on all devices."
          onChange={(percent = 0) => set({ sample: percent / 100 })}
        />
        <div class="form languages-rule">
          <Select
            label="Languages of the browser"
            value=""
            options={[
              ["", languages.length === 0 ? "All" : "Add one"],
              ...LANGUAGES.filter((tag) => !languages.includes(tag)).map(
                (tag) => [tag, languageName(tag)] as const,
              ),
            ]}
            onChange={(tag) => tag !== "" && set({ languages: [...languages, tag] })}
          />
          {languages.length > 0 && (
            <div class="chips">
              {languages.map((tag) => (
                <FilterChip
                  key={tag}
                  onRemove={() => {
                    const left = languages.filter((one) => one !== tag);
                    set({ languages: left.length > 0 ? left : undefined });
                  }}
                >
                  {languageName(tag)}
                </FilterChip>
              ))}
            </div>
          )}
        </div>
      </div>
      <fieldset class="form devices">
        <legend class="label">Devices</legend>
        {Object.entries(DEVICES).map(([key, name]) => (
          <Check
            key={key}
            label={name}
            checked={devices.length === 0 || devices.includes(key as Device)}
            onChange={(checked) => set({ devices: toggled(devices, key as Device, checked) })}
          />
        ))}
      </fieldset>
      <AttributeRules targeting={targeting} set={set} />
    </fieldset>
  );
}

/** Devices after one was ticked or not; all of them is the same as no rule. */
function toggled(devices: readonly Device[], key: Device, checked: boolean): Device[] {
  const all = Object.keys(DEVICES) as Device[];
  const before = devices.length === 0 ? all : devices;
  const next = all.filter((one) => (one === key ? checked : before.includes(one)));
  return next.length === all.length || next.length === 0 ? [] : next;
}
