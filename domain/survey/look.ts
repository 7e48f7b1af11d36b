import type { Look } from "../wire/survey.ts";

/** A survey in the font of the page around it: the widget puts the page's own in place of the word. */
export const PAGE_FONT = "font-family:page";

/**
 * The author's look as declarations of the widget's panel; what its style sheet says anyway is left out.
 * --b is the accent where it reads: as it is, or as much darker or lighter as it must be for 4.5:1 on
 * white or the surface, and for 7:1 on near-black, where less looks dull.
 */
export function lookFor(look: Look): string {
  const { surface, radius, corner, mode, font } = look;
  const { fixed, accent } = accentsOf(look);
  const near = [corner[0] === "t", corner[1] === "r", corner[0] === "b", corner[1] === "l"];
  return [
    `--b:${accent}`,
    ...(surface ? [`background:${surface}`] : []),
    ...(radius === 8 ? [] : [`border-radius:${radius}px`]),
    ...(fixed ? [`color-scheme:${fixed}`] : []),
    ...(font ? [PAGE_FONT] : []),
    ...(corner === "br" ? [] : [`--i:${near.map((side) => (side ? "16px" : "auto")).join(" ")}`]),
    ...(mode === "tab" && near[3] ? ["--t:50% auto auto 4px"] : []),
    // Grey that reads on white and near-black is lost on colours. This ends the panel's own rule.
    ...(surface ? ["}small,p,button,::placeholder{opacity:1}*{border-color:currentColor"] : []),
  ].join(";");
}

/** The accent as it reads in the scheme of a look, or in both; `fixed` where there is only one. */
export function accentsOf({
  accent,
  surface,
  scheme,
}: Pick<Look, "accent" | "surface" | "scheme">): {
  fixed: "light" | "dark" | undefined;
  accent: string;
} {
  const onLight = readable(accent, surface ?? "#ffffff");
  const onDark = surface ? onLight : readable(accent, "#121212", 7);
  const fixed = surface ? schemeOn(surface) : scheme === "auto" ? undefined : scheme;
  if (fixed) return { fixed, accent: fixed === "light" ? onLight : onDark };
  return { fixed, accent: `light-dark(${onLight},${onDark})` };
}

/**
 * The scheme whose text reads better on a surface: black from a relative luminance of .179 on, where
 * both have 4.58:1 (WCAG 2.2, contrast ratio).
 */
export function schemeOn(surface: string): "light" | "dark" {
  return luminance(surface) > 0.179 ? "light" : "dark";
}

/** A colour, moved in OKLab's lightness by hundredths until it reads on a ground, as one pole always does. */
export function readable(colour: string, ground: string, least = 4.5): string {
  const step = schemeOn(ground) === "light" ? -0.01 : 0.01;
  const [lightness, a, b] = oklab(linear(colour));
  let found = colour;
  for (let l = lightness; contrast(found, ground) < least;) found = hex((l += step), a, b);
  return found;
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [x, y] = [luminance(one) + 0.05, luminance(other) + 0.05];
  return x > y ? x / y : y / x;
}

/** Relative luminance, 0 to 1 (WCAG 2.2). */
function luminance(colour: string): number {
  const [r, g, b] = linear(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

type Triple = [number, number, number];

/** "#rrggbb" as linear light, 0 to 1 each (IEC 61966-2-1). */
function linear(colour: string): Triple {
  return [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Triple;
}

/** Linear light as OKLab (CSS Color 4, 9.2; B. Ottosson's matrices). */
function oklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** OKLab as "#rrggbb", each channel cut where it leaves sRGB: a short name costs fewer bytes. */
function hex(lightness: number, a: number, b: number): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${channels.map(channel).join("")}`;
}

/** Linear light as two hexadecimal digits. */
function channel(light: number): string {
  const share = light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
  const byte = Math.round(Math.min(Math.max(share, 0), 1) * 255);
  return byte.toString(16).padStart(2, "0");
}
