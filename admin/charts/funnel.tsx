import type { Scores } from "../../domain/wire/scores.ts";
import { count, percent } from "../words/format.ts";

/** From shown to commented; each bar is a share of the step before. */
export function Funnel({ funnel, suspect }: { funnel: Scores["funnel"]; suspect: number }) {
  const steps = [
    ["Shown", funnel.shown, ""],
    ["Started", funnel.started, "shown"],
    ["Counted", funnel.counted, "started"],
    ["Completed", funnel.completed, "counted"],
    ["Commented", funnel.commented, "completed"],
  ] as const;
  return (
    <dl class="funnel">
      {steps.map(([name, n, of], i) => {
        const all = steps[i - 1]?.[1] ?? 0;
        // Shown and started are approximate and not kept for every channel: no share above the whole.
        const share = of && all >= n && all > 0 ? n / all : undefined;
        return (
          <div key={name}>
            <dt>
              {name}{" "}
              {name === "Counted" && suspect > 0 && (
                <small>{count(suspect)} suspect left out</small>
              )}
            </dt>
            <dd>{i < 2 && n === 0 ? "not counted" : count(n)}</dd>
            {share !== undefined && (
              <dd class="meter">
                <svg aria-hidden="true">
                  <rect class="of" width="100%" height="6" rx="2" />
                  <rect class="is" width={`${(100 * share).toFixed(1)}%`} height="6" rx="2" />
                </svg>
                <span>
                  {percent(share)} of {of}
                </span>
              </dd>
            )}
          </div>
        );
      })}
    </dl>
  );
}
