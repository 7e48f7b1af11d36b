import type { RowsWritten } from "./rows.ts";
import type { StartCosts } from "./start.ts";

/** One contender's figures, each the median of the rounds. */
export interface Figures {
  name: string;
  /** Answered requests a second. */
  rate: number;
  /** Milliseconds from sent to answered. */
  p50: number;
  p99: number;
  /** CPU milliseconds an answer, of the Worker's process and of the database's. */
  worker: number;
  database: number;
}

/** One request to the database for each answer, as on Cloudflare (docs/decisions/0010). */
export const ALONE = "score, a request each";

const of = (figures: readonly Figures[], name: string): Figures => {
  const found = figures.find((one) => one.name === name);
  if (!found) throw new Error(`no figures of ${name}`);
  return found;
};

/** The figures that the targets are about. */
export function summary(figures: readonly Figures[], rowsWritten: RowsWritten) {
  const score = of(figures, "score");
  const floor = of(figures, "null fetch");
  return {
    shareOfNullFetch: round(score.rate / floor.rate),
    shareOfFloor: round(score.rate / of(figures, "hono + valibot").rate),
    cpuMsPerResponse: round(score.worker + score.database),
    cpuMsWorker: round(score.worker),
    cpuMsDatabase: round(score.database),
    p99Ratio: round(score.p99 / score.p50 / (floor.p99 / floor.p50)),
    rowsWritten,
  };
}

/** CPU of an answer as Cloudflare would bill it. */
export function costOf(figures: readonly Figures[]) {
  const { worker, database } = of(figures, ALONE);
  return { cpuMsWorker: round(worker), cpuMsDatabase: round(database) };
}

export function printTable(
  figures: readonly Figures[],
  starts: StartCosts,
  rows: RowsWritten,
): void {
  const bare = of(figures, "bare workerd").rate;
  const schema = of(figures, "hono + valibot").rate;
  const floor = of(figures, "null fetch").rate;
  console.table(
    Object.fromEntries(
      figures.map(({ name, rate, p50, p99, worker, database }) => [
        name,
        {
          "req/s": Math.round(rate),
          "p50 ms": round(p50),
          "p99 ms": Number.isNaN(p99) ? "" : round(p99),
          "CPU ms Worker": round(worker),
          "CPU ms database": round(database),
          "CPU ms": round(worker + database),
          "of bare": percent(rate / bare),
          "of hono + valibot": percent(rate / schema),
          "of null fetch": percent(rate / floor),
        },
      ]),
    ),
  );
  const told = summary(figures, rows);
  const { aloneMs, bareMs, oursMs } = starts;
  const targets: [string, number, number, boolean][] = [
    [
      "req/s, share of the null-fetch floor",
      told.shareOfNullFetch,
      0.85,
      told.shareOfNullFetch >= 0.85,
    ],
    ["req/s, share of hono + valibot (a goal)", told.shareOfFloor, 0.4, told.shareOfFloor >= 0.4],
    ["CPU ms a stored response", told.cpuMsPerResponse, 0.7, told.cpuMsPerResponse <= 0.7],
    ["p99 / p50 over the null-fetch floor's", told.p99Ratio, 1.5, told.p99Ratio <= 1.5],
    ["start to first answer, CPU over bare", round(oursMs / bareMs), 1.5, oursMs / bareMs <= 1.5],
  ];
  for (const [what, value, target, met] of targets)
    console.log(`${met ? "met    " : "not met"}  ${what}: ${value} (target ${target})`);
  console.log(
    `start: ours ${round(oursMs)} ms CPU, a bare Worker in its place ${round(bareMs)} ms, one with nothing around it ${round(aloneMs)} ms`,
  );
  console.log(`rows and index entries written: ${JSON.stringify(rows)}`);
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;

/** To three digits behind the point. */
const round = (value: number): number => Math.round(value * 1000) / 1000;
