import "./preview-page.css";
import type { Ask } from "../../../domain/wire/site-config.ts";
import { mount } from "../../../widgets/survey/mount.ts";
import pageCss from "../../../widgets/page/page.css?inline";
import { pageStyles } from "../../../widgets/styles/page.ts";
import { tab } from "../../../widgets/survey/tab.ts";
import { PREVIEW, type Report, type Scene } from "./scene.ts";

const AGAIN_MS = 800;
/** Pixels of a container on a phone and in a wide page. */
const [NARROW, WIDE] = [320, 640];

const stage = document.getElementById("stage") as HTMLElement;
const page = document.createElement("div");
const slot = document.createElement("div");
page.className = "ghost";
page.ariaHidden = "true";
page.append(...["short", "picture", "", "", "half"].map(block));
slot.className = "slot";
stage.append(page, slot);
const head = document.createElement("header");
const foot = document.createElement("footer");
const asks = document.createElement("span");
asks.className = "from";
head.append(asks);
stage.before(head);
stage.after(foot);
head.hidden = foot.hidden = true;

let takeAway: (() => void) | undefined;
let again: ReturnType<typeof setTimeout> | undefined;

function block(kind: string): HTMLElement {
  const line = document.createElement("i");
  line.className = kind;
  return line;
}

/** Puts the survey on the made-up page; one that was closed comes back. */
function show(scene: Scene): void {
  clearTimeout(again);
  takeAway?.();
  document.documentElement.dataset["theme"] = scene.theme;
  dress(scene);
  // A question that is worked on is shown open.
  if (scene.mode === "tab" && scene.step === undefined) {
    const handle = tab(scene.tab, scene.ask, () => {
      handle.remove();
      open(scene);
    });
    takeAway = () => handle.remove();
  } else open(scene);
}

function open(scene: Scene): void {
  const { step, answers, words } = scene;
  const mounted = () =>
    mount(
      slot,
      scene.ask,
      {
        start: () => {},
        answer: () => true,
        close: () => (again = setTimeout(() => show(scene), AGAIN_MS)),
      },
      {
        mode: scene.mode,
        words,
        ...(step !== undefined && { step }),
        // Without answers the widget begins as it does for everybody.
        ...(Object.keys(answers).length > 0 && { answers }),
      },
    );
  takeAway = unfocused(mounted);
  if (scene.page)
    slot.querySelector("verbatim-survey")?.shadowRoot?.adoptedStyleSheets.push(sheetOf(pageStyles));
}

/** Makes of the made-up page the survey's own, by the sheets of the real one, and back. */
function dress({ page: own }: Scene): void {
  document.body.classList.toggle("landing", own !== undefined);
  page.style.display = own ? "none" : "";
  asks.textContent = own?.from ?? "";
  foot.textContent = own?.asked ?? "";
  head.hidden = foot.hidden = !own;
  // The scheme of a look stands above that of the switch.
  document.adoptedStyleSheets = own
    ? [sheetOf(pageCss), sheetOf(own.sheet.replace(":root", ":root:root"))]
    : [];
}

function sheetOf(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}

/** Does something that may take the focus, and gives it back to whoever is typing in the builder. */
function unfocused<T>(act: () => T): T {
  const before = document.hasFocus() ? null : (parent.document.activeElement as HTMLElement | null);
  const done = act();
  if (before !== window.frameElement) before?.focus({ preventScroll: true });
  return done;
}

/** Pixels of the tallest first question in a container of a width. */
function heightIn(width: number, asks: readonly Ask[]): number {
  const box = document.createElement("div");
  box.className = "measure";
  box.style.width = `${width}px`;
  stage.append(box);
  const heights = asks.map((ask) => {
    const remove = mount(
      box,
      ask,
      { start: () => {}, answer: () => true, close: () => {} },
      { mode: "inline" },
    );
    const height = box.offsetHeight;
    remove();
    return height;
  });
  box.remove();
  return Math.max(...heights);
}

const report = (words: Omit<Report, "type">) =>
  parent.postMessage({ type: PREVIEW, ...words } satisfies Report, location.origin);

addEventListener("message", (event: MessageEvent<Scene>) => {
  if (event.origin !== location.origin || event.data?.type !== PREVIEW) return;
  const { measure } = event.data;
  show(event.data);
  if (measure)
    report({ heights: { narrow: heightIn(NARROW, measure), wide: heightIn(WIDE, measure) } });
});
report({});
