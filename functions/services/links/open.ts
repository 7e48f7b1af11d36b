import { primaryQuestion } from "../../../domain/survey/questions.ts";
import type { LinkClaim } from "../../../domain/links/token.ts";
import type { ScoreQuestion } from "../../../domain/wire/survey.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type { Context } from "../../context.ts";
import type { CollectRepository, LiveSurvey } from "../../db/repositories/collect.ts";
import type { Invitation, LinksRepository } from "../../db/repositories/links.ts";
import { liveSurvey } from "../sites/live.ts";
import { checkLink } from "./links.ts";

export type LinkDeps = { collect: CollectRepository; links: LinksRepository; signer: Signer };

/** A link that works, whether or not its survey still runs: what it claims, whose it is, what it asks. */
export type OpenLink = {
  kind: "open";
  claim: LinkClaim;
  invitation: Invitation;
  survey: LiveSurvey;
  question: ScoreQuestion;
};

/**
 * Follows a one-click link without changing anything. Whatever is wrong with the token itself is
 * one answer, `bad`: nobody learns which part was wrong.
 */
export async function openLink(
  ctx: Context,
  deps: LinkDeps,
  token: string,
): Promise<OpenLink | { kind: "bad" } | { kind: "expired" }> {
  const claim = await checkLink(deps.signer, token);
  if (!claim) return { kind: "bad" };
  const invitation = await deps.links.find(claim.workspace, claim.invitation);
  const survey =
    invitation && (await liveSurvey(ctx.now, deps, "id", invitation.survey, invitation.version));
  const definition = survey?.definitions[0];
  const question = definition && primaryQuestion(definition);
  if (!invitation || !survey || !question || survey.workspace !== claim.workspace)
    return { kind: "bad" };
  if (ctx.now >= invitation.expiresAt) return { kind: "expired" };
  return { kind: "open", claim, invitation, survey, question };
}
