import type { TenantContext } from "../../context.ts";
import type { ShareRepository } from "../../db/repositories/share.ts";
import { AppError } from "../../errors.ts";
import { auditOf } from "../audit.ts";

/** By this entry of the audit log a deleted link can be brought back under its code. */
export const REMOVE = "share.remove";

/** Deletes a link: its address says that there is no survey. @throws AppError not_found */
export async function removeLink(
  ctx: TenantContext,
  deps: { share: ShareRepository },
  survey: string,
  code: string,
): Promise<void> {
  const audit = auditOf(ctx, REMOVE, code, { survey });
  if (!(await deps.share.remove(ctx.workspace, survey, code, audit)))
    throw new AppError("not_found");
}
