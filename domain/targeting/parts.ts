import { PAGE_FONT } from "../survey/look.ts";
import type { LiveSurvey } from "../wire/site-config.ts";

/** What a build of the widget may leave out (widgets/features.ts), in the order of their key. */
export const PARTS = ["pictures", "choices", "modes", "people"] as const;
export type Part = (typeof PARTS)[number];

/** What every loader can do without: it draws nothing. */
const OF_LOADER: readonly Part[] = ["modes", "people"];

/** The name of a build: "core", "pictures", "choices-people". */
export function partsKey(parts: readonly Part[]): string {
  return PARTS.filter((part) => parts.includes(part)).join("-") || "core";
}

/** The same for the loader, which knows only some of them. */
export function loaderKey(parts: readonly Part[]): string {
  return partsKey(parts.filter((part) => OF_LOADER.includes(part)));
}

/** Every choice of parts there is a build for. @param among all, or those of a loader */
export function everyChoice(among: "survey" | "loader"): Part[][] {
  const parts = among === "loader" ? OF_LOADER : PARTS;
  return Array.from({ length: 2 ** parts.length }, (_, bits) =>
    parts.filter((_part, i) => bits & (1 << i)),
  );
}

/**
 * The parts that some surveys need of the widget: one page loads one build.
 * @param surveys each with its `ask` @param proofs whether pages may bring a proof of who the visitor is
 */
export function partsFor(surveys: readonly LiveSurvey[], proofs: boolean): Part[] {
  const questions = surveys.flatMap(({ ask }) => ask?.questions ?? []);
  const needs: Record<Part, boolean> = {
    pictures: questions.some((q) => q.kind === "score" && (q.shape ?? q.labels)),
    choices: questions.some((q) => q.kind !== "score" && q.kind !== "text"),
    modes: surveys.some((s) => s.inline ?? s.modal ?? s.tab ?? s.ask?.look.includes(PAGE_FONT)),
    people: proofs || surveys.some((s) => s.exit ?? s.depth ?? s.traits),
  };
  return PARTS.filter((part) => needs[part]);
}
