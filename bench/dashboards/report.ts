import type { Measured } from "./measure.ts";
import { GROWTH, type View, budgetOf, views } from "./views.ts";

export type Summary = {
  /** CPU of the largest database over that of the smallest, warm. */
  growth: Record<View, number>;
  /** Rows read, the most of any size. */
  rowsRead: Record<View, number>;
};

export function summary(measured: readonly Measured[]): Summary {
  const [smallest, largest] = [measured[0]!, measured.at(-1)!];
  const each = (figure: (view: View) => number) =>
    Object.fromEntries(views.map((view) => [view, figure(view)])) as Record<View, number>;
  return {
    growth: each((view) => Number((largest[view].warm / smallest[view].warm).toFixed(2))),
    rowsRead: each((view) => Math.max(...measured.map((of) => of[view].rows))),
  };
}

/** One line a view: CPU cold and warm and rows read at each size, and whether both targets are met. */
export function printTable(
  made: readonly number[],
  measured: readonly Measured[],
  { growth, rowsRead }: Summary,
): void {
  const width = Math.max(...views.map((view) => view.length));
  const columns = made.map((n) => `${n.toLocaleString("en")} responses`.padStart(24));
  console.log(`\nCPU in ms, cold / warm, and rows read; application and database together`);
  console.log(`${"".padEnd(width)}${columns.join("")}   growth  budget`);
  for (const view of views) {
    const cells = measured.map(({ [view]: { cold, warm, rows } }) =>
      `${cold.toFixed(1)} / ${warm.toFixed(2)}  ${rows}`.padStart(24),
    );
    const met = growth[view] <= GROWTH && rowsRead[view] <= budgetOf(view);
    console.log(
      `${view.padEnd(width)}${cells.join("")}   ${growth[view].toFixed(2)}x  ${String(budgetOf(view)).padStart(5)}  ${met ? "met" : "NOT MET"}`,
    );
  }
  console.log(
    `\nTargets: warm growth of at most ${GROWTH}x, rows within the budget. Cold is a database just opened:` +
      `\nnothing in its own cache and no statement prepared, its file perhaps in the system's.`,
  );
}
