import { gradeVote } from "../../../domain/links/grade.ts";
import type { Receipt, Vote } from "../../../domain/wire/ingest.ts";
import type { Context } from "../../context.ts";
import { AppError } from "../../errors.ts";
import { acceptVote } from "../responses/record.ts";
import type { LinkDeps, OpenLink } from "./open.ts";
import { checkVisit } from "./visit.ts";

/**
 * Takes the vote of one visit: graded by its own evidence, one row an invitation. The last human
 * intent wins until the link expires; a scanner's post never replaces a person's.
 * @throws AppError bad_link for a foreign or old visit, and as acceptResponse
 */
export async function takeVote(
  ctx: Context,
  deps: LinkDeps,
  link: OpenLink,
  vote: Vote,
  page: { language: string; device: string | undefined },
): Promise<Receipt> {
  const { claim, invitation, survey, question } = link;
  if (!(await checkVisit(ctx, deps.signer, claim, vote.visit))) throw new AppError("bad_link");
  const grade = gradeVote(vote.evidence, {
    now: ctx.now,
    sentAt: invitation.sentAt,
    otherSlotAt: invitation.otherSlotAt,
    followUp: Object.entries(vote.answers).some(
      ([id, answer]) => id !== question.id && answer !== null,
    ),
  });
  return acceptVote(
    ctx,
    deps,
    {
      survey,
      submission: invitation.id,
      rev: 0,
      answers: vote.answers,
      complete: vote.complete,
      channel: "email",
      version: survey.version,
      language: page.language,
      device: page.device,
      person: invitation.person
        ? { id: invitation.person, proven: true, email: invitation.email ?? undefined }
        : undefined,
      attributes: invitation.attributes,
      vote: grade,
    },
    { visit: vote.visit, rev: vote.rev, until: invitation.expiresAt, reason: grade.reason },
  );
}
