import { dayText } from "../../../domain/time/days.ts";
import type { ThemeDetail } from "../../../domain/wire/themes.ts";
import type { TenantContext } from "../../context.ts";
import type { ThemeFiguresRepository } from "../../db/repositories/theme-figures.ts";
import type { ThemeRunsRepository } from "../../db/repositories/theme-runs.ts";
import type { StoredEdit, StoredTheme, ThemesRepository } from "../../db/repositories/themes.ts";
import { found } from "../../errors.ts";
import { rootOf } from "./edit.ts";
import { themeFigures, weeksOf } from "./figures.ts";
import { themePeriod } from "./period.ts";

type Deps = {
  themes: ThemesRepository;
  themeRuns: ThemeRunsRepository;
  themeFigures: ThemeFiguresRepository;
};

/** Weeks shown of a theme, the newest: five years. */
const MOST_WEEKS = 260;
/** Words shown for a theme. */
const MOST_TERMS = 12;

/**
 * One theme: its figures in a survey and period, week by week, and the edits behind it, newest
 * first. A merged theme answers as the one it was merged into. Without a survey, the one in which
 * it was found. @throws AppError not_found, bad_request
 */
export async function themeDetail(
  ctx: TenantContext,
  deps: Deps,
  id: string,
  query: { survey?: string | undefined; from?: string | undefined; to?: string | undefined },
): Promise<ThemeDetail> {
  const { workspace } = ctx;
  const stored = await deps.themes.all(workspace);
  const root = rootOf(found(stored.find((one) => one.id === id)).id, stored);
  const group = stored.filter((one) => rootOf(one.id, stored) === root);
  const theme = found(group.find((one) => one.id === root));
  const survey = found(
    await deps.themeRuns.survey(workspace, query.survey ?? theme.model.facets[0]?.surveyId ?? ""),
  );
  const period = themePeriod(query, ctx.now, survey.zone);
  const [{ figures }, edits] = await Promise.all([
    themeFigures(workspace, deps, survey, period, [theme], MOST_WEEKS),
    deps.themes.edits(
      workspace,
      group.map((one) => one.id),
    ),
  ]);
  const own = found(figures[0]);
  return {
    theme: own.theme,
    terms: termsOf(group),
    weeks: weeksOf(period, MOST_WEEKS).map(({ from }, i) => {
      const { n = 0, positive = 0, negative = 0 } = own.weeks[i] ?? {};
      return { key: dayText(from), n, positive, negative, texts: 0, score: null, rest: null };
    }),
    rules: [],
    edits: edits.reverse().map((edit) => ({
      id: edit.id,
      kind: edit.kind,
      text: textOf(edit, stored),
      by: edit.actor,
      at: edit.at,
      undone: edit.undoneAt !== null,
      made: null,
    })),
  };
}

/** The engine's stems, as close to words as they come: "~delay" and "flight+~delay" lose their marks. */
function termsOf(group: readonly StoredTheme[]): string[] {
  const terms = group.flatMap(({ model }) => model.facets.flatMap((facet) => facet.terms));
  const words = terms.map(({ key }) =>
    key
      .split("+")
      .map((half) => half.replace(/^~/u, "").replaceAll("_", " "))
      .join(" "),
  );
  return [...new Set(words)].slice(0, MOST_TERMS);
}

function textOf(
  { kind, themeId, payload, before }: StoredEdit,
  stored: readonly StoredTheme[],
): string {
  const label = (id: unknown) => stored.find((theme) => theme.id === id)?.label ?? "another theme";
  switch (kind) {
    case "rename":
      return `Renamed from “${String(before["label"])}” to “${String(payload["label"])}”`;
    case "merge":
      return `“${label(themeId)}” merged into “${label(payload["into"])}”`;
    case "mute":
      return payload["muted"] === true ? "Muted" : "No longer muted";
    case "publish":
      return "Published";
    case "archive":
      return "Archived";
    default:
      return "An edit was undone";
  }
}
