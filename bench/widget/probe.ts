import type { Contender } from "./contender.ts";

/** Name of the probe among the scripts of a trace. */
export const PROBE_URL = "bench-probe.js";
/** What the probe calls with milliseconds since 1970 once the question can be seen. */
export const SHOWN = "benchShown";

/** What the probe has noted in a page. */
export type Noted = { cls: number; violations: string[] };
type Probed = typeof window & { bench: Noted; [SHOWN]?: (at: string) => void };

/** Runs in the page before any script of it: when the question shows, what moved, what was blocked. */
function probe(find: Contender["find"], shown: string): void {
  if (window.top !== window.self) return;
  const noted: Noted = { cls: 0, violations: [] };
  Object.defineProperty(window, "bench", { value: noted });
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
    noted.violations.push(`${effectiveDirective} ${blockedURI}`),
  );
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
      if (!shift.hadRecentInput) noted.cls += shift.value;
    }
  }).observe({ type: "layout-shift", buffered: true });
  const seen = { visibilityProperty: true, opacityProperty: true };
  const look = () => {
    const element = find();
    const there = element?.checkVisibility(seen) && element.getBoundingClientRect().height > 0;
    if (!there) return void requestAnimationFrame(look);
    (window as unknown as Probed)[shown as typeof SHOWN]?.(
      String(performance.timeOrigin + performance.now()),
    );
  };
  requestAnimationFrame(look);
}

/** The probe as a page runs it. */
export function probeSource(find: Contender["find"]): string {
  return `(${probe.toString()})(${find.toString()}, "${SHOWN}");\n//# sourceURL=${PROBE_URL}`;
}

/** Runs in the page: what was noted up to now. */
export const noted = (): Noted => (window as unknown as Probed).bench;
