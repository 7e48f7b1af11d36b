import { mayGetMail } from "../../../domain/people/segment.ts";
import type { SegmentPreview, SegmentRules } from "../../../domain/wire/people.ts";
import type { TenantContext } from "../../context.ts";
import type { PeopleRepository } from "../../db/repositories/people.ts";
import { checkRules } from "./rules.ts";

/** Walks of one preview: 20,000 people, or half as many where answers are asked. */
const WALKS = 10;
const A_WALK = 2_000;
const SHOWN = 10;

/** Who a filter finds now, as far as is looked on demand. @throws AppError invalid */
export async function previewSegment(
  ctx: TenantContext,
  { people }: { people: PeopleRepository },
  rules: SegmentRules,
): Promise<SegmentPreview> {
  checkRules(rules);
  const seen: SegmentPreview = { n: 0, reachable: 0, complete: false, people: [] };
  let after: string | null = null;
  for (let i = 0; i < WALKS; i++) {
    const walked = await people.walk(ctx.workspace, rules, after, A_WALK, ctx.now);
    seen.n += walked.items.length;
    seen.reachable += walked.items.filter(mayGetMail).length;
    seen.people.push(...walked.items.slice(0, SHOWN - seen.people.length));
    after = walked.next;
    if (after === null) return { ...seen, complete: true };
  }
  return seen;
}
