import { type Destination, mayMoveResponse } from "../../../domain/survey/moves.ts";
import type { Response } from "../../../domain/wire/responses.ts";
import type { TenantContext } from "../../context.ts";
import type { ResponsesRepository } from "../../db/repositories/responses.ts";
import { AppError } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { findResponse, getResponse } from "./get.ts";

/**
 * Moves one response into the figures, the tray, the test pile or the bin; undo is the same call
 * with the state it had. A response that is there already stays.
 * @throws AppError invalid when it may not go there, stale when it moved meanwhile, not_found
 */
export async function moveResponse(
  ctx: TenantContext,
  deps: { responses: ResponsesRepository },
  id: string,
  to: Destination,
): Promise<Response> {
  const { row, state } = await findResponse(ctx, deps, id);
  if (state !== to) {
    if (!mayMoveResponse(state, to)) {
      throw new AppError("invalid", { fields: { to: `a ${state} response cannot become ${to}` } });
    }
    const audit = auditOf(ctx, "response.move", id.toLowerCase(), { from: state, to });
    if (!(await deps.responses.move(ctx.workspace, row, state, to, audit)))
      throw new AppError("stale");
  }
  return getResponse(ctx, deps, id);
}
