import type { VoteEvidence } from "../../../domain/links/standing.ts";
import type { Vote, VoteReceipt } from "../../../domain/wire/ingest.ts";
import type { Context } from "../../context.ts";
import { AppError } from "../../errors.ts";
import type { LinkDeps, OpenLink } from "./open.ts";
import { stand } from "./stand.ts";
import { type Origin, visitorFrom } from "./visitor.ts";
import { readVisit } from "./visit.ts";

/** Where a post comes from. */
export type VotePage = Origin & { language: string; device: string | undefined };

/**
 * Takes the vote of one visit: graded by its own evidence, one row an invitation. The last human
 * intent wins until the link expires; a scanner's post never replaces a person's.
 * @param vote without a revision it is what a form sent: the next one, or a repeat of the last
 * @throws AppError bad_link for a foreign or old visit, and as acceptResponse
 */
export async function takeVote(
  ctx: Context,
  deps: LinkDeps,
  link: OpenLink,
  vote: Omit<Vote, "rev"> & { rev?: number },
  page: VotePage,
): Promise<VoteReceipt> {
  const { claim, invitation, survey, question } = link;
  const opened = await readVisit(ctx, deps.signer, claim, vote.visit);
  if (opened === undefined) throw new AppError("bad_link");
  const { touched, dwell, webdriver, hp, trap, others = [] } = vote.evidence;
  const evidence: VoteEvidence = {
    touched,
    followUp: Object.entries(vote.answers).some(
      ([id, answer]) => id !== question.id && answer !== null,
    ),
    dwell,
    elapsed: Math.max(ctx.now - opened, 0),
    webdriver,
    trapped: !!hp || !!trap,
    others,
    from: await visitorFrom(ctx, deps.signer, claim.workspace, page),
    language: page.language,
    device: page.device,
  };
  const { answers, complete, visit, rev } = vote;
  const post = { visit, rev, slot: claim.slot, answers, complete, evidence };
  const { best, mine, stored } = await stand(ctx, deps, invitation, survey, post);
  return {
    status: stored ? "stored" : "superseded",
    submission: invitation.id,
    rev: rev ?? mine?.rev ?? 0,
    // What only looks like a person does not replace a vote that counts: the page asks to confirm.
    taken: best !== undefined && best.grade !== "suspect" && (!mine || mine.visit === best.visit),
  };
}
