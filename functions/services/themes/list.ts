import { ROWS } from "../../../domain/survey/rows.ts";
import { minimumVerbatims } from "../../../domain/themes/index.ts";
import type { ThemeRun, Themes } from "../../../domain/wire/themes.ts";
import type { TenantContext } from "../../context.ts";
import type { ThemeFiguresRepository } from "../../db/repositories/theme-figures.ts";
import type { Run, ThemeRunsRepository } from "../../db/repositories/theme-runs.ts";
import type { StoredTheme, ThemesRepository } from "../../db/repositories/themes.ts";
import type { VerbatimsRepository } from "../../db/repositories/verbatims.ts";
import { found } from "../../errors.ts";
import { asleep, facetsOf } from "./catalogue.ts";
import { themeFigures } from "./figures.ts";
import { rootOf } from "./fit.ts";
import { themePeriod } from "./period.ts";

type Deps = {
  themes: ThemesRepository;
  themeRuns: ThemeRunsRepository;
  themeFigures: ThemeFiguresRepository;
  verbatims: VerbatimsRepository;
};

/**
 * The themes of a survey with their figures in a period, largest first. Merged themes live on in
 * their target and are not listed; muted and archived ones are, with their flag. `themed` is told
 * from at most the newest 200 texts, `waiting` stops at 500.
 * @throws AppError not_found, bad_request
 */
export async function listThemes(
  ctx: TenantContext,
  deps: Deps,
  id: string,
  query: { from?: string | undefined; to?: string | undefined },
): Promise<Themes> {
  const { workspace } = ctx;
  const survey = found(await deps.themeRuns.survey(workspace, id));
  const period = themePeriod(query, ctx.now, survey.zone);
  const end = (survey.no + 1) * ROWS - 1;
  const [all, run, waiting, known, coverage] = await Promise.all([
    deps.themes.named(workspace),
    deps.themeRuns.last(workspace, id),
    deps.themeFigures.waiting(workspace, id),
    deps.verbatims.corpus(workspace, survey, end, minimumVerbatims),
    deps.themeFigures.coverage(workspace, survey.no, period),
  ]);
  const stored = all.filter((theme) => theme.status !== "merged" && !asleep(theme));
  const own = new Set(
    all
      .filter((theme) => facetsOf(theme).some(({ surveyId }) => surveyId === id))
      .map((theme) => rootOf(theme.id, all)),
  );
  // Those found here and in use come first: figures are told of no more than fit the view.
  const rank = ({ id, status, muted }: StoredTheme) =>
    Number(!own.has(id)) * 2 + Number(muted || status === "archived");
  const ranked = stored.toSorted((a, b) => rank(a) - rank(b));
  const { figures, now } = await themeFigures(workspace, deps, survey, period, ranked);
  const items = figures
    .map(({ theme }) => theme)
    .filter((theme) => theme.volume > 0 || theme.previous > 0 || own.has(theme.id))
    .sort((a, b) => b.volume - a.volume || (a.id < b.id ? -1 : 1));
  return {
    items,
    next: null,
    verbatims: now.texts,
    themed: coverage.texts === 0 ? 0 : Math.round((now.texts * coverage.themed) / coverage.texts),
    missing: Math.max(0, minimumVerbatims - known),
    waiting,
    run: run ? runOf(run) : null,
  };
}

/** A run as the API tells it. */
export function runOf(run: Run): ThemeRun {
  return {
    id: run.id,
    survey: run.surveyId,
    state: run.state,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    done: run.done,
    // Texts that an edit sends back are read a second time.
    total: Math.max(run.total, run.done),
    diff: run.diff,
  };
}
