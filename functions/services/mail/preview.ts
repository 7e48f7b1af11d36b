import { languageFor, languagesOf } from "../../../domain/survey/ask.ts";
import { primaryQuestion } from "../../../domain/survey/questions.ts";
import type { MailPreview, MergeBlock, MergeTool, PreviewMail } from "../../../domain/wire/mail.ts";
import type { Definition, ScoreQuestion } from "../../../domain/wire/survey.ts";
import type { TenantContext } from "../../context.ts";
import type { MailSettingsRepository } from "../../db/repositories/mail-settings.ts";
import type { PeopleRepository } from "../../db/repositories/people.ts";
import type { SurveysRepository } from "../../db/repositories/surveys.ts";
import { AppError, found } from "../../errors.ts";
import type { Letters, Recipient } from "../../mail/index.ts";

type Deps = {
  letters: Letters;
  surveys: SurveysRepository;
  people: PeopleRepository;
  mailSettings: MailSettingsRepository;
  settings: { PUBLIC_ORIGIN: string };
};

/** Who stands in where no person is named; what an author names beside this shows its fallback. */
const SOMEBODY = {
  first_name: "Anna",
  last_name: "Berg",
  name: "Anna Berg",
  company: "Berg & Sons",
};

/**
 * A mail as it would look: what is published, else the draft. Its links lead to a page that says
 * they are not valid.
 * @throws AppError not_found, invalid when the survey has no score to click
 */
export async function previewMail(
  ctx: TenantContext,
  deps: Deps,
  id: string,
  { letter, language, person }: PreviewMail,
): Promise<MailPreview> {
  const { survey, question } = await clickable(ctx, deps, id);
  const home = found(await deps.mailSettings.get(ctx.workspace));
  const known =
    person === undefined ? undefined : found(await deps.people.get(ctx.workspace, person));
  const compiled = await deps.letters.compile({
    survey,
    letter,
    language: language ?? known?.language ?? survey.language,
    sender: home.settings ?? { fromName: home.name, address: "…" },
    workspaceName: home.name,
    kind: "invitation",
  });
  const filled = compiled.fill(standIn(deps, question, known?.attributes ?? SOMEBODY));
  return {
    ...filled,
    bytes: new TextEncoder().encode(filled.html).length,
    languages: languagesOf(survey),
    warnings: await deps.letters.check(letter, filled),
  };
}

/**
 * The scale for somebody else's mail tool.
 * @throws AppError not_found, invalid when the survey has no score to click
 */
export async function mergeBlock(
  ctx: TenantContext,
  deps: Deps,
  id: string,
  { tool, language }: { tool?: MergeTool | undefined; language?: string | undefined },
): Promise<MergeBlock> {
  const { survey } = await clickable(ctx, deps, id);
  return deps.letters.block(survey, languageFor(survey, language), tool ?? "plain");
}

async function clickable(
  ctx: TenantContext,
  deps: Deps,
  id: string,
): Promise<{ survey: Definition; question: ScoreQuestion }> {
  const stored = found(await deps.surveys.get(ctx.workspace, id));
  const survey = stored.versions[0]?.definition ?? stored.draft;
  const question = primaryQuestion(survey);
  if (!question) throw new AppError("invalid", { fields: { survey: "has no score to click" } });
  return { survey, question };
}

function standIn(
  { settings }: Pick<Deps, "settings">,
  { min, max }: ScoreQuestion,
  attributes: Recipient["attributes"],
): Recipient {
  const { origin } = new URL(settings.PUBLIC_ORIGIN);
  return {
    attributes,
    links: Array.from({ length: max - min + 1 }, (_, i) => `${origin}/e/preview-${min + i}`),
    link: `${origin}/e/preview`,
    trap: `${origin}/e/preview-trap`,
    unsubscribe: `${origin}/u/preview`,
  };
}
