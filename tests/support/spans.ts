import { type Grain } from "../../domain/time/cover.ts";
import { bucketStart } from "../../domain/time/days.ts";
import type { TestApp } from "./app.ts";

const SCORES = Array.from({ length: 11 }, (_, i) => `v${i}`);
const COUNTERS = [...SCORES, "starts", "completions", "comments"];
const THEME_COUNTERS = ["n", "positive", "negative", ...SCORES];

/**
 * Spans that differ from a recomputation out of the day rows, or should not be there at all. Empty
 * is right. The recomputation is plain TypeScript and shares nothing with triggers and seal job.
 */
export async function spanDrift({ run }: Pick<TestApp, "run">): Promise<string[]> {
  const seals = new Map(
    (await run("select survey_id, until from rollup_seals")).map((row) => [
      String(row["survey_id"]),
      Number(row["until"]),
    ]),
  );
  const made = new Map<string, number[]>();
  const add = (
    grains: readonly Grain[],
    survey: string,
    kind: string[],
    day: number,
    value: string,
    counters: number[],
  ) => {
    for (const grain of grains) {
      const start = bucketStart(day, grain);
      const days = { day: 1, week: 7, month: 31, year: 366 }[grain];
      if (bucketStart(start + days, grain) > (seals.get(survey) ?? -Infinity)) continue;
      const key = [survey, ...kind, grain, start, value].join("|");
      const kept = made.get(key);
      made.set(
        key,
        counters.map((n, i) => n + (kept?.[i] ?? 0)),
      );
    }
  };
  const coarse = ["week", "month", "year"] as const;
  const wide = (first: number[]) => COUNTERS.map((_, i) => first[i] ?? 0);
  for (const row of await run("select * from rollups")) {
    const counters = COUNTERS.map((name) => Number(row[name]));
    const [survey, question, dimension] = texts(row, "survey_id", "question", "dimension");
    const day = Number(row["day"]);
    add(coarse, survey!, ["r", question!, dimension!], day, String(row["value"]), counters);
    if (dimension === "channel")
      add(["day", ...coarse], survey!, ["r", question!, "total"], day, "", counters);
  }
  for (const row of await run("select * from impressions")) {
    const [survey, channel] = texts(row, "survey_id", "channel");
    const counters = ["shown", "started", "dismissed"].map((name) => Number(row[name]));
    add(coarse, survey!, ["r", "", "seen"], Number(row["day"]), channel!, wide(counters));
  }
  for (const row of await run("select * from asides")) {
    const [survey, state, channel] = texts(row, "survey_id", "state", "channel");
    const value = `${state} ${channel}`;
    add(coarse, survey!, ["r", "", "aside"], Number(row["day"]), value, wide([Number(row["n"])]));
  }
  for (const row of await run("select * from theme_days")) {
    const counters = THEME_COUNTERS.map((name) => Number(row[name]));
    const [survey, theme] = texts(row, "survey_id", "theme_id");
    add(coarse, survey!, ["t", theme!], Number(row["day"]), "", counters);
  }
  const kept = new Map<string, number[]>();
  for (const row of await run("select * from rollup_spans")) {
    const key = texts(row, "survey_id", "question", "dimension", "grain", "start", "value");
    key.splice(1, 0, "r");
    kept.set(
      key.join("|"),
      COUNTERS.map((name) => Number(row[name])),
    );
  }
  for (const row of await run("select * from theme_spans")) {
    const [survey, theme, grain, start] = texts(row, "survey_id", "theme_id", "grain", "start");
    const counters = THEME_COUNTERS.map((name) => Number(row[name]));
    kept.set([survey, "t", theme, grain, start, ""].join("|"), counters);
  }
  return [...new Set([...made.keys(), ...kept.keys()])]
    .map((key) => [key, text(made.get(key)), text(kept.get(key))])
    .filter(([, right, found]) => right !== found)
    .map(([key, right, found]) => `${key}: ${found} instead of ${right}`);
}

const text = (counters: number[] | undefined) =>
  counters?.some((n) => n !== 0) ? counters.join(" ") : "nothing";

function texts(row: Record<string, unknown>, ...names: string[]): string[] {
  return names.map((name) => String(row[name]));
}
