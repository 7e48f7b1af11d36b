import type { Send } from "../../../domain/wire/sends.ts";
import { mailApi } from "../../api/sends.ts";
import { useResource } from "../../state/resource.ts";

/** Sends whose plan is asked for on the list: each costs a request. */
const MOST = 6;

/** Mails that live sends still plan for today; undefined while unknown, or with too many to ask. */
export function useToday(sends: readonly Send[] | undefined): number | undefined {
  const live = (sends ?? []).filter(({ state }) => state === "live").map(({ id }) => id);
  const known = sends !== undefined && live.length <= MOST;
  const today = useResource("sends today", known ? live.join(" ") : null, async () => {
    const plans = await Promise.all(live.map((id) => mailApi.outlook(id)));
    return plans.reduce((sum, { days }) => {
      const first = days[0];
      return sum + (first ? first.planned + first.expected + first.reminders : 0);
    }, 0);
  });
  return known ? today.data : undefined;
}
