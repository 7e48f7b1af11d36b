import { readFileSync, writeFileSync } from "node:fs";
import { bytesStored, countCrons, countDay, countThemes } from "./jobs.ts";
import { countMail } from "./mail.ts";
import type { Counted } from "./meter.ts";
import { countPeople } from "./people.ts";
import { countResponses, tagCpu } from "./responses.ts";
import { countViews } from "./views.ts";

/** What the prices are applied to, as `bench/results/cost.json` keeps it. */
export type Measured = {
  /** Writes and reads of one of each, by name. */
  counted: Record<string, Counted>;
  /** Rows that one view reads, by name. */
  views: Record<string, number>;
  /** CPU milliseconds of one of each, of Worker and database together. */
  cpuMs: Record<string, number>;
  /** Bytes that a response takes in the database. */
  bytes: number;
};

/** Everything that is counted exactly and in a few seconds: what a test can count again. */
export const countExactly = async (): Promise<Record<string, Counted>> => ({
  ...(await countResponses()),
  ...(await countMail()),
  ...(await countPeople()),
});

export async function measure(): Promise<Measured> {
  const exact = await countExactly();
  const crons = await countCrons();
  const day = await countDay();
  const themes = await countThemes();
  const { views, cpuMs } = await countViews();
  return {
    counted: { ...exact, ...crons.crons, ...day, ...themes.themes },
    views,
    cpuMs: rounded({ ...crons.cpuMs, ...themes.cpuMs, view: cpuMs, tag: await tagCpu() }),
    bytes: Math.round((await bytesStored()) / 10) * 10,
  };
}

function rounded(figures: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(figures).map(([name, ms]) => [name, Number(ms.toPrecision(2))]),
  );
}

const file = (name: string) => new URL(`../results/${name}.json`, import.meta.url);

export const readMeasured = (): Measured =>
  JSON.parse(readFileSync(file("cost"), "utf8")) as Measured;
export const writeMeasured = (measured: Measured): void =>
  writeFileSync(file("cost"), `${JSON.stringify(measured, null, 2)}\n`);

/** What is read of the last `npm run bench:collect -- --json`: CPU milliseconds of a stored response. */
export type Collect = { cpuMsWorker: number; cpuMsDatabase: number };
export const readCollect = (): Collect =>
  JSON.parse(readFileSync(file("collect"), "utf8")) as Collect;
