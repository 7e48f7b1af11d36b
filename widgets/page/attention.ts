import type { Vote } from "../../domain/wire/ingest.ts";

/** Milliseconds between two looks at whether somebody is there. */
const TICK = 250;

/**
 * Watches for a person: a trusted pointer, key or touch event, and the time during which the page
 * is visible and has the focus. Mail scanners open pages too; the server weighs this.
 * @param onDwell called once, after `dwell` ms of attention
 */
export function watchAttention(
  dwell: number,
  onDwell: () => void,
): () => Omit<Vote["evidence"], "hp"> {
  let touched = false;
  let attended = 0;
  for (const type of ["pointerdown", "keydown", "touchstart"]) {
    addEventListener(type, (event) => (touched ||= event.isTrusted), {
      capture: true,
      passive: true,
    });
  }
  const timer = setInterval(() => {
    if (document.visibilityState !== "visible" || !document.hasFocus()) return;
    attended += TICK;
    if (attended < dwell) return;
    clearInterval(timer);
    onDwell();
  }, TICK);
  const started = performance.now();
  return () => ({
    touched,
    // Never more than the page has been open: a timer may fire late and then twice.
    dwell: Math.min(attended, Math.round(performance.now() - started)),
    webdriver: navigator.webdriver,
  });
}
