import type { CreateSend, Send } from "../../../domain/wire/sends.ts";
import type { TenantContext } from "../../context.ts";
import type { SegmentsRepository } from "../../db/repositories/segments.ts";
import type { SendsRepository } from "../../db/repositories/sends.ts";
import { AppError } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { checkSend } from "./check.ts";
import { readSend } from "./read.ts";

/** A new send of a survey, as a draft. @throws AppError not_found (survey), invalid */
export async function createSend(
  ctx: TenantContext,
  deps: { sends: SendsRepository; segments: SegmentsRepository },
  send: CreateSend,
): Promise<Send> {
  await checkSend(ctx, deps, send);
  const id = ctx.newId();
  const made = await deps.sends.create(
    ctx.workspace,
    { ...send, id, createdAt: ctx.now },
    auditOf(ctx, "send.create", id, { survey: send.survey }),
  );
  if (!made) throw new AppError("not_found");
  return readSend(ctx, deps, id);
}
