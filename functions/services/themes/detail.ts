import { scoreOf } from "../../../domain/scores/figures.ts";
import { addCounts } from "../../../domain/scores/scale.ts";
import { explain } from "../../../domain/themes/index.ts";
import { dayText } from "../../../domain/time/days.ts";
import type { ThemeDetail } from "../../../domain/wire/themes.ts";
import type { TenantContext } from "../../context.ts";
import type { StoredTheme } from "../../db/repositories/themes.ts";
import { found } from "../../errors.ts";
import { mainSubject } from "../scores/subject.ts";
import { type AskDeps, type AskedTheme, askedTheme, topOf } from "./asked.ts";
import { themesFor } from "./catalogue.ts";
import { headOf } from "./diff.ts";
import { type Figures, themeFigures, weeksOf } from "./figures.ts";
import { type ModelDeps, ownModel } from "./model.ts";
import { verbatimOf } from "./reading.ts";
import { textOf } from "./told.ts";

/** Weeks shown of a theme, the newest: five years. */
const MOST_WEEKS = 260;
/** Words shown for a theme, and the texts that they are taken from. */
const [MOST_TERMS, TERM_TEXTS] = [12, 60];

/**
 * One theme: its figures in a survey and period, week by week beside those of all other responses,
 * what curators taught it and the edits behind it, newest first. A merged theme answers as the one it
 * was merged into. Without a survey, the one in which it was found.
 * @throws AppError not_found, bad_request
 */
export async function themeDetail(
  ctx: TenantContext,
  deps: AskDeps & ModelDeps,
  id: string,
  query: { survey?: string | undefined; from?: string | undefined; to?: string | undefined },
): Promise<ThemeDetail> {
  const { workspace } = ctx;
  const asked = await askedTheme(ctx, deps, id, query);
  const { theme, group, stored, survey, period } = asked;
  const ids = group.map((one) => one.id);
  const [{ figures }, edits, weeks, rules, terms] = await Promise.all([
    themeFigures(workspace, deps, survey, period, [theme], MOST_WEEKS),
    deps.themes.edits(workspace, ids),
    weeksBeside(ctx, deps, asked),
    rulesOf(ctx, deps, group),
    termsOf(ctx, deps, asked),
  ]);
  const own = found(figures[0]);
  return {
    theme: own.theme,
    terms,
    weeks: weeks(own.weeks),
    rules,
    edits: edits.reverse().map((edit) => ({
      id: edit.id,
      kind: edit.kind,
      text: textOf(edit, stored),
      by: edit.actor,
      at: edit.at,
      undone: edit.undoneAt !== null,
      made: edit.kind === "split" ? String(edit.payload["made"]) : null,
    })),
  };
}

/** The survey's weeks, to stand beside a theme's. */
async function weeksBeside(
  { workspace }: TenantContext,
  deps: AskDeps,
  { survey, period }: AskedTheme,
): Promise<(own: Figures[number]["weeks"]) => ThemeDetail["weeks"]> {
  const spans = weeksOf(period, MOST_WEEKS);
  const until = await deps.themeFigures.seal(workspace, survey.id);
  const totals = await deps.themeFigures.totals(workspace, survey.id, headOf(survey), until, spans);
  const { scale } = mainSubject(survey.definition);
  return (own) =>
    spans.map(({ from }, i) => {
      const { n = 0, positive = 0, negative = 0, scores = [] } = own[i] ?? {};
      const { texts = 0, scores: all = [] } = totals[i] ?? {};
      const rest = addCounts(all, scores, -1).map((count) => Math.max(0, count));
      return {
        key: dayText(from),
        n,
        positive,
        negative,
        texts,
        score: scoreOf(scale, scores).score,
        rest: scoreOf(scale, rest).score,
      };
    });
}

/** What curators taught the theme and those merged into it, newest first. */
async function rulesOf(
  { workspace }: TenantContext,
  { themeTexts }: AskDeps,
  group: readonly StoredTheme[],
): Promise<ThemeDetail["rules"]> {
  const rules = group.flatMap((one) => one.rules);
  const keys = rules.flatMap((rule) => {
    if (rule.kind === "words") return [];
    const [row = "", question = ""] = rule.verbatimId.split("/");
    return [{ row: Number(row), question }];
  });
  const texts = keys.length === 0 ? [] : await themeTexts.byKeys(workspace, keys);
  const said = new Map(texts.map(({ row, question, text }) => [`${row}/${question}`, text]));
  return rules
    .toSorted((a, b) => (a.id < b.id ? 1 : -1))
    .map((rule) => ({
      edit: rule.id,
      mode: rule.mode,
      kind: rule.kind,
      text: rule.kind === "words" ? rule.words : (said.get(rule.verbatimId) ?? ""),
    }));
}

/** The words that called the theme in its newest texts of the period, as people write them, the most frequent first. */
async function termsOf(
  ctx: TenantContext,
  deps: AskDeps & ModelDeps,
  { theme, group, survey, period }: AskedTheme,
): Promise<string[]> {
  const top = await topOf(ctx, deps, survey, period);
  const { rows } = await deps.themeTexts.mentions(
    ctx.workspace,
    theme.id,
    survey,
    period,
    top,
    TERM_TEXTS,
  );
  if (rows.length === 0) return [];
  const texts = await deps.themeTexts.byKeys(ctx.workspace, rows);
  const verbatims = texts.map((text) => verbatimOf(survey.id, text));
  const model = await ownModel(deps);
  const themes = themesFor(survey.id, group);
  const counts = new Map<string, number>();
  for (const verbatim of verbatims) {
    const said = themes.flatMap((one) =>
      explain(verbatim, one, model).words.map(({ start, end }) =>
        verbatim.text.slice(start, end).toLowerCase(),
      ),
    );
    for (const word of new Set(said)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_TERMS)
    .map(([word]) => word);
}
