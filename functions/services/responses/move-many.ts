import { parseResponseId } from "../../../domain/survey/ids.ts";
import { ROWS } from "../../../domain/survey/rows.ts";
import { MOVES } from "../../../domain/survey/tray.ts";
import type { MoveResponses, Moved } from "../../../domain/wire/responses.ts";
import type { TenantContext } from "../../context.ts";
import type { ResponsesRepository } from "../../db/repositories/responses.ts";
import type { SurveyHead, SurveysRepository } from "../../db/repositories/surveys.ts";
import type { Named, TrayRepository } from "../../db/repositories/tray.ts";
import { AppError, found } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { cursorOf, filtersOf, rowOf } from "./filters.ts";

type Deps = { surveys: SurveysRepository; responses: ResponsesRepository; tray: TrayRepository };

/**
 * Moves up to 200 responses of a survey, named or matching. What is there already, or may not go
 * there, stays. The same call again moves nothing and says what it said first.
 * @throws AppError not_found, bad_request, invalid, taken when the call's id stands for another
 */
export async function moveResponses(
  ctx: TenantContext,
  deps: Deps,
  id: string,
  order: MoveResponses,
): Promise<Moved> {
  const survey = found(await deps.surveys.head(ctx.workspace, id));
  const { call, to } = order;
  const known = await deps.tray.call(ctx.workspace, call);
  if (known) {
    if (known.target !== id || known.to !== to) throw new AppError("taken");
    return { call, moved: known.moved, next: known.next };
  }
  const { named, next } = await chosen(ctx, deps, survey, order);
  const { actor, workspace, at } = auditOf(ctx, "", id);
  const audit = { workspace, id: call, actor, target: id, at };
  const moved = await deps.tray.move(ctx.workspace, id, named, to, next, audit);
  return { call, moved, next };
}

/**
 * Takes a call back: state and reason of each response as they were, unless it was moved again.
 * @throws AppError not_found
 */
export async function undoMove(
  ctx: TenantContext,
  deps: Deps,
  id: string,
  call: string,
): Promise<Moved> {
  found(await deps.surveys.head(ctx.workspace, id));
  const known = found(await deps.tray.call(ctx.workspace, call));
  if (known.target !== id) throw new AppError("not_found");
  const audit = auditOf(ctx, "responses.undo", id, { call });
  const moved = await deps.tray.undo(ctx.workspace, call, known, audit);
  return { call, moved, next: null };
}

async function chosen(
  ctx: TenantContext,
  deps: Deps,
  survey: SurveyHead,
  { ids, match, cursor }: MoveResponses,
): Promise<{ named: Named[]; next: string | null }> {
  if (ids && !match) return { named: ids.map((one) => namedOf(survey.no, one)), next: null };
  if (!match || ids) {
    throw new AppError("invalid", { fields: { match: "give either ids or match" } });
  }
  const filters = found(filtersOf(ctx.now, survey.zone, match));
  const below = rowOf(survey.no, "cursor", cursor);
  const { rows, next } = await deps.responses.page(ctx.workspace, survey, filters, {
    below,
    limit: MOVES,
  });
  return { named: rows.map(({ row, createdAt: at }) => ({ row, at })), next: cursorOf(next) };
}

function namedOf(no: number, id: string): Named {
  const named = parseResponseId(id.toLowerCase());
  if (!named || Math.floor(named.row / ROWS) !== no)
    throw new AppError("invalid", { fields: { ids: "names a response of another survey" } });
  return named;
}
