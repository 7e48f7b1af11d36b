import type { SaveSegment, Segment } from "../../../domain/wire/people.ts";
import type { TenantContext } from "../../context.ts";
import type { SegmentsRepository } from "../../db/repositories/segments.ts";
import { AppError, found } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { checkRules } from "./rules.ts";

const MOST = 200;

type Deps = { segments: SegmentsRepository };

/** Saves a new filter. @throws AppError invalid */
export async function createSegment(
  ctx: TenantContext,
  { segments }: Deps,
  { name, rules }: SaveSegment,
): Promise<Segment> {
  checkRules(rules);
  const id = ctx.newId();
  const audit = auditOf(ctx, "segment.create", id);
  const made = { id, name, rules, createdAt: ctx.now };
  if (!(await segments.add(ctx.workspace, made, MOST, audit)))
    throw new AppError("invalid", { fields: { name: `is one too many: at most ${MOST}` } });
  return found(await segments.get(ctx.workspace, id));
}

/** Changes a filter; sends that ask it go on with what it says then. @throws AppError not_found, invalid */
export async function saveSegment(
  ctx: TenantContext,
  { segments }: Deps,
  id: string,
  { name, rules }: SaveSegment,
): Promise<Segment> {
  checkRules(rules);
  found(await segments.get(ctx.workspace, id));
  await segments.save(
    ctx.workspace,
    id,
    { name, rules },
    ctx.now,
    auditOf(ctx, "segment.save", id),
  );
  return found(await segments.get(ctx.workspace, id));
}
