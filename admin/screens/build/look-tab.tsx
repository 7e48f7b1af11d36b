import { useState } from "preact/hooks";
import type { Definition } from "../../../domain/wire/survey.ts";
import { Field, Select } from "../../components/field.tsx";
import { Stage } from "./stage.tsx";
import type { Draft } from "./use-draft.ts";

type Look = Definition["look"];

/** Colours, corner and shape of the widget. */
export function LookTab({ draft: { definition, change } }: { draft: Draft }) {
  const [language, setLanguage] = useState(definition.language);
  const { look } = definition;
  const set = (part: Partial<Look>) => change({ ...definition, look: { ...look, ...part } });
  return (
    <div class="builder two">
      <section class="form" aria-label="Look">
        <h2>Look</h2>
        <div class="pair">
          <Field
            label="Colour of buttons"
            type="color"
            value={look.accent}
            hint={look.accent}
            onInput={(event) => set({ accent: event.currentTarget.value })}
          />
          <Field
            label="Roundness, pixels"
            type="number"
            min={0}
            max={24}
            value={look.radius}
            onInput={(event) =>
              set({
                radius: Math.min(
                  24,
                  Math.max(0, Math.round(event.currentTarget.valueAsNumber || 0)),
                ),
              })
            }
          />
        </div>
        <Select
          label="Where it stands"
          value={look.mode}
          options={[
            ["popover", "Over the page, in a corner"],
            ["inline", "In the page, where you put it"],
          ]}
          onChange={(mode) => set({ mode: mode as Look["mode"] })}
          hint={
            look.mode === "inline"
              ? "The place is marked by a line of HTML: see Share."
              : "It never covers the whole page and never moves it."
          }
        />
        {look.mode === "popover" && (
          <Select
            label="Corner"
            value={look.corner}
            options={[
              ["br", "Bottom right"],
              ["bl", "Bottom left"],
              ["tr", "Top right"],
              ["tl", "Top left"],
            ]}
            onChange={(corner) => set({ corner: corner as Look["corner"] })}
            hint="In languages written from the right, left and right change places."
          />
        )}
        <Select
          label="Light or dark"
          value={look.scheme}
          options={[
            ["auto", "As the page"],
            ["light", "Always light"],
            ["dark", "Always dark"],
          ]}
          onChange={(scheme) => set({ scheme: scheme as Look["scheme"] })}
        />
        <p class="hint">Scales stay neutral: their colour and order would push answers.</p>
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
