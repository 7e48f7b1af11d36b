import { primaryQuestion } from "../../../domain/survey/questions.ts";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type { TenantContext } from "../../context.ts";
import type { CollectRepository } from "../../db/repositories/collect.ts";
import type { LinksRepository } from "../../db/repositories/links.ts";
import { AppError } from "../../errors.ts";
import { liveSurvey } from "../sites/live.ts";
import { linksOf } from "./links.ts";

const EXPIRES_MS = 30 * DAY_MS;

type Deps = {
  collect: CollectRepository;
  links: LinksRepository;
  signer: Signer;
  settings: { PUBLIC_ORIGIN: string };
};

/**
 * One person, one survey, one mail: makes the invitation and its one-click links, one for each
 * value of the survey's scale, lowest first.
 * @throws AppError not_found, invalid when the survey has no score to click
 */
export async function createInvitation(
  ctx: TenantContext,
  deps: Deps,
  to: { survey: string; email?: string; person?: string; language?: string },
): Promise<{ id: string; links: string[] }> {
  const survey = await liveSurvey(ctx.now, deps, "id", to.survey);
  if (survey?.workspace !== ctx.workspace) throw new AppError("not_found");
  const newest = survey.definitions[0];
  const question = newest && primaryQuestion(newest);
  if (!question) throw new AppError("invalid", { fields: { survey: "has no score to click" } });
  const id = ctx.newId();
  await deps.links.create({
    workspace: ctx.workspace,
    id,
    survey: survey.id,
    version: survey.version,
    email: to.email ?? null,
    person: to.person ?? null,
    language: to.language ?? null,
    attributes: {},
    sentAt: null,
    expiresAt: ctx.now + EXPIRES_MS,
    createdAt: ctx.now,
  });
  const slots = Array.from({ length: question.max - question.min + 1 }, (_, i) => question.min + i);
  const origin = new URL(deps.settings.PUBLIC_ORIGIN).origin;
  return {
    id,
    links: await linksOf(deps.signer, origin, { workspace: ctx.workspace, invitation: id }, slots),
  };
}
