import { useLocation } from "preact-iso";
import { me } from "./me.ts";
import { type Period, periodOf } from "./period.ts";

/** The period of the address, in the days of the workspace. */
export function usePeriod(): Period {
  const { query } = useLocation();
  return periodOf(query, me.value.workspace.zone, Date.now());
}
