import { useId } from "preact/hooks";
import type { Look } from "../../../domain/wire/survey.ts";
import { MODES } from "./look-words.ts";

/** How the survey stands on a page, each way with a small drawing of it. */
export function ModeChoice({
  value,
  onChange,
}: {
  value: Look["mode"];
  onChange: (mode: Look["mode"]) => void;
}) {
  const name = useId();
  return (
    <fieldset class="form modes">
      <legend class="label">How it stands on a page</legend>
      <div class="mode-cards">
        {Object.entries(MODES).map(([key, mode]) => (
          <label key={key}>
            <input
              type="radio"
              name={name}
              checked={key === value}
              onChange={() => onChange(key as Look["mode"])}
            />
            <i class={`drawing ${key}`} aria-hidden="true">
              <b />
            </i>
            {mode.name}
          </label>
        ))}
      </div>
      <p class="quiet">{MODES[value].about}</p>
    </fieldset>
  );
}
