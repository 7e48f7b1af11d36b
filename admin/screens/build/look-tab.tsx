import { useState } from "preact/hooks";
import { tabWordFor } from "../../../domain/survey/frame.ts";
import type { Look } from "../../../domain/wire/survey.ts";
import { Check, Field, Select } from "../../components/field.tsx";
import { languageName } from "../../words/names.ts";
import { ContrastNote } from "./contrast-note.tsx";
import { InPage } from "./in-page.tsx";
import { CORNERS } from "./look-words.ts";
import { ModeChoice } from "./mode-choice.tsx";
import { sayer } from "./say.ts";
import type { Heights } from "./scene.ts";
import { Stage } from "./stage.tsx";
import type { Draft } from "./use-draft.ts";

const WIDEST_RADIUS = 24;
const SURFACE = "#fdf6ec";

/** How the widget stands on a page, its colours, shape and font. */
export function LookTab({ draft: { survey, definition, change } }: { draft: Draft }) {
  const [language, setLanguage] = useState(definition.language);
  const [heights, setHeights] = useState<Heights>();
  const { look, language: own } = definition;
  const set = (part: Partial<Look>) => change({ ...definition, look: { ...look, ...part } });
  const without = (key: "surface" | "font" | "tab") => {
    const { [key]: _, ...rest } = look;
    change({ ...definition, look: rest });
  };
  const say = sayer(language, own);
  return (
    <div class="builder two">
      <section class="form" aria-label="Look">
        <h2>Look</h2>
        <ModeChoice value={look.mode} onChange={(mode) => set({ mode })} />
        {look.mode === "popover" && (
          <Select
            label="Corner"
            value={look.corner}
            options={Object.entries(CORNERS)}
            onChange={(corner) => set({ corner: corner as Look["corner"] })}
            hint="On phones it stands at the bottom, as wide as the screen."
          />
        )}
        {look.mode === "tab" && (
          <div class="pair">
            <Select
              label="Side of the window"
              value={look.corner.slice(1)}
              options={[
                ["r", "Right"],
                ["l", "Left"],
              ]}
              onChange={(side) => set({ corner: `${look.corner[0]}${side}` as Look["corner"] })}
            />
            <Field
              label={`Word on the tab${language === own ? "" : ` in ${languageName(language)}`}`}
              value={say.get(look.tab)}
              placeholder={tabWordFor(language)}
              maxLength={40}
              hint="Empty: this word in the visitor’s language."
              onInput={(event) => {
                const words = say.put(look.tab, event.currentTarget.value);
                if (words === "") without("tab");
                else set({ tab: words });
              }}
            />
          </div>
        )}
        {look.mode === "inline" && <InPage survey={survey.id} heights={heights} />}
        <fieldset class="form part">
          <legend>Colours</legend>
          <div class="pair">
            <Field
              label="Colour of buttons"
              type="color"
              value={look.accent}
              hint={look.accent}
              onInput={(event) => set({ accent: event.currentTarget.value })}
            />
            {look.surface !== undefined && (
              <Field
                label="Background"
                type="color"
                value={look.surface}
                hint={look.surface}
                onInput={(event) => set({ surface: event.currentTarget.value })}
              />
            )}
          </div>
          <ContrastNote look={look} />
          <Check
            label="A background of its own"
            hint="The same in light and dark; text on it turns black or white, whichever is read better."
            checked={look.surface !== undefined}
            onChange={(checked) => (checked ? set({ surface: SURFACE }) : without("surface"))}
          />
          {look.surface === undefined && (
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
          )}
        </fieldset>
        <fieldset class="form part">
          <legend>Shape and type</legend>
          <div class="pair">
            <Field
              label="Roundness, pixels"
              type="number"
              min={0}
              max={WIDEST_RADIUS}
              value={look.radius}
              onInput={(event) =>
                set({
                  radius: Math.min(
                    WIDEST_RADIUS,
                    Math.max(0, Math.round(event.currentTarget.valueAsNumber || 0)),
                  ),
                })
              }
            />
            <Select
              label="Font"
              value={look.font ?? "system"}
              options={[
                ["system", "The system’s"],
                ["page", "The page’s"],
              ]}
              hint={
                look.font === "page"
                  ? "As your page sets it around the widget. This preview has none of its own."
                  : "Nothing is loaded for it."
              }
              onChange={(font) => (font === "page" ? set({ font: "page" }) : without("font"))}
            />
          </div>
        </fieldset>
        <p class="hint">Scales stay neutral: their colour and order would push answers.</p>
      </section>
      <Stage
        definition={definition}
        step={undefined}
        language={language}
        onLanguage={setLanguage}
        onHeights={look.mode === "inline" ? setHeights : undefined}
      />
    </div>
  );
}
