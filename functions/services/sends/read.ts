import type { Send, Sends, SendsQuery } from "../../../domain/wire/sends.ts";
import type { TenantContext } from "../../context.ts";
import type { CountedSend, SendsRepository } from "../../db/repositories/sends.ts";
import { found } from "../../errors.ts";
import { deliveredUntil, sendOf } from "./shape.ts";

const PAGE = 50;

type Deps = { sends: SendsRepository };

/** Sends of the workspace or of one survey, newest first, with how far they are. */
export async function listSends(
  ctx: TenantContext,
  { sends }: Deps,
  { survey, cursor }: SendsQuery,
): Promise<Sends> {
  const rows = await sends.list(ctx.workspace, {
    survey,
    before: cursor,
    limit: PAGE + 1,
    deliveredUntil: deliveredUntil(ctx.now),
  });
  const items = rows.slice(0, PAGE);
  return {
    items: items.map((row) => sendOf(row, ctx.now)),
    next: rows.length > PAGE ? (items.at(-1)?.id ?? null) : null,
  };
}

/** @throws AppError not_found */
export async function readSend(ctx: TenantContext, deps: Deps, id: string): Promise<Send> {
  return sendOf(await storedSend(ctx, deps, id), ctx.now);
}

/** @throws AppError not_found */
export async function storedSend(
  ctx: TenantContext,
  { sends }: Deps,
  id: string,
): Promise<CountedSend> {
  return found(await sends.get(ctx.workspace, id, deliveredUntil(ctx.now)));
}
