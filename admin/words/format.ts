import type { Metric } from "../../domain/wire/common.ts";

/** The sign that is as wide as a plus; a hyphen reads as a dash. */
const MINUS = "−";
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

function sign(text: string): string {
  const proper = text.replace("-", MINUS);
  return /^−0(\.0)?$/u.test(proper) ? proper.slice(1) : proper;
}

/** A count or a whole number of points: 3,164 or −12. */
export function count(n: number): string {
  return sign(whole.format(n));
}

/** A count with its noun: "1 answer", "3,164 answers". */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** Points with one decimal and always a sign, as impacts are told: +2.8, −6.5, 0.0. */
export function signedTenths(n: number): string {
  const text = sign(tenth.format(n));
  return Number(text) > 0 ? `+${text}` : text;
}

/** Whole points with a sign: +62, −71, 0. */
export function signed(n: number): string {
  const text = count(n);
  return Math.round(n) > 0 ? `+${text}` : text;
}

/** A share of 0 to 1 in percent, with one decimal where whole ones would hide it: 4.7 %, 47 %. */
export function percent(share: number): string {
  const value = 100 * share;
  if (value > 0 && value < 0.05) return "under 0.1 %";
  return `${value !== 0 && value < 10 ? tenth.format(value) : whole.format(value)} %`;
}

/** A share of `part` in `all`, or undefined when there is nothing to share. */
export function rate(part: number, all: number): string | undefined {
  return all > 0 ? percent(part / all) : undefined;
}

/** How long something took: "12 ms", "1.4 s", "2 min 5 s", "1 h 20 min". */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 10) return `${tenth.format(ms / 1000)} s`;
  if (seconds < 60) return `${seconds} s`;
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  if (minutes < 60) return `${minutes} min${rest > 0 ? ` ${rest} s` : ""}`;
  return `${Math.floor(minutes / 60)} h${minutes % 60 > 0 ? ` ${minutes % 60} min` : ""}`;
}

/** "", or " %" for metrics that are shares. */
export function unit(metric: Metric): "" | " %" {
  return metric === "nps" ? "" : " %";
}

/** A score as it is shown: 34 or 78 %. */
export function score(metric: Metric, value: number): string {
  return `${count(value)}${unit(metric)}`;
}

/** An interval in whole points: "32 to 37". */
export function range(low: number, high: number): string {
  return `${count(low)} to ${count(high)}`;
}

/** A list as a sentence holds it: "A, B and C". */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

/** A small count as a word that starts a sentence. */
export function spelled(n: number): string {
  return NUMBERS[n] ?? count(n);
}
