/**
 * Names as they travel and as the widget's build spells them. Only names that belong to no browser
 * object and to no request body may stand here: the build renames every property that is called so.
 */
export const SHORT: Readonly<Record<string, string>> = {
  host: "h",
  widget: "w",
  surveys: "s",
  bold: "b",
  inline: "i",
  ask: "a",
  paths: "p",
  delay: "d",
  sample: "n",
  screens: "m",
  event: "e",
  must: "r",
  branches: "f",
  shape: "y",
  labels: "l",
  options: "o",
  other: "x",
  long: "g",
  hint: "j",
  rtl: "z",
  questions: "q",
  thanks: "t",
  look: "c",
  ui: "u",
  next: "N",
  send: "S",
  close: "C",
  back: "B",
  step: "Q",
  kept: "K",
  rests: "I",
  modal: "M",
  tab: "J",
  metric: "F",
  again: "G",
  depth: "D",
  exit: "E",
  traits: "W",
};

/** A SiteConfig, or any part of it, under the short names, as it is served. */
export function toWire(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(toWire);
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) => [SHORT[name] ?? name, toWire(value)]),
  );
}
