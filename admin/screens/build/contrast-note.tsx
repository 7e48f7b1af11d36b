import type { Look } from "../../../domain/wire/survey.ts";
import { Button } from "../../components/button.tsx";
import { listed } from "../../words/format.ts";
import { ENOUGH, contrast, faintIn } from "./contrast.ts";

/** The panel in each colour scheme where the author gave it no colour. */
const PANELS = { light: "#ffffff", dark: "#121212" } as const;

/** "4.4:1": what is a little under 4.5 must not read as if it were enough. */
const ratio = (value: number) => `${(Math.floor(10 * value) / 10).toFixed(1)}:1`;

const SAID = {
  surface: "Text reaches only",
  accent: "The colour of buttons reaches only",
} as const;

/** How well colours are read on what is behind them, and the nearest ones that are. */
export function ContrastNote({ look, set }: { look: Look; set: (part: Partial<Look>) => void }) {
  const { accent, surface, scheme } = look;
  const faint = faintIn(look);
  if (faint.length > 0)
    return (
      <div role="status">
        {faint.map(({ part, reaches, better }) => (
          <div class="contrast" key={part}>
            <p>
              {SAID[part]} {ratio(reaches)} on this background. {ENOUGH}:1 is needed to be read.
            </p>
            <Button onClick={() => set({ [part]: better })}>
              <i class="swatch" style={{ background: better }} aria-hidden="true" />
              {part === "surface" ? "Use the background" : "Use"} {better}
            </Button>
          </div>
        ))}
      </div>
    );
  if (surface !== undefined)
    return (
      <p class="quiet">
        Well read: the colour of buttons reaches {ratio(contrast(accent, surface))} on this
        background, text more than {ENOUGH}:1.
      </p>
    );
  const grounds = (["light", "dark"] as const).filter(
    (one) => (scheme === "auto" || scheme === one) && contrast(accent, PANELS[one]) < ENOUGH,
  );
  if (grounds.length === 0) return null;
  return (
    <p class="quiet">
      {accent} itself reaches{" "}
      {listed(grounds.map((one) => `${ratio(contrast(accent, PANELS[one]))} on ${one} panels`))}.
      The widget makes it {listed(grounds.map((one) => (one === "light" ? "darker" : "lighter")))}{" "}
      there, so that it is read at {ENOUGH}:1.
    </p>
  );
}
