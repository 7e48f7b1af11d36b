import { primaryQuestion } from "../../../domain/survey/questions.ts";
import type { Context } from "../../context.ts";
import { type LiveSurvey, liveSurvey } from "../sites/live.ts";
import { linksOf } from "./links.ts";
import type { LinkDeps } from "./open.ts";

/** The newest invitation of a sample survey with its links, for the preview of its mail. */
export async function previewInvitation(
  ctx: Context,
  deps: LinkDeps & { settings: { PUBLIC_ORIGIN: string } },
): Promise<{ survey: LiveSurvey; to: string; links: string[] } | undefined> {
  const invitation = await deps.links.newestDemo();
  const survey = invitation && (await liveSurvey(ctx.now, deps, "id", invitation.survey));
  const question = survey?.definitions[0] && primaryQuestion(survey.definitions[0]);
  if (!invitation || !survey || !question) return undefined;
  const slots = Array.from({ length: question.max - question.min + 1 }, (_, i) => question.min + i);
  const origin = new URL(deps.settings.PUBLIC_ORIGIN).origin;
  const links = await linksOf(
    deps.signer,
    origin,
    { workspace: survey.workspace, invitation: invitation.id },
    slots,
  );
  return { survey, to: invitation.email ?? "someone", links };
}
