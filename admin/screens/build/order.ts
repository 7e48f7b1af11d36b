import { MAX_PRIORITY, type SurveySummary } from "../../../domain/wire/surveys.ts";

/** What decides who goes first: the higher priority, then the newer survey. */
export type Placed = Pick<SurveySummary, "id" | "priority" | "createdAt">;

/** Surveys in the order in which a page looks for one to ask. */
export function inOrder<T extends Placed>(surveys: readonly T[]): T[] {
  return surveys.toSorted((a, b) => b.priority - a.priority || b.createdAt - a.createdAt);
}

/**
 * The priority that brings a survey one place up (-1) or down (1) among others; where others are
 * tied it goes past all of them, since nothing fits between.
 * @returns undefined at the end of the list
 */
export function priorityTo(
  survey: Placed,
  others: readonly Placed[],
  by: -1 | 1,
): number | undefined {
  const place = (priority: number) =>
    inOrder([...others, { ...survey, priority }]).findIndex(({ id }) => id === survey.id);
  const now = place(survey.priority);
  // Only beside another's priority does the place change.
  const tries = others
    .flatMap(({ priority }) => [priority, priority - by])
    .filter((priority) => Math.abs(priority) <= MAX_PRIORITY)
    .toSorted((a, b) => (a - b) * -by);
  return tries.find((priority) => (place(priority) - now) * by > 0);
}
