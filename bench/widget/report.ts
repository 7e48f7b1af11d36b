import { BUDGET } from "../../widgets/build.ts";
import { markdownTable } from "../support/document.ts";
import { median } from "../support/statistics.ts";
import type { Checks } from "./checks.ts";
import type { Load } from "./load.ts";

/** Stands at the table in the document. */
export const WRITTEN_BY = "npm run bench:widget -- --save";

/** All figures of one contender; null where it has nothing of the kind. */
export type Figures = {
  firstQuestionGz: number;
  firstQuestionBr: number;
  /** Requests until the question shows; of a visitor whom nobody asks; with the question untouched; of an answer. */
  requests: number;
  requestsIdle: number | null;
  requestsShown: number;
  requestsAnswer: number | null;
  preflights: number;
  scriptMs4x: number;
  longestTaskMs: number;
  longTasks: number;
  cls: number;
  heapKb: number;
  questionMs: number;
  axe: number;
  axeRules: string[];
  csp: number;
  cspShown: number;
};

/** A contender that was measured, or why it could not be. */
export type Row = { name: string; note: string } & ({ figures: Figures } | { error: string });

/** What is kept of a run; the first row is ours. */
export type Kept = { rows: Row[]; fiveSurveysGz: number; fiveSurveysBr: number };

/**
 * Medians of the rounds, and what is the same in every load.
 * @param emptyKb what lives on the heap of the page alone
 */
export function figuresOf(loads: readonly Load[], checks: Checks, emptyKb: number): Figures {
  const of = (key: keyof Load) => median(loads.map((load) => load[key]));
  return {
    firstQuestionGz: of("gz"),
    firstQuestionBr: of("br"),
    requests: of("requests"),
    requestsIdle: checks.requestsIdle ?? null,
    requestsShown: checks.requestsShown,
    requestsAnswer: checks.requestsAnswer ?? null,
    preflights: of("preflights") + (checks.preflightsAnswer ?? 0),
    scriptMs4x: tenth(of("scriptMs")),
    longestTaskMs: tenth(of("longestTaskMs")),
    longTasks: of("longTasks"),
    cls: Math.round(of("cls") * 1e4) / 1e4,
    heapKb: Math.round(of("heapKb") - emptyKb),
    questionMs: Math.round(of("questionMs")),
    axe: checks.axe,
    axeRules: checks.axeRules,
    csp: checks.csp,
    cspShown: checks.cspShown,
  };
}

/** The last line of `-- --json`. @throws Error when ours could not be measured */
export function summary({ rows, fiveSurveysGz, fiveSurveysBr }: Kept) {
  const [own, ...peers] = rows;
  if (!own || !("figures" in own)) throw new Error("nothing was measured of ours");
  return {
    ...own.figures,
    fiveSurveysGz,
    fiveSurveysBr,
    peers: Object.fromEntries(
      peers.map((row) => [row.name, "figures" in row ? row.figures : { error: row.error }]),
    ),
  };
}

type Cell = (figures: Figures) => string;
const count = (value: number | null): string => (value === null ? "–" : value.toLocaleString("en"));
const ms = (value: number): string => (value < 10 ? value.toFixed(1) : count(Math.round(value)));
const MEASURES: [what: string, cell: Cell][] = [
  ["bytes before the first question, gz", (f) => count(f.firstQuestionGz)],
  ["the same, br", (f) => count(f.firstQuestionBr)],
  ["requests before the question", (f) => count(f.requests)],
  ["requests of a visitor whom nobody asks", (f) => count(f.requestsIdle)],
  ["requests while the question stands", (f) => count(f.requestsShown)],
  ["requests of one committed answer", (f) => count(f.requestsAnswer)],
  ["preflights", (f) => count(f.preflights)],
  ["script, ms at 4x CPU", (f) => ms(f.scriptMs4x)],
  ["longest task, ms at 4x CPU", (f) => ms(f.longestTaskMs)],
  ["tasks over 50 ms", (f) => count(f.longTasks)],
  ["time to the question, ms", (f) => count(f.questionMs)],
  ["layout shift", (f) => String(f.cls)],
  ["JS heap, kB", (f) => count(f.heapKb)],
  ["axe: elements that break a rule", (f) => count(f.axe)],
  ["blocked by three strict policies", (f) => count(f.csp)],
  ["policies under which it shows", (f) => `${f.cspShown} of 3`],
];

/** The figures in markdown: a line a measure, a column a contender, and what must be known of each. */
export function table({ rows, fiveSurveysGz, fiveSurveysBr }: Kept): string {
  const lines = MEASURES.map(([what, cell]) => [
    what,
    ...rows.map((row) => ("figures" in row ? cell(row.figures) : "failed")),
  ]);
  const notes = rows.map((row) => {
    const rules =
      "figures" in row && row.figures.axe > 0 ? `; axe: ${row.figures.axeRules.join(", ")}` : "";
    const failed = "error" in row ? `; **could not be measured**: ${row.error}` : "";
    return `- ${row.name}: ${row.note}${rules}${failed}.`;
  });
  return [
    markdownTable(["at 4x CPU and on 4G", ...rows.map(({ name }) => name)], lines),
    "",
    `A site with five live surveys in four languages: **${count(fiveSurveysGz)} bytes gz**, ${count(fiveSurveysBr)} br.`,
    "",
    ...notes,
  ].join("\n");
}

type Target = [what: string, value: number, gate: number, goal: number];

/** What the design allows and what it aims for, each "met", "gate met" or "NOT MET". */
export function targets(figures: Figures): string[] {
  const all: Target[] = [
    [
      "bytes gz before the first question",
      figures.firstQuestionGz,
      BUDGET.sum.gate,
      BUDGET.sum.target,
    ],
    ["requests of a visitor whom nobody asks", figures.requestsIdle ?? 0, 1, 1],
    ["requests before the question", figures.requests, 2, 2],
    ["requests of one committed answer", figures.requestsAnswer ?? 0, 1, 1],
    ["preflights", figures.preflights, 0, 0],
    ["script, ms at 4x CPU", figures.scriptMs4x, 50, 25],
    ["tasks over 50 ms", figures.longTasks, 1, 0],
    ["layout shift", figures.cls, 0, 0],
    ["axe", figures.axe, 0, 0],
    ["blocked by strict policies", figures.csp, 0, 0],
    ["policies under which it does not show", 3 - figures.cspShown, 0, 0],
  ];
  return all.map(([what, value, gate, goal]) => {
    const met = value <= goal ? "met     " : value <= gate ? "gate met" : "NOT MET ";
    return `${met}  ${what}: ${value} (gate ${gate}, goal ${goal})`;
  });
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
