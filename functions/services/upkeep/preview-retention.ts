import type { Retention, RetentionPreview } from "../../../domain/wire/retention.ts";
import type { TenantContext } from "../../context.ts";
import type { RetentionRepository } from "../../db/repositories/retention.ts";
import type { WalkRepository } from "../../db/repositories/walk.ts";
import { cutsOf } from "./retention.ts";

const STRETCH = 10_000;
/** Stretches that are counted on demand. */
const MOST_STRETCHES = 40;

/** How many responses these settings would touch tonight, by kind. */
export async function previewRetention(
  ctx: TenantContext,
  { retention, walk }: { retention: RetentionRepository; walk: WalkRepository },
  wanted: Retention,
): Promise<RetentionPreview> {
  const touched = { responses: 0, texts: 0, people: 0 };
  let after = 0;
  for (let i = 0; ; i++) {
    const stretch = await walk.next(ctx.workspace, after, STRETCH);
    if (!stretch) return { ...touched, complete: true };
    if (i === MOST_STRETCHES) return { ...touched, complete: false };
    for (const [kind, before] of cutsOf(wanted, ctx.now)) {
      touched[kind] += await retention.count(ctx.workspace, stretch, kind, before);
    }
    after = stretch.high;
  }
}
