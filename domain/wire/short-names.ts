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

/**
 * The same as the text of a script: names without quotes, which cost bytes on every page. Nothing in
 * it ends a script element or a string on the way.
 */
export function toScript(part: unknown): string {
  const write = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(write).join()}]`;
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    return `{${Object.entries(value)
      .map(
        ([name, inner]) =>
          `${/^[a-z]\w*$/iu.test(name) ? name : JSON.stringify(name)}:${write(inner)}`,
      )
      .join()}}`;
  };
  return write(toWire(part)).replace(
    /[<\u2028\u2029]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A SiteConfig, or any part of it, under the short names, as it is served. */
export function toWire(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(toWire);
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) => [SHORT[name] ?? name, toWire(value)]),
  );
}
