import { effect, signal } from "@preact/signals";
import { recall, remember } from "./memory.ts";

export const SCHEMES = ["system", "light", "dark"] as const;
export type Scheme = (typeof SCHEMES)[number];

const known = recall("theme");
/** The colour scheme that was chosen on this browser. */
export const scheme = signal<Scheme>(SCHEMES.find((s) => s === known) ?? "system");

effect(() => {
  const { dataset } = document.documentElement;
  if (scheme.value === "system") delete dataset["theme"];
  else dataset["theme"] = scheme.value;
  remember("theme", scheme.value === "system" ? null : scheme.value);
});
