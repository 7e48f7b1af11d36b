import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Ask, LiveSurvey } from "../../../../domain/wire/site-config.ts";
import type { Site } from "../../support/site.ts";
import { type Faint, tooFaint } from "./contrast.ts";

export const MODES = ["popover", "modal", "inline", "tab"] as const;
export type Mode = (typeof MODES)[number];

/** A survey that waits for an event of its own name, so that the page decides when it comes. */
export function live(name: string, mode: Mode, ask: Ask): LiveSurvey {
  return {
    id: `sv_${name.padEnd(10, "0")}`,
    v: 1,
    event: name,
    ...(mode === "inline" && { inline: true as const }),
    ...(mode === "modal" && { modal: true as const }),
    ...(mode === "tab" && { tab: ask.rtl ? "رأيك" : "Feedback" }),
    ask,
  };
}

type Setting = { width?: number; height?: number; dark?: boolean } & Parameters<
  Browser["newContext"]
>[0];

/** A host page with the tag, the surveys it knows, and axe at hand. */
export async function openStage(
  browser: Browser,
  site: Site,
  surveys: LiveSurvey[],
  { width = 1280, height = 900, dark = false, ...more }: Setting = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? "dark" : "light",
    ...more,
  });
  context.setDefaultTimeout(5000);
  await context.addInitScript(axe.source);
  await context.addInitScript(`window.tooFaint = ${String(tooFaint)}; (${String(giveHands)})()`);
  const page = await context.newPage();
  await enter(page, site, surveys);
  return { context, page };
}

/** Loads the host page afresh: another visitor, other surveys. */
export async function enter(page: Page, site: Site, surveys: LiveSurvey[]): Promise<void> {
  site.carry(...surveys);
  site.markup = `<style>:root { color-scheme: light dark; background: Canvas; color: CanvasText }</style><div id="spots"></div>`;
  await page.goto(`${site.hosts}/plain`);
}

/** What runs in the page: opens a survey, answers, moves on and asks axe. */
export type Hands = {
  /** Brings the survey of this name; resolves when its first step, or its tab, stands there. */
  bring(name: string, mode: Mode): Promise<void>;
  /** Presses the tab. */
  unfold(): Promise<void>;
  /** Takes it away. */
  away(): Promise<void>;
  /** Answers the question that is shown, without moving on. */
  answer(): void;
  /** Presses the button that leads on; resolves when the next step stands there. */
  next(): Promise<void>;
  /**
   * What axe finds or cannot tell, and what stands too faintly, each with the step it was found at.
   * @param rules axe's rules that matter; default: all
   */
  judge(at: string, rules?: string[]): Promise<string[]>;
  /** Resolves when the widget says that the answer is kept on the device. */
  kept(): Promise<void>;
  /** Resolves when the live region has said what the step has to say. */
  spoken: () => Promise<void>;
  root(): ShadowRoot;
};

declare global {
  interface Window {
    axe: typeof axe;
    tooFaint(): Faint[];
    hands: Hands;
  }
}

/** Stands in every page before its own scripts. */
function giveHands(): void {
  // Before the tag looks: what an earlier page could not send is not sent by this one.
  if (location.protocol === "http:") localStorage.clear();
  const all = (): Element[] => [...document.querySelectorAll("verbatim-survey")];
  const root = (): ShadowRoot => all().at(-1)!.shadowRoot!;
  const until = async (what: () => unknown): Promise<void> => {
    for (let i = 0; i < 500; i++) {
      if (what()) return;
      await new Promise((later) => setTimeout(later, 10));
    }
    throw new Error(`never came: ${String(what)}`);
  };
  const heading = () => all().at(-1)?.shadowRoot?.querySelector("h2");
  const buttons = () => [...root().querySelectorAll<HTMLElement>("footer button")];

  window.hands = {
    root,
    async bring(name, mode) {
      const id = `sv_${name.padEnd(10, "0")}`;
      if (mode === "inline") {
        const spot = document.createElement("div");
        spot.dataset["verbatim"] = id;
        document.querySelector("#spots")!.append(spot);
      }
      if (mode === "popover" || mode === "modal") window.verbatim!("show", id);
      else window.verbatim!("track", name);
      await until(mode === "tab" ? () => all()[0] : heading);
    },
    async unfold() {
      root().querySelector<HTMLElement>("button")!.click();
      await until(heading);
    },
    async away() {
      window.verbatim!("hide");
      document.querySelector("#spots")!.replaceChildren();
      // A tab stays at the edge of the window.
      for (const host of all())
        if (host.shadowRoot!.firstElementChild?.localName === "button") host.remove();
      await until(() => !all()[0]);
    },
    answer() {
      const boxes = [...root().querySelectorAll<HTMLInputElement>("[type=radio],[type=checkbox]")];
      // The last one: "other", where there is one, and the loudest of a scale.
      boxes.at(-1)?.click();
      for (const field of root().querySelectorAll<HTMLInputElement>(".t")) {
        field.value = field.type === "email" ? "ada@example.org" : "Slow";
        field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
      }
    },
    async next() {
      const before = heading();
      buttons().at(-1)!.click();
      await until(() => heading() !== before);
    },
    async spoken() {
      const region = () => root().querySelector("[role=status]")!.textContent;
      const step = region();
      // It speaks a moment after the step, and the words of two steps are never the same.
      for (let i = 0; i < 20 && (!region() || region() === step); i++)
        await new Promise((later) => setTimeout(later, 10));
    },
    async kept() {
      await until(() => /offline|غير متصل/u.test(root().querySelector("form p")!.textContent));
    },
    async judge(at, rules) {
      const { violations, incomplete } = await window.axe.run(document, {
        ...(rules && { runOnly: { type: "rule", values: rules } }),
        rules: { "target-size": { enabled: true } },
        resultTypes: ["violations", "incomplete"],
        preload: false,
      });
      // axe cannot tell contrasts in the top layer, nor that the sign on a button is no word.
      const untold = incomplete.filter(
        ({ id, nodes }) =>
          id !== "color-contrast" &&
          !(id === "label-content-name-mismatch" && nodes.every(({ html }) => />.<\//u.test(html))),
      );
      return [
        ...[...violations, ...untold].map(({ id, nodes }) => {
          const what = nodes.map(({ html, any }) => `${html.slice(0, 150)} ${any[0]?.message}`);
          return `${at}: ${id}: ${what.join("; ")}`;
        }),
        ...window
          .tooFaint()
          .map(({ what, ratio, needs }) => `${at}: ${what} ${ratio}:1, needs ${needs}:1`),
      ];
    },
  };
}
