import type { ThemeFiguresRepository } from "../../db/repositories/theme-figures.ts";
import type { ThemeTextsRepository } from "../../db/repositories/theme-texts.ts";
import type { ThemedSurvey, ThemeRunsRepository } from "../../db/repositories/theme-runs.ts";
import type { StoredTheme, ThemesRepository } from "../../db/repositories/themes.ts";
import type { TenantContext } from "../../context.ts";
import { dayOf } from "../../../domain/time/days.ts";
import { found } from "../../errors.ts";
import { headOf } from "./diff.ts";
import { rootOf } from "./fit.ts";
import { type ThemePeriod, themePeriod } from "./period.ts";

export type AskDeps = {
  themes: ThemesRepository;
  themeRuns: ThemeRunsRepository;
  themeFigures: ThemeFiguresRepository;
  themeTexts: ThemeTextsRepository;
};
type Days = { from?: string | undefined; to?: string | undefined };

/** A theme as a request names it, with all that was merged into it. */
export type AskedTheme = {
  theme: StoredTheme;
  group: StoredTheme[];
  stored: StoredTheme[];
  survey: ThemedSurvey;
  period: ThemePeriod;
};

/**
 * The theme, survey and period of a request. A merged theme answers as the one it was merged into.
 * Without a survey, the one in which it was found. @throws AppError not_found, bad_request
 */
export async function askedTheme(
  ctx: TenantContext,
  deps: Pick<AskDeps, "themes" | "themeRuns">,
  id: string,
  query: Days & { survey?: string | undefined },
): Promise<AskedTheme> {
  const { workspace } = ctx;
  const stored = await deps.themes.all(workspace);
  const root = rootOf(found(stored.find((one) => one.id === id)).id, stored);
  const group = stored.filter((one) => rootOf(one.id, stored) === root);
  const theme = found(group.find((one) => one.id === root));
  const survey = found(
    await deps.themeRuns.survey(workspace, query.survey ?? theme.model.facets[0]?.surveyId ?? ""),
  );
  return { theme, group, stored, survey, period: themePeriod(query, ctx.now, survey.zone) };
}

/** Where to begin to read a period's texts, newest first: null for the newest of all. */
export async function topOf(
  ctx: TenantContext,
  deps: Pick<AskDeps, "themeTexts">,
  survey: ThemedSurvey,
  { to }: Pick<ThemePeriod, "to">,
): Promise<number | null> {
  if (to >= dayOf(ctx.now, survey.zone)) return null;
  return deps.themeTexts.above(ctx.workspace, survey.id, headOf(survey), to);
}
