import { scoreOf } from "../../../domain/scores/figures.ts";
import { addCounts } from "../../../domain/scores/scale.ts";
import { dayText } from "../../../domain/time/days.ts";
import type { ThemeDetail } from "../../../domain/wire/themes.ts";
import type { TenantContext } from "../../context.ts";
import type { StoredTheme } from "../../db/repositories/themes.ts";
import { found } from "../../errors.ts";
import { mainSubject } from "../scores/subject.ts";
import { type AskDeps, type AskedTheme, askedTheme } from "./asked.ts";
import { facetsOf } from "./catalogue.ts";
import { headOf } from "./diff.ts";
import { type Figures, themeFigures, weeksOf } from "./figures.ts";
import { textOf } from "./told.ts";

/** Weeks shown of a theme, the newest: five years. */
const MOST_WEEKS = 260;
/** Words shown for a theme. */
const MOST_TERMS = 12;

/**
 * One theme: its figures in a survey and period, week by week beside those of all other responses,
 * what curators taught it and the edits behind it, newest first. A merged theme answers as the one it
 * was merged into. Without a survey, the one in which it was found.
 * @throws AppError not_found, bad_request
 */
export async function themeDetail(
  ctx: TenantContext,
  deps: AskDeps,
  id: string,
  query: { survey?: string | undefined; from?: string | undefined; to?: string | undefined },
): Promise<ThemeDetail> {
  const { workspace } = ctx;
  const asked = await askedTheme(ctx, deps, id, query);
  const { theme, group, stored, survey, period } = asked;
  const ids = group.map((one) => one.id);
  const [{ figures }, edits, weeks, rules] = await Promise.all([
    themeFigures(workspace, deps, survey, period, [theme], MOST_WEEKS),
    deps.themes.edits(workspace, ids),
    weeksBeside(ctx, deps, asked),
    rulesOf(ctx, deps, group),
  ]);
  const own = found(figures[0]);
  return {
    theme: own.theme,
    terms: termsOf(group),
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

/** The engine's stems, as close to words as they come: "~delay" and "flight+~delay" lose their marks. */
function termsOf(group: readonly StoredTheme[]): string[] {
  const terms = group.flatMap((theme) => facetsOf(theme).flatMap((facet) => facet.terms));
  const words = terms.map(({ key }) =>
    key
      .split("+")
      .map((half) => half.replace(/^~/u, "").replaceAll("_", " "))
      .join(" "),
  );
  return [...new Set(words)].slice(0, MOST_TERMS);
}
