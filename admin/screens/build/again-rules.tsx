import { useState } from "preact/hooks";
import { AGAIN, type Again } from "../../../domain/targeting/rests.ts";
import type { Definition } from "../../../domain/wire/survey.ts";
import { Check, Select } from "../../components/field.tsx";
import { useHref } from "../../state/location.ts";
import { me } from "../../state/me.ts";
import { plural } from "../../words/format.ts";
import { METRICS } from "../../words/names.ts";
import { NumberField } from "./number-field.tsx";
import { longerWords, restsInEffect } from "./rests.ts";
import type { RulePart } from "./rule-part.ts";

const MOST_DAYS = 3650;

const PRESETS = {
  rest: `Rest: ${AGAIN.answered} days after an answer, ${AGAIN.dismissed} after a dismissal`,
  until: "Until answered",
  every: "Again and again",
  own: "Days of its own",
} as const;
type Preset = keyof typeof PRESETS;

/** What a preset stands for, keeping the days that were set where it has a use for them. */
const STARTS: Record<Preset, (before: Again | undefined) => Again | undefined> = {
  rest: () => undefined,
  until: (before) => ({ answered: null, dismissed: before?.dismissed ?? 7 }),
  every: (before) => ({ answered: before?.answered ?? 30, dismissed: before?.answered ?? 30 }),
  own: (before) => ({
    answered: before?.answered ?? AGAIN.answered,
    dismissed: before?.dismissed ?? AGAIN.dismissed,
  }),
};

function presetOf(again: Again | undefined): Preset {
  if (!again) return "rest";
  if (again.answered === null) return "until";
  return again.answered === again.dismissed ? "every" : "own";
}

/** How soon the same visitor may be asked again. */
export function AgainRules({
  definition,
  set,
}: Pick<RulePart, "set"> & { definition: Definition }) {
  const { targeting, look, metric } = definition;
  const { again } = targeting;
  const href = useHref();
  const { cooldown } = me.value.workspace;
  const [own, setOwn] = useState(false);
  const preset = own && again && again.answered !== null ? "own" : presetOf(again);
  const put = (part: Partial<Again>) => set({ again: { ...(again ?? AGAIN), ...part } });
  const effect = restsInEffect(definition, cooldown);
  const longer = effect && longerWords(again ?? AGAIN, effect);
  if (!effect)
    return (
      <fieldset class="form part">
        <legend>How soon again</legend>
        <p>A tab rests for nobody: whoever wants to speak may do so at any time.</p>
      </fieldset>
    );
  return (
    <fieldset class="form part">
      <legend>How soon again</legend>
      <Select
        label="The same visitor is asked"
        value={preset}
        options={Object.entries(PRESETS)}
        onChange={(value) => {
          setOwn(value === "own");
          set({ again: STARTS[value as Preset](again) });
        }}
      />
      {again && preset === "every" && (
        <NumberField
          label="Days in between"
          value={again.answered ?? undefined}
          min={1}
          max={MOST_DAYS}
          onChange={(days = 1) => put({ answered: days, dismissed: days })}
        />
      )}
      {again && (preset === "own" || preset === "until") && (
        <div class="pair">
          {preset === "own" && (
            <NumberField
              label="Days after an answer"
              value={again.answered ?? undefined}
              min={1}
              max={MOST_DAYS}
              onChange={(days = 1) => put({ answered: days })}
            />
          )}
          <NumberField
            label="Days after a dismissal"
            value={again.dismissed}
            min={0}
            max={MOST_DAYS}
            onChange={(days = 0) => put({ dismissed: days })}
          />
        </div>
      )}
      <p class="quiet">
        {look.mode === "inline"
          ? "It interrupts nobody, so it does not wait for surveys that were shown elsewhere."
          : `Nobody is asked within ${plural(cooldown.shown, "day")} of seeing any survey of this workspace.`}
        {metric !== "none" &&
          ` After an answer all ${METRICS[metric]} surveys rest ${plural(cooldown.metric, "day")}.`}
        {longer && ` So it rests ${longer}.`}{" "}
        <a href={href("/app/settings")}>Change that for all surveys</a>
      </p>
      <Check
        label="Ask where the browser keeps nothing"
        hint="Where storage is refused nobody can be remembered: the survey would come again on every page, also after an answer. Off: it waits there for a touch, as a tab, in a page or by show()."
        checked={targeting.askWithoutMemory ?? false}
        onChange={(checked) => set({ askWithoutMemory: checked || undefined })}
      />
    </fieldset>
  );
}
