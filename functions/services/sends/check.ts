import { ruleFits } from "../../../domain/wire/survey.ts";
import type { SaveSend } from "../../../domain/wire/sends.ts";
import type { TenantContext } from "../../context.ts";
import type { SegmentsRepository } from "../../db/repositories/segments.ts";
import { AppError } from "../../errors.ts";

/** @throws AppError invalid for a segment that is not there, or rules that lack what they compare with */
export async function checkSend(
  ctx: TenantContext,
  { segments }: { segments: SegmentsRepository },
  { audience, plan }: SaveSend,
): Promise<void> {
  const fields: Record<string, string> = {};
  if (audience.of === "segment" && !(await segments.get(ctx.workspace, audience.segment)))
    fields["audience.segment"] = "is no segment of this workspace";
  const bad = (plan.kind === "trigger" ? (plan.unless ?? []) : []).findIndex(
    (rule) => !ruleFits(rule),
  );
  if (bad >= 0)
    fields[`plan.unless.${bad}.values`] =
      "needs what to compare with; more and less need one number";
  if (Object.keys(fields).length > 0) throw new AppError("invalid", { fields });
}
