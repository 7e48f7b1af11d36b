import type { Erasures } from "../../../domain/wire/erasures.ts";
import type { TenantContext } from "../../context.ts";
import type { ErasureLogRepository } from "../../db/repositories/erasure-log.ts";

const PAGE = 50;

/** Erasures that were asked for, newest first, without whom they were about. */
export async function listErasures(
  ctx: TenantContext,
  deps: { erasureLog: ErasureLogRepository },
  cursor: string | undefined,
): Promise<Erasures> {
  const rows = await deps.erasureLog.list(ctx.workspace, cursor, PAGE + 1);
  const items = rows.slice(0, PAGE);
  return {
    items: items.map(({ id, kind, requestedBy, at, removed }) => ({
      id,
      kind,
      requestedBy,
      at,
      removed,
    })),
    next: rows.length > PAGE ? (items.at(-1)?.id ?? null) : null,
  };
}
