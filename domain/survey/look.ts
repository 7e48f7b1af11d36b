import type { Look } from "../wire/survey.ts";

/** A survey in the font of the page around it: the widget puts the page's own in place of the word. */
export const PAGE_FONT = "font-family:page";

/**
 * The author's look as declarations of the widget's panel; what its style sheet says anyway is left out.
 * --b is the accent where it reads on the surface: in OKLCH no lighter than .54 on white, no darker
 * than .78 on near-black, which keeps 4.5:1 for every hue.
 */
export function lookFor({ accent, surface, radius, scheme, corner, mode, font }: Look): string {
  const [lightness, chroma, hue] = oklch(accent);
  const at = (l: number) => `oklch(${short(l)} ${short(chroma)} ${Math.round(hue)})`;
  const onLight = lightness > 0.54 ? at(0.54) : accent;
  const onDark = lightness < 0.78 ? at(0.78) : accent;
  // A surface of one's own has one scheme: that of the text which reads on it.
  const ground = surface && (oklch(surface)[0] > 0.6 ? "light" : "dark");
  const fixed = ground ?? (scheme === "auto" ? undefined : scheme);
  const near = [corner[0] === "t", corner[1] === "r", corner[0] === "b", corner[1] === "l"];
  return [
    `--b:${fixed ? (fixed === "light" ? onLight : onDark) : `light-dark(${onLight},${onDark})`}`,
    ...(surface ? [`background:${surface}`] : []),
    ...(radius === 8 ? [] : [`border-radius:${radius}px`]),
    ...(fixed ? [`color-scheme:${fixed}`] : []),
    ...(font ? [PAGE_FONT] : []),
    ...(corner === "br" ? [] : [`--i:${near.map((side) => (side ? "16px" : "auto")).join(" ")}`]),
    ...(mode === "tab" && near[3] ? ["--t:50% auto auto 4px"] : []),
  ].join(";");
}

/** 0.17 -> ".17" */
const short = (value: number): string => `${Number(value.toFixed(2))}`.replace(/^0\./u, ".");

/** "#rrggbb" as lightness 0..1, chroma and hue in degrees (CSS Color 4, 9.3; B. Ottosson's matrices). */
function oklch(hex: string): [lightness: number, chroma: number, hue: number] {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const x = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const y = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    Math.hypot(x, y),
    ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360,
  ];
}
