import type { Ask } from "../../domain/wire/site-config.ts";
import { h } from "./dom.ts";
import { shell } from "./shell.ts";

/** A tab at the edge of the window with a word on it. @param onclick the respondent opens it */
export function tab(word: string, ask: Ask, onclick: () => void): HTMLElement {
  const button = h(
    "button",
    { class: "p k", type: "button", popover: "manual", lang: ask.lang },
    word,
  );
  button.addEventListener("click", onclick);
  const host = shell(document.documentElement, ask, button, true);
  button.showPopover?.();
  return host;
}
