import { parseResponseId } from "../../../domain/survey/ids.ts";
import type { Response } from "../../../domain/wire/responses.ts";
import type { TenantContext } from "../../context.ts";
import type { ResponsesRepository, StoredResponse } from "../../db/repositories/responses.ts";
import { AppError, found } from "../../errors.ts";
import { shapeAll } from "./shape.ts";

type Deps = { responses: ResponsesRepository };

/** One response with its theme marks. @throws AppError not_found */
export async function getResponse(ctx: TenantContext, deps: Deps, id: string): Promise<Response> {
  const row = await findResponse(ctx, deps, id);
  const [shaped] = shapeAll(
    ctx.actor,
    [row],
    await deps.responses.readings(ctx.workspace, [row.row]),
  );
  return found(shaped);
}

/** The stored row of a public id, whose time must be the row's own. @throws AppError not_found */
export async function findResponse(
  ctx: TenantContext,
  deps: Deps,
  id: string,
): Promise<StoredResponse> {
  const parsed = parseResponseId(id.toLowerCase());
  const row = parsed && (await deps.responses.get(ctx.workspace, parsed.row));
  if (row?.createdAt !== parsed?.at) throw new AppError("not_found");
  return found(row);
}
