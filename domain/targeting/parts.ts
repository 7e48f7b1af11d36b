import { PAGE_FONT } from "../survey/look.ts";
import type { LiveSurvey } from "../wire/site-config.ts";

/** Of how many surveys a site's configuration holds the words; those of the others load when needed. */
export const WHOLE = 4;

/** What a build of the widget may leave out (widgets/features.ts), in the order of their key. */
export const PARTS = ["pictures", "choices", "logic", "rare"] as const;
export type Part = (typeof PARTS)[number];

/** The loader draws nothing and asks nothing. */
const OF_LOADER: readonly Part[] = ["rare"];

const keyOf = (among: readonly Part[], parts: readonly Part[]): string =>
  among.filter((part) => parts.includes(part)).join("-") || "core";

/** The name of a survey module with these parts: "core", "pictures", "choices-logic". */
export const partsKey = (parts: readonly Part[]): string => keyOf(PARTS, parts);

/** The name of a loader with these parts: "core", "rare". */
export const loaderKey = (parts: readonly Part[]): string => keyOf(OF_LOADER, parts);

/** Every choice of parts there is a build for. */
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
  const asks = surveys.flatMap(({ ask }) => ask ?? []);
  const questions = asks.flatMap((ask) => ask.questions);
  const needs: Record<Part, boolean> = {
    pictures: questions.some((q) => q.kind === "score" && (q.shape ?? q.labels)),
    choices: questions.some((q) => q.kind !== "score" && q.kind !== "text"),
    logic: asks.some(
      (ask) =>
        ask.questions.length > 2 || ask.thanks.link || /\{\{|"go"/u.test(JSON.stringify(ask)),
    ),
    rare:
      proofs ||
      surveys.some(
        (s) =>
          (s.inline ?? s.modal ?? s.tab ?? s.exit ?? s.depth ?? s.traits) ||
          s.ask?.look.includes(PAGE_FONT),
      ),
  };
  return PARTS.filter((part) => needs[part]);
}
