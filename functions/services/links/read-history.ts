import { gradeVisits, standingOf } from "../../../domain/links/standing.ts";
import { TRAP_SLOT } from "../../../domain/links/token.ts";
import type { VoteHistory } from "../../../domain/wire/votes.ts";
import type { TenantContext } from "../../context.ts";
import type { LinksRepository } from "../../db/repositories/links.ts";
import type { ResponsesRepository } from "../../db/repositories/responses.ts";
import { found } from "../../errors.ts";
import { findResponse } from "../responses/get.ts";

type Deps = { links: LinksRepository; responses: ResponsesRepository };

/**
 * Everything behind one vote: each post with its grade as all that is known now has it, and the
 * visits that speak for or against it.
 * @throws AppError not_found
 */
export async function readVoteHistory(
  ctx: TenantContext,
  deps: Deps,
  id: string,
): Promise<VoteHistory> {
  const { row } = await findResponse(ctx, deps, id);
  const of = await deps.responses.invitationOf(ctx.workspace, row);
  const invitation = of && (await deps.links.find(ctx.workspace, of));
  // Other answers, and votes that were imported, have none.
  if (!invitation) return { sentAt: null, posts: [], visits: [] };
  const { posts, seen } = await deps.links.history(ctx.workspace, of);
  const graded = gradeVisits(posts, seen, invitation.sentAt);
  const best = standingOf(graded);
  return {
    sentAt: invitation.sentAt,
    posts: posts.map(({ visit, rev, at, score, late, evidence }) => {
      const of = found(graded.find((one) => one.visit === visit));
      const waits = of.grade === "probable" && of.countsAt > ctx.now;
      return {
        at,
        score,
        grade: of.grade,
        reason: of.reason,
        stands: best?.visit === visit && best.rev === rev,
        late,
        dwell: evidence.dwell,
        countsAt: waits ? of.countsAt : null,
      };
    }),
    visits: seen.map(({ slot, at, n, method, agent }) => ({
      score: slot >= TRAP_SLOT ? null : slot,
      trap: slot === TRAP_SLOT,
      at,
      n,
      method,
      agent,
    })),
  };
}
