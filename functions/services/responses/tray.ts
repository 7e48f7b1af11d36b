import { TRAY } from "../../../domain/survey/tray.ts";
import type { Tray } from "../../../domain/wire/responses.ts";
import type { TenantContext } from "../../context.ts";
import type { ScoresRepository } from "../../db/repositories/scores.ts";
import type { SurveysRepository } from "../../db/repositories/surveys.ts";
import type { TrayRepository } from "../../db/repositories/tray.ts";
import { found } from "../../errors.ts";
import { asideOf } from "../scores/compare.ts";

/** What of a survey waits for a decision, how much of it, and why. @throws AppError not_found */
export async function readTray(
  ctx: TenantContext,
  deps: { surveys: SurveysRepository; scores: ScoresRepository; tray: TrayRepository },
  id: string,
): Promise<Tray> {
  const [head, seals] = await Promise.all([
    deps.surveys.head(ctx.workspace, id),
    deps.scores.seals(ctx.workspace, [id]),
  ]);
  const survey = found(head);
  const [[aside = []], reasons] = await Promise.all([
    deps.scores.sums(ctx.workspace, [
      {
        survey: id,
        question: "",
        dimension: "aside",
        period: { from: null, to: null },
        until: seals.get(id) ?? 0,
        by: "value",
      },
    ]),
    deps.tray.reasons(ctx.workspace, survey),
  ]);
  const counts = asideOf(aside);
  const sum = (numbers: readonly number[]) => numbers.reduce((all, n) => all + n, 0);
  return {
    states: Object.entries(counts)
      .map(([state, n]) => ({ state: state as keyof typeof counts, n }))
      .filter(({ n }) => n > 0),
    reasons,
    whole: sum(reasons.map(({ n }) => n)) >= sum(TRAY.map((state) => counts[state])),
  };
}
