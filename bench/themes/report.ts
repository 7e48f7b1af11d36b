import type { Figure } from "./part.ts";

/** A line as a program reads it. Without a target there is nothing to be met. */
export interface Line {
  measure: string;
  value: number;
  target: number | null;
  met: boolean | null;
}

/** Places behind the point. */
const PLACES = 2;

/**
 * A figure against its target. What is cut off is never to its good: a value that must be large is
 * rounded down, one that must be small is rounded up, and what is told is what is compared.
 */
export function lineOf({ measure, value, target, atMost = false }: Figure): Line {
  const unit = 10 ** PLACES;
  // What is a whole number of units but for the last bit of a double stays one.
  const scaled = Number((value * unit).toPrecision(12));
  const told = (atMost ? Math.ceil(scaled) : Math.floor(scaled)) / unit;
  const met = target === null ? null : atMost ? told <= target : told >= target;
  return { measure, value: told, target, met };
}

/** The last line of `--json`. */
export function summary(figures: readonly Figure[]): { rows: Line[] } {
  return { rows: figures.map(lineOf) };
}

/** What a person reads: a figure a line, with what others have on the same rows. */
export function table(figures: readonly Figure[]): string {
  const lines = figures.map((figure) => {
    const { measure, value, target, met } = lineOf(figure);
    const beside = Object.entries(figure.beside ?? {}).map(
      ([name, other]) => `${name} ${number(other)}`,
    );
    const sign = figure.atMost ? "<=" : ">=";
    return [
      measure,
      number(value),
      target === null ? "" : `${sign} ${number(target)}`,
      met === null ? "" : met ? "met" : "MISSED",
      beside.join(", "),
    ];
  });
  const widths = [0, 1, 2, 3].map((at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, at) =>
          at === 1 || at === 2 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function number(value: number): string {
  const places = Number.isInteger(value) ? 0 : Math.abs(value) >= 1000 ? 0 : PLACES;
  return value.toLocaleString("en", {
    minimumFractionDigits: places === 0 ? 0 : 1,
    maximumFractionDigits: places,
  });
}
