import "./preview-page.css";
import { mount } from "../../../widgets/survey/mount.ts";
import { PREVIEW, type Scene } from "./scene.ts";

const AGAIN_MS = 800;

const stage = document.getElementById("stage") as HTMLElement;
const page = document.createElement("div");
const slot = document.createElement("div");
page.className = "ghost";
page.ariaHidden = "true";
page.append(...["short", "picture", "", "", "half"].map(block));
slot.className = "slot";
stage.append(page, slot);

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
  const { step, answers } = scene;
  takeAway = mount(
    slot,
    scene.ask,
    { answer: () => true, close: () => (again = setTimeout(() => show(scene), AGAIN_MS)) },
    {
      mode: scene.mode,
      ...(step !== undefined && { step }),
      // Without answers the widget begins as it does for everybody.
      ...(Object.keys(answers).length > 0 && { answers }),
    },
  );
}

addEventListener("message", (event: MessageEvent<Scene>) => {
  if (event.origin === location.origin && event.data?.type === PREVIEW) show(event.data);
});
parent.postMessage(PREVIEW, location.origin);
