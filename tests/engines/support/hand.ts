import { vi } from "vitest";
import type { Tab } from "./engine.ts";

/** What is found by the words that people see or hear, in the widget's shadow roots and in a frame of the page's own, too. */
type Found = { x: number; y: number; checked: boolean };

/** A respondent's hand and eyes in one tab. */
export type Hand = Tab & {
  /** Waits for something with this name: a button, a field, a choice, a heading. */
  sees(name: string): Promise<Found>;
  /** Whether it is there now. */
  has(name: string): Promise<boolean>;
  clicks(name: string): Promise<void>;
  /** Puts the focus on it, as a respondent's Tab would. */
  focuses(name: string): Promise<void>;
  /** Waits until it is gone. */
  misses(name: string): Promise<void>;
  /** How many panels stand on the page. */
  panels(): Promise<number>;
};

/** @param name how its accessible name begins, up to a comma or the end */
function look(name: string, focus: boolean): Found | undefined {
  const frame = document.querySelector("iframe");
  const { x: left, y: top } = frame?.getBoundingClientRect() ?? { x: 0, y: 0 };
  const page = frame?.contentDocument ?? document;
  const roots: (Document | ShadowRoot)[] = [page];
  for (const host of page.querySelectorAll("verbatim-survey")) roots.push(host.shadowRoot!);
  // A heading often has its field's name: fields come first.
  for (const kinds of ["input, textarea, button, a", "h1, h2"]) {
    for (const element of roots.flatMap((root) =>
      Array.from(root.querySelectorAll<HTMLElement>(kinds)),
    )) {
      const words = [
        element.getAttribute("aria-label") ?? "",
        element.textContent ?? "",
        element.closest("label")?.textContent ?? "",
      ].map((word) => word.trim());
      const box = (element.closest("label") ?? element).getBoundingClientRect();
      if (!box.width || !words.some((word) => word === name || word.startsWith(`${name},`)))
        continue;
      if (focus) element.focus();
      return {
        x: left + box.x + box.width / 2,
        y: top + box.y + box.height / 2,
        checked: (element as HTMLInputElement).checked,
      };
    }
  }
  return undefined;
}

export function handOf(tab: Tab): Hand {
  const find = (name: string, focus = false) => tab.run(look, name, focus);
  const sees = (name: string, focus = false) =>
    vi.waitFor(
      async () => {
        const found = await find(name, focus);
        if (!found) throw new Error(`"${name}" is not there`);
        return found;
      },
      { timeout: 15_000, interval: 50 },
    );
  return {
    ...tab,
    sees: (name) => sees(name),
    has: async (name) => Boolean(await find(name)),
    async clicks(name) {
      const { x, y } = await sees(name);
      await tab.click(x, y);
    },
    async focuses(name) {
      await sees(name, true);
    },
    misses: (name) =>
      vi.waitFor(
        async () => {
          if (await find(name)) throw new Error(`"${name}" is still there`);
        },
        { timeout: 15_000, interval: 50 },
      ),
    panels: () =>
      tab.run(() => {
        const page = document.querySelector("iframe")?.contentDocument ?? document;
        const hosts = Array.from(page.querySelectorAll("verbatim-survey"));
        return hosts.filter((host) => host.shadowRoot?.querySelector("section, dialog")).length;
      }),
  };
}
