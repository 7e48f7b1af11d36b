import type { SurveySummary } from "../../domain/wire/surveys.ts";
import { api } from "../api/client.ts";
import { type Resource, useResource } from "./resource.ts";

/** The surveys that are not put away. */
export function useSurveys(): Resource<{ items: SurveySummary[]; next: string | null }> {
  return useResource("surveys", "open", () => api.surveys());
}

/** The survey an address asks for, else the oldest that is live (NPS first), else one that ever was, else any. */
export function chosenSurvey(
  items: readonly SurveySummary[],
  asked: string | undefined,
): SurveySummary | undefined {
  const live = items.filter(({ state }) => state === "live");
  return (
    items.find(({ id }) => id === asked) ??
    live.findLast(({ metric }) => metric === "nps") ??
    live.at(-1) ??
    items.findLast(({ version }) => version > 0) ??
    items[0]
  );
}
