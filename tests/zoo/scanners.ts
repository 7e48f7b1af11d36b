import { NO_SLOT, TRAP_SLOT } from "../../domain/links/token.ts";
import { readPage } from "../support/page.ts";
import type { Kit, Stage, Tab } from "./stage.ts";
import { HIGH, LOW } from "./world.ts";

/** A way of going through links of a mail. */
export type Sweep = Kit & {
  /** Slots, in order; every score when left out. */
  slots?: readonly number[];
  /** One browser and one tab after the other, a new browser for each link, or all tabs at once. */
  mode?: "one" | "fresh" | "parallel";
  /** ms that each page stays open. */
  dwell: number;
  /** ms between two pages. */
  pause?: number;
  act?: (tab: Tab) => Promise<void>;
};

export const SCORES = Array.from({ length: HIGH - LOW + 1 }, (_, i) => LOW + i);

/** Opens links in a browser that runs their scripts. */
export async function sweep(stage: Stage, how: Sweep): Promise<void> {
  const { slots = SCORES, mode = "one", dwell, pause = 0, act, ...kit } = how;
  if (mode === "parallel") {
    const visitor = await stage.browser(kit);
    const tabs = await Promise.all(slots.map((slot) => visitor.open(stage.path(slot))));
    for (const tab of tabs) await act?.(tab);
    await stage.wait(dwell);
    await visitor.leave();
    return;
  }
  let visitor = await stage.browser(kit);
  let tab: Tab | undefined;
  for (const [i, slot] of slots.entries()) {
    if (i > 0) {
      if (mode === "fresh") {
        await visitor.leave();
        tab = undefined;
      }
      await stage.wait(pause);
      if (mode === "fresh") visitor = await stage.browser(kit);
    }
    tab = await visitor.open(stage.path(slot), tab);
    await act?.(tab);
    await stage.wait(dwell);
  }
  await visitor.leave();
}

/** Clicks with the browser's own mouse on what it sees, again as the page goes on. */
export async function clickSeen(tab: Tab): Promise<void> {
  for (let step = 0; step < 3; step++)
    for (const target of (await tab.targets()).filter(({ seen }) => seen)) await tab.press(target);
}

/** Clicks on all that there is, by mouse and by script. */
export async function clickEverything(tab: Tab): Promise<void> {
  await clickSeen(tab);
  await tab.clickAll();
}

const LINK_CHECKER = "Mozilla/5.0 (compatible; LinkCheck/2.1)";

/** Asks for links without a browser, all within a second. */
export async function fetchLinks(stage: Stage, method = "GET", agent = LINK_CHECKER) {
  const ask = stage.program(agent);
  for (const slot of [...SCORES, NO_SLOT]) {
    await ask(stage.path(slot), { method });
    await stage.wait(120);
  }
}

/** Reads each page as text and posts its form. @param fill also what people do not see */
export async function postForms(
  stage: Stage,
  how: { slots?: readonly number[]; fill?: boolean; fresh?: boolean; pause?: number },
): Promise<void> {
  const { slots = SCORES, fill = false, fresh = false, pause = 0 } = how;
  let ask = stage.program("python-requests/2.32");
  for (const slot of slots) {
    if (fresh) ask = stage.program("python-requests/2.32");
    const page = await (await ask(stage.path(slot))).text();
    const visit = readPage<{ visit: string }>(page).data.visit ?? "";
    const form = new URLSearchParams({ visit, q1: String(slot), hp: fill ? "x" : "" });
    await stage.wait(pause);
    await ask(stage.path(slot), { method: "POST", body: form });
  }
}

/** What is to become of the visits of a scanner that is alone with a mail. */
export type ScannerCase = {
  name: string;
  /**
   * dweller: its own row of the targets. beyond: what the rules cannot tell from people (docs/votes.md):
   * links more than two minutes apart, each looked at; presses on two pages; a form posted at once.
   */
  kind: "scanner" | "dweller" | "beyond";
  /** Also in the short run of the tests. */
  brief?: boolean;
  /** What was recorded is sent again as by a browser that says it is driven: no case of its own. */
  driven?: boolean;
  play: (stage: Stage) => Promise<void>;
};

const scanner = (
  name: string,
  play: ScannerCase["play"],
  more: Partial<ScannerCase> = {},
): ScannerCase => ({ name, kind: "scanner", play, ...more });
const soon = (stage: Stage) => stage.wait(stage.between(500, 90_000));
const any = (stage: Stage) => stage.between(LOW, HIGH);
const at = (s: number) => `${s} s`;
const MODES = { one: "one browser", fresh: "a browser each", parallel: "all at once" } as const;

/** Any two of the links. */
function two(stage: Stage): number[] {
  const first = any(stage);
  return [first, LOW + ((first - LOW + stage.between(1, HIGH - LOW)) % (HIGH - LOW + 1))];
}

export const SCANNERS: ScannerCase[] = [
  scanner("HEAD of every link", (stage) => fetchLinks(stage, "HEAD"), { brief: true }),
  scanner("GET of every link", (stage) => fetchLinks(stage), { brief: true }),
  scanner("image proxy", (stage) => fetchLinks(stage, "GET", "GoogleImageProxy")),
  ...(["one", "fresh", "parallel"] as const).flatMap((mode) =>
    [0, 1, 3, 6, 15].map((s) =>
      scanner(
        `scripts, ${MODES[mode]}, ${at(s)}, masked`,
        async (stage) => {
          await soon(stage);
          await sweep(stage, { mode, dwell: s * 1000 });
        },
        { brief: s === 6, driven: true },
      ),
    ),
  ),
  ...[30, 100, 180].map((gap) =>
    scanner(
      `scripts, every link, one in ${at(gap)}, masked, 6 s`,
      async (stage) => {
        await soon(stage);
        await sweep(stage, { mode: "fresh", dwell: 6000, pause: gap * 1000 });
      },
      gap > 120 ? { kind: "beyond" } : {},
    ),
  ),
  ...[0, 60].flatMap((gap) =>
    (["one", "fresh"] as const).map((mode) =>
      scanner(
        `scripts, two links, ${at(gap)} apart, ${MODES[mode]}, masked, 6 s`,
        async (stage) => {
          await soon(stage);
          await stage.wait(60_000);
          await sweep(stage, { mode, slots: two(stage), dwell: 6000, pause: gap * 1000 });
        },
      ),
    ),
  ),
  ...(["one", "fresh"] as const).map((mode) =>
    scanner(
      `scripts, two links, 5 min apart, ${MODES[mode]}, masked, 6 s`,
      async (stage) => {
        await stage.wait(90_000);
        await sweep(stage, { mode, slots: two(stage), dwell: 6000, pause: 300_000 });
      },
      { kind: "beyond" },
    ),
  ),
  ...[0, 1, 3].map((s) =>
    scanner(
      `scripts, one link, ${at(s)}, masked`,
      async (stage) => {
        await stage.wait(stage.between(70_000, 600_000));
        await sweep(stage, { slots: [any(stage)], dwell: s * 1000 });
      },
      { driven: true },
    ),
  ),
  scanner("scripts, one link at delivery, 6 s, masked", async (stage) => {
    await stage.wait(stage.between(1000, 50_000));
    await sweep(stage, { slots: [any(stage)], dwell: 6000 });
  }),
  scanner("scripts, one link and the hidden one, 6 s, masked", async (stage) => {
    await stage.wait(120_000);
    await sweep(stage, { slots: [any(stage), TRAP_SLOT], dwell: 6000 });
  }),
  ...(["one", "fresh"] as const).flatMap((mode) => [
    scanner(
      `clicks what it sees, ${MODES[mode]}, masked`,
      async (stage) => {
        await soon(stage);
        await sweep(stage, { mode, dwell: 1000, act: clickSeen });
      },
      { brief: mode === "fresh", driven: true },
    ),
    scanner(
      `clicks everything by script, ${MODES[mode]}, masked`,
      async (stage) => {
        await soon(stage);
        await sweep(stage, { mode, dwell: 6000, act: (tab) => tab.clickAll() });
      },
      { driven: true },
    ),
    scanner(
      `clicks everything, hidden link too, ${MODES[mode]}, masked`,
      async (stage) => {
        await soon(stage);
        const slots = [...SCORES, TRAP_SLOT, NO_SLOT];
        await sweep(stage, { mode, slots, dwell: 1000, act: clickEverything });
      },
      { brief: mode === "one", driven: true },
    ),
  ]),
  scanner(
    "clicks what it sees, two links and the hidden one, masked",
    async (stage) => {
      await soon(stage);
      await sweep(stage, { slots: [...two(stage), TRAP_SLOT], dwell: 1000, act: clickSeen });
    },
    { kind: "beyond" },
  ),
  scanner(
    "clicks what it sees, two links, a browser each, masked",
    async (stage) => {
      await soon(stage);
      await sweep(stage, { slots: two(stage), mode: "fresh", dwell: 1000, act: clickSeen });
    },
    { kind: "beyond" },
  ),
  scanner("clicks everything on one page, masked", async (stage) => {
    await soon(stage);
    await sweep(stage, { slots: [any(stage)], dwell: 2000, act: clickEverything });
  }),
  scanner("posts the form of every link", (stage) => postForms(stage, {}), { brief: true }),
  scanner("posts every form, an address each", (stage) => postForms(stage, { fresh: true })),
  scanner("posts every form, 40 s apart", (stage) => postForms(stage, { pause: 40_000 })),
  scanner("posts every form, fills all fields", (stage) => postForms(stage, { fill: true })),
  scanner("posts the form of two links", (stage) => postForms(stage, { slots: two(stage) }), {
    kind: "beyond",
  }),
  scanner(
    "posts the form of one link at once",
    async (stage) => {
      await soon(stage);
      await postForms(stage, { slots: [any(stage)] });
    },
    { kind: "beyond" },
  ),
  scanner("link rewriter: at delivery every link, at the click one, 3 s", async (stage) => {
    await fetchLinks(stage);
    await stage.wait(stage.between(600_000, 7_200_000));
    await sweep(stage, { slots: [any(stage)], dwell: 3000 });
  }),
  ...[6, 15].map((s): ScannerCase => ({
    name: `scripts, one link, ${at(s)}, masked`,
    kind: "dweller",
    play: async (stage) => {
      await stage.wait(stage.between(70_000, 600_000));
      await sweep(stage, { slots: [any(stage)], dwell: s * 1000 });
    },
  })),
];
