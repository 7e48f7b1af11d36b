import type { SurveySummary } from "../../domain/wire/surveys.ts";
import { api } from "../api/client.ts";
import { type Resource, useResource } from "./resource.ts";

/** The surveys that are not put away. */
export function useSurveys(): Resource<{ items: SurveySummary[]; next: string | null }> {
  return useResource("surveys", "open", () => api.surveys());
}

/** The survey an address asks for, else the first that has gone live, else the first. */
export function chosenSurvey(
  items: readonly SurveySummary[],
  asked: string | undefined,
): SurveySummary | undefined {
  return (
    items.find(({ id }) => id === asked) ??
    // Oldest first: the survey a workspace began with says most.
    items.findLast(({ version, metric }) => version > 0 && metric === "nps") ??
    items.findLast(({ version }) => version > 0) ??
    items[0]
  );
}
