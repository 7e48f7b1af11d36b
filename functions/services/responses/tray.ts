import { TRAY } from "../../../domain/survey/tray.ts";
import type { Tray } from "../../../domain/wire/responses.ts";
import type { TenantContext } from "../../context.ts";
import type { SurveysRepository } from "../../db/repositories/surveys.ts";
import type { TrayRepository } from "../../db/repositories/tray.ts";
import { found } from "../../errors.ts";

/** What of a survey waits for a decision, how much of it, and why. @throws AppError not_found */
export async function readTray(
  ctx: TenantContext,
  deps: { surveys: SurveysRepository; tray: TrayRepository },
  id: string,
): Promise<Tray> {
  const survey = found(await deps.surveys.head(ctx.workspace, id));
  const [states, reasons] = await Promise.all([
    deps.tray.states(ctx.workspace, id),
    deps.tray.reasons(ctx.workspace, survey),
  ]);
  const sum = (items: readonly { n: number }[]) => items.reduce((all, { n }) => all + n, 0);
  const waiting = states.filter(({ state }) => TRAY.some((one) => one === state));
  return {
    states: states.filter(({ n }) => n > 0),
    reasons,
    whole: sum(reasons) >= sum(waiting),
  };
}
