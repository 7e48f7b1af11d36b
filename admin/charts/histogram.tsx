import type { Scale } from "../../domain/scores/scale.ts";
import { count, percent } from "../words/format.ts";
import { toneGroups, toneNames, toneOf } from "../words/tones.ts";

const HEIGHT = 136;

/** How many answers each value got, and the shares of the groups that make the score. */
export function Histogram({ scale, counts }: { scale: Scale; counts: readonly number[] }) {
  const values = Array.from({ length: scale.max - scale.min + 1 }, (_, i) => scale.min + i);
  const most = Math.max(1, ...values.map((value) => counts[value] ?? 0));
  const total = values.reduce((sum, value) => sum + (counts[value] ?? 0), 0);
  const names = toneNames(scale.metric);
  const groups = toneGroups(scale);
  const columns = { gridTemplateColumns: `repeat(${values.length}, 1fr)` };
  return (
    <>
      <ol
        class="histogram"
        style={columns}
        aria-label={`Responses by score, ${scale.min} to ${scale.max}`}
      >
        {values.map((value) => (
          <li key={value}>
            <span class="col">
              {count(counts[value] ?? 0)}
              <i
                class={toneOf(scale, value)}
                style={{ height: `${((counts[value] ?? 0) / most) * HEIGHT}px` }}
              />
            </span>
            <b>{value}</b>
          </li>
        ))}
      </ol>
      {scale.metric !== "rating" && total > 0 && (
        <div class="groups" style={columns}>
          {groups.map(({ tone, members }) => {
            const n = members.reduce((sum, value) => sum + (counts[value] ?? 0), 0);
            return (
              <span key={tone} style={{ gridColumn: `span ${members.length}` }}>
                <i class={tone} />
                <b>{percent(n / total)}</b>
                <span>
                  {names[tone]}, {count(n)}
                </span>
              </span>
            );
          })}
        </div>
      )}
    </>
  );
}
