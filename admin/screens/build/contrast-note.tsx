import { contrast } from "../../../domain/survey/look.ts";
import type { Look } from "../../../domain/wire/survey.ts";
import { listed } from "../../words/format.ts";

/** What text must reach on what is behind it (WCAG 2.2, 1.4.3). */
const ENOUGH = 4.5;

/** The panel in each colour scheme where the author gave it no colour. */
const PANELS = { light: "#ffffff", dark: "#121212" } as const;

/** "4.4:1": what is a little under 4.5 must not read as if it were enough. */
const ratio = (value: number) => `${(Math.floor(10 * value) / 10).toFixed(1)}:1`;

/** Where the colour of buttons is not read as it is, and that the widget moves it there. */
export function ContrastNote({ look: { accent, surface, scheme } }: { look: Look }) {
  const grounds: [name: string, colour: string][] = surface
    ? [["this background", surface]]
    : (["light", "dark"] as const)
        .filter((one) => scheme === "auto" || scheme === one)
        .map((one) => [`${one} panels`, PANELS[one]]);
  const faint = grounds.filter(([, colour]) => contrast(accent, colour) < ENOUGH);
  if (faint.length === 0) return null;
  return (
    <p class="quiet">
      {accent} itself reaches{" "}
      {listed(faint.map(([name, colour]) => `${ratio(contrast(accent, colour))} on ${name}`))}. The
      widget makes it darker or lighter there, as little as it must, so that it is read.
    </p>
  );
}
