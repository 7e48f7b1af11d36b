import type { Responses } from "../../../domain/wire/responses.ts";
import type { TenantContext } from "../../context.ts";
import type { ResponsesRepository } from "../../db/repositories/responses.ts";
import type { SurveysRepository } from "../../db/repositories/surveys.ts";
import { found } from "../../errors.ts";
import { type Query, cursorOf, filtersOf, rowOf } from "./filters.ts";
import { shapeAll } from "./shape.ts";

/** A page of open texts with their themes and all reads at most 200 rows. */
const PAGE = 30;
const MOST = 100;

/**
 * The responses of a survey, newest first, in order of arrival. `since` gives only what arrived
 * after that cursor or response. A search that stops at its ceiling says so and can be continued.
 * @throws AppError not_found, bad_request
 */
export async function listResponses(
  ctx: TenantContext,
  deps: { surveys: SurveysRepository; responses: ResponsesRepository },
  id: string,
  query: Query,
): Promise<Responses> {
  const survey = found(await deps.surveys.head(ctx.workspace, id));
  const filters = filtersOf(ctx.now, survey.zone, query);
  const range = {
    above: rowOf(survey.no, "since", query.since),
    below: rowOf(survey.no, "cursor", query.cursor),
    limit: Math.min(Math.max(Number(query.limit ?? PAGE), 1), MOST),
  };
  if (!filters) return { items: [], next: null, narrowed: false };
  const { rows, next, narrowed } = await deps.responses.page(ctx.workspace, survey, filters, range);
  const readings = await deps.responses.readings(
    ctx.workspace,
    rows.map((row) => row.row),
  );
  return { items: shapeAll(ctx.actor, rows, readings), next: cursorOf(next), narrowed };
}
