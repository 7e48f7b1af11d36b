import { ArrowDown, ArrowUp } from "lucide";
import type { ComponentChildren } from "preact";
import { Icon } from "./icon.tsx";

/** How a table is sorted: a column and a direction, as an address carries it. */
export type Sort<K extends string> = { by: K; down: boolean };

/** Reads "-n" or "n" from an address. */
export function sortOf<K extends string>(
  text: string | undefined,
  columns: readonly K[],
  fallback: Sort<K>,
): Sort<K> {
  const by = columns.find((column) => column === text?.replace(/^-/u, ""));
  return by === undefined ? fallback : { by, down: text?.startsWith("-") ?? false };
}

/** The same, for an address. */
export function sortText<K extends string>({ by, down }: Sort<K>): string {
  return `${down ? "-" : ""}${by}`;
}

/** Rows in order; those without a value come last either way. */
export function sorted<T>(
  rows: readonly T[],
  value: (row: T) => number | string | null,
  down: boolean,
): T[] {
  return rows.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    const order = typeof x === "string" ? x.localeCompare(String(y)) : x - Number(y);
    return down ? -order : order;
  });
}

/** A column head that sorts its table. */
export function SortHead<K extends string>({
  column,
  sort,
  onSort,
  children,
  num = false,
}: {
  column: K;
  sort: Sort<K>;
  onSort: (sort: Sort<K>) => void;
  children: ComponentChildren;
  num?: boolean;
}) {
  const active = sort.by === column;
  return (
    <th
      scope="col"
      class={num ? "num" : undefined}
      {...(active && { "aria-sort": sort.down ? ("descending" as const) : ("ascending" as const) })}
    >
      <button type="button" onClick={() => onSort({ by: column, down: active ? !sort.down : num })}>
        {children}
        {active && <Icon of={sort.down ? ArrowDown : ArrowUp} />}
      </button>
    </th>
  );
}
