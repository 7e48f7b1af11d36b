import { type Period, periodOf } from "../../../domain/scores/period.ts";
import { dayOf } from "../../../domain/time/days.ts";
import { AppError } from "../../errors.ts";

/** The period that a request asks for, in the workspace's days. @throws AppError bad_request */
export function askedPeriod(
  now: number,
  zone: string,
  query: { from?: string | undefined; to?: string | undefined },
): Period {
  const asked = periodOf(query, dayOf(now, zone));
  if (!asked.ok) throw new AppError("bad_request", { fields: asked.fields });
  return asked.period;
}
