import { type Case, type Result, fate, isRight } from "./run.ts";
import type { Step } from "./replay.ts";

/** The figures of issue "Targets". */
export type Figures = {
  /** Invitations of which something was counted although only a scanner was there; without the dwellers. */
  scannersCounted: number;
  /** The same of scanners that open one link, hide that they are driven, stay 6 or 15 s and touch nothing. */
  singleLinkDwellersCounted: number;
  /** People of whom another score than they meant is counted, or nothing is known. */
  peopleLost: number;
  /** Share of people whose vote is set aside as suspect, 0 to 1. */
  peopleSuspected: number;
  /** Share of people with JavaScript whose vote is counted and whom no page asked to confirm, 0 to 1. */
  peopleWithoutExtraClick: number;
};

export function figuresOf(results: readonly Result[]): Figures {
  const of = (kind: Case["kind"]) => results.filter((one) => one.case.kind === kind);
  const counted = (some: readonly Result[]) => some.filter((one) => fate(one) === "counted").length;
  const people = of("person");
  const scripted = people.filter((one) => "script" in one.case && one.case.script);
  const share = (some: readonly Result[], all: readonly Result[]) =>
    all.length === 0 ? 0 : some.length / all.length;
  return {
    scannersCounted: counted(of("scanner")),
    singleLinkDwellersCounted: counted(of("dweller")),
    peopleLost: people.filter((one) => !isRight(one) && fate(one) !== "suspect").length,
    peopleSuspected: share(
      people.filter((one) => fate(one) === "suspect"),
      people,
    ),
    peopleWithoutExtraClick: share(
      scripted.filter((one) => isRight(one) && !one.intent?.asked),
      scripted,
    ),
  };
}

/** Which targets are missed. */
export function missed(figures: Figures): string[] {
  const holds: Record<string, boolean> = {
    "scanners counted: 0": figures.scannersCounted === 0,
    "people's votes lost or changed: 0": figures.peopleLost === 0,
    "people's votes suspect: at most 0.5 %": figures.peopleSuspected <= 0.005,
    "people counted without an extra click: at least 98 %": figures.peopleWithoutExtraClick >= 0.98,
  };
  return Object.entries(holds).flatMap(([target, held]) => (held ? [] : [target]));
}

const EXPECTED: Record<Case["kind"], string> = {
  scanner: "none counted",
  dweller: "told apart",
  person: "all counted",
  apart: "told apart",
  beyond: "cannot be told",
};

/** A row for each actor. */
export function actorRows(results: readonly Result[]): Record<string, string | number>[] {
  return [...Map.groupBy(results, (one) => one.case)].map(([of, some]) => {
    const n = (wanted: ReturnType<typeof fate>) =>
      some.filter((one) => fate(one) === wanted).length;
    return {
      actor: of.name,
      n: some.length,
      counted: n("counted"),
      suspect: n("suspect"),
      uncounted: n("uncounted"),
      asked: some.filter((one) => one.intent?.asked).length,
      expected: EXPECTED[of.kind],
      right:
        ["dweller", "apart", "beyond"].includes(of.kind) || some.every(isRight) ? "" : "MISSED",
    };
  });
}

/** People and scanners, as we and the two naive policies count them. */
export function confusion(results: readonly Result[]): Record<string, string | number>[] {
  const people = results.filter((one) => one.case.kind === "person");
  const scanners = results.filter((one) =>
    ["scanner", "dweller", "beyond"].includes(one.case.kind),
  );
  const policies: [string, (one: Result) => number | undefined][] = [
    ["Verbatim", (one) => (fate(one) === "counted" ? (one.outcome.score ?? undefined) : undefined)],
    ["counts every GET", (one) => one.onGet],
    ["counts every page load with script", (one) => one.onLoad],
  ];
  return policies.map(([policy, score]) => ({
    policy,
    "people counted as they meant": people.filter((one) => score(one) === one.intent?.score).length,
    "people counted otherwise": people.filter(
      (one) => ![undefined, one.intent?.score].includes(score(one)),
    ).length,
    "people not counted": people.filter((one) => score(one) === undefined).length,
    "scanners counted": scanners.filter((one) => score(one) !== undefined).length,
    "scanners not counted": scanners.filter((one) => score(one) === undefined).length,
  }));
}

/** Mean score of everything that is counted, and of confirmed votes alone. */
export function scores(results: readonly Result[]): { all: number; confirmed: number; n: number } {
  const counted = results.filter((one) => fate(one) === "counted");
  const mean = (some: readonly Result[]) =>
    some.reduce((sum, one) => sum + (one.outcome.score ?? 0), 0) / some.length;
  return {
    all: mean(counted),
    confirmed: mean(counted.filter((one) => one.outcome.grade === "confirmed")),
    n: counted.length,
  };
}

/** What happened to an invitation that ended wrongly, a line each. */
export function historyOf(result: Result): string[] {
  const { outcome, intent, shared } = result;
  const head = `${result.case.name}${shared ? " (all share one address)" : ""}: ${outcome.state} ${outcome.score ?? ""} ${outcome.grade ?? ""} "${outcome.reason ?? ""}"${intent ? `, meant ${intent.score}` : ""}`;
  return [head, ...result.steps.map((step) => `    ${told(step)}`)];
}

function told({ after, method, slot, address, body, type }: Step): string {
  const said = type?.includes("urlencoded") ? "form" : body.replace(/.*"answers"/u, '"answers"');
  return `${(after / 1000).toFixed(1)} s ${method} ${slot} ${address} ${method === "POST" ? said : ""}`;
}
