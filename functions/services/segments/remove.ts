import type { TenantContext } from "../../context.ts";
import type { SegmentsRepository } from "../../db/repositories/segments.ts";
import { AppError, found } from "../../errors.ts";
import { auditOf } from "../audit.ts";

/** Removes a filter that no send asks any more. @throws AppError not_found, invalid */
export async function removeSegment(
  ctx: TenantContext,
  { segments }: { segments: SegmentsRepository },
  id: string,
): Promise<void> {
  found(await segments.get(ctx.workspace, id));
  if (!(await segments.remove(ctx.workspace, id, auditOf(ctx, "segment.delete", id))))
    throw new AppError("invalid", { fields: { sends: "still ask it: end them first" } });
}
