import { OTHER_SLOT_MS, PENDING_MS } from "../../../domain/links/grade.ts";
import type { Context } from "../../context.ts";
import type { LinksRepository } from "../../db/repositories/links.ts";

/** Counts the probable votes whose ten minutes are over, or sets them aside. Runs every minute. */
export async function settleVotes(ctx: Context, deps: { links: LinksRepository }): Promise<void> {
  await deps.links.settle(ctx.now - PENDING_MS, OTHER_SLOT_MS);
}
