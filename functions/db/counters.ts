import { type SQL, sql } from "drizzle-orm";

const SCORES = Array.from({ length: 11 }, (_, i) => `v${i}`);
/** What a row of `rollups` and `rollup_spans` counts, in the order of its columns. */
export const COUNTERS = [...SCORES, "starts", "completions", "comments"];
/** The same of `theme_days` and `theme_spans`. */
export const THEME_COUNTERS = ["n", "positive", "negative", ...SCORES];

/** Names as they stand in SQL, one after the other. */
export const list = (names: readonly string[]): SQL => sql.raw(names.join(", "));
/** True for a row that counts nothing any more. */
export const empty = (names: readonly string[]): SQL =>
  sql.raw(`(${names.map((name) => `${name} = 0`).join(" and ")})`);
/** A sum of each, under its own name. */
export const sums = (names: readonly string[], from: string): SQL =>
  list(names.map((name) => `sum(${from}.${name}) as ${name}`));
