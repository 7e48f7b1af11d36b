import type { Look } from "../wire/survey.ts";
import { accentsOf, schemeOn } from "./look.ts";

/** What of a survey's look a page of its own shows. Where a popover stands is nothing to it. */
export type PageLook = Pick<Look, "accent" | "surface" | "scheme" | "radius">;

/**
 * A look as the name of a style sheet, "5b43c4-auto-8.css": the sheet follows from its name alone, so
 * that any cache may keep it for ever and the page needs no style of its own within its policy.
 */
export function lookName({ accent, surface, scheme, radius }: PageLook): string {
  const parts = [accent.slice(1), scheme, radius, ...(surface ? [surface.slice(1)] : [])];
  return `${parts.join("-").toLowerCase()}.css`;
}

/** The look that a name stands for; undefined for any other name. */
export function readLookName(name: string): PageLook | undefined {
  const parts = /^([0-9a-f]{6})-(auto|light|dark)-(\d{1,2})(?:-([0-9a-f]{6}))?\.css$/u.exec(name);
  const [, accent, scheme, radius, surface] = parts ?? [];
  if (!accent || Number(radius) > 24) return undefined;
  return {
    accent: `#${accent}`,
    scheme: scheme as PageLook["scheme"],
    radius: Number(radius),
    ...(surface && { surface: `#${surface}` }),
  };
}

/** The variables of page.css that a look sets. Its accent reads on the page as it does in the widget. */
export function pageLook(look: PageLook): string {
  const { surface, radius } = look;
  const { fixed, accent } = accentsOf(look);
  return `:root{${[
    ...(fixed ? [`color-scheme:${fixed}`] : []),
    `--accent:${accent}`,
    `--radius:${radius}px`,
    // Text on a colour of the author's is black or white: what is grey on white may not read there.
    ...(surface
      ? [
          `--surface:${surface}`,
          ...["--ink", "--ink-2", "--ink-3", "--line-strong"].map(
            (name) => `${name}:${schemeOn(surface) === "light" ? "#000" : "#fff"}`,
          ),
        ]
      : []),
  ].join(";")}}`;
}
