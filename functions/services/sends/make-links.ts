import { idFrom } from "../../../domain/sending/ids.ts";
import type { CreateInvitations, CreatedInvitations } from "../../../domain/wire/sends.ts";
import type { TenantContext } from "../../context.ts";
import type { CollectRepository, LiveSurvey } from "../../db/repositories/collect.ts";
import type { InvitationsRepository, MadeInvitation } from "../../db/repositories/invitations.ts";
import { AppError } from "../../errors.ts";
import { liveSurvey } from "../sites/live.ts";
import { type ComposeDeps, type InvitationLinks, allLinksOf, slotsOf } from "./compose.ts";

export type LinksDeps = Omit<ComposeDeps, "letters"> & {
  collect: CollectRepository;
  invitations: InvitationsRepository;
};

/**
 * Makes invitations whose mail somebody else's tool sends, with all their links. The same key gives the
 * same links again, and the invitation stays as it was first made.
 * @throws AppError not_found, invalid when the survey has no score to click
 */
export async function makeLinks(
  ctx: TenantContext,
  deps: LinksDeps,
  { survey: id, items }: CreateInvitations,
): Promise<CreatedInvitations> {
  const survey = await surveyToAsk(ctx, deps, id);
  const made = items.map(({ key, ...item }) => ({
    ...nobody(idFrom("made", ctx.workspace, id, key)),
    ...item,
  }));
  const stored = await keepLinks(ctx, deps, survey, made);
  return { items: stored.map((one, i) => ({ key: items[i]?.key ?? "", ...one })) };
}

/**
 * One invitation with its links, for sample data and previews.
 * @throws AppError as makeLinks
 */
export async function makeInvitation(
  ctx: TenantContext,
  deps: LinksDeps,
  survey: string,
  whom: Partial<Omit<MadeInvitation, "id">>,
): Promise<InvitationLinks & { id: string; expiresAt: number }> {
  const asked = await surveyToAsk(ctx, deps, survey);
  const [made] = await keepLinks(ctx, deps, asked, [{ ...nobody(ctx.newId()), ...whom }]);
  if (!made) throw new AppError("internal");
  return made;
}

const nobody = (id: string): MadeInvitation => ({
  id,
  person: null,
  email: null,
  language: null,
  attributes: {},
  round: "",
});

async function surveyToAsk(ctx: TenantContext, deps: LinksDeps, id: string): Promise<LiveSurvey> {
  const survey = await liveSurvey(ctx.now, deps, "id", id);
  if (survey?.workspace !== ctx.workspace) throw new AppError("not_found");
  return survey;
}

async function keepLinks(
  ctx: TenantContext,
  deps: LinksDeps,
  survey: LiveSurvey,
  made: readonly MadeInvitation[],
): Promise<(InvitationLinks & { id: string; expiresAt: number })[]> {
  const { workspace, now } = ctx;
  const newest = survey.definitions[0];
  if (!newest) throw new AppError("not_found");
  const slots = slotsOf(newest);
  const stored = await deps.invitations.make(workspace, survey, made, now);
  return Promise.all(
    made.map(async ({ id }) => ({
      id,
      ...(await allLinksOf(deps, { workspace, invitation: id }, slots)),
      expiresAt: stored.get(id)?.expiresAt ?? now,
    })),
  );
}
