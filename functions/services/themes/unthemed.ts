import type { Unthemed, UnthemedQuery } from "../../../domain/wire/themes.ts";
import type { TenantContext } from "../../context.ts";
import { found } from "../../errors.ts";
import { cursorOf, rowOf } from "../responses/filters.ts";
import { type AskDeps, topOf } from "./asked.ts";
import { headOf } from "./diff.ts";
import { themePeriod } from "./period.ts";
import { shapeQuotes } from "./shape-quotes.ts";

const PAGE = 30;
/** Texts that reasons are counted over, and texts that a later page looks at. */
const [LOOK, PAGE_LOOK] = [1_000, 500];
const REASONS = ["short", "verdict", "rare", "rule"] as const;
type Reason = (typeof REASONS)[number];

/**
 * Texts of a survey and period that have no theme, newest first, and why. Reasons are counted over
 * the newest 1,000 texts of the period, `of`; `total` is told from their share where there are more.
 * What an older engine left without a reason counts as too rare. A page can be short and have a next.
 * @throws AppError not_found, bad_request
 */
export async function unthemed(
  ctx: TenantContext,
  deps: AskDeps,
  id: string,
  query: UnthemedQuery,
): Promise<Unthemed> {
  const { workspace } = ctx;
  const survey = found(await deps.themeRuns.survey(workspace, id));
  const period = themePeriod(query, ctx.now, survey.zone);
  const place = rowOf(survey.no, "cursor", query.cursor);
  const [top, until] = await Promise.all([
    topOf(ctx, deps, survey, period),
    deps.themeFigures.seal(workspace, id),
  ]);
  const look = (below: number | null, most: number) =>
    deps.themeTexts.read(workspace, survey, period, below, most);
  const [newest, [totals]] = await Promise.all([
    look(top, LOOK),
    deps.themeFigures.totals(workspace, id, headOf(survey), until, [period]),
  ]);
  const here = place === undefined ? newest : await look(place, PAGE_LOOK);
  const without = (rows: typeof newest.rows) => rows.filter(({ themed }) => themed === 0);
  const reasonOf = ({ reason }: { reason: string | null }): Reason =>
    REASONS.find((one) => one === reason) ?? "rare";
  const counted = without(newest.rows);
  const wanted = without(here.rows).filter(
    (row) => query.reason === undefined || reasonOf(row) === query.reason,
  );
  const last = wanted[PAGE - 1]?.row;
  const page = wanted.filter(({ row }, i) => i < PAGE || row === last);
  const rows = await deps.themeTexts.quotes(workspace, page);
  const texts = totals?.texts ?? 0;
  const looked = newest.rows.length;
  return {
    total:
      newest.last === null || looked === 0
        ? counted.length
        : Math.max(counted.length, Math.round((texts * counted.length) / looked)),
    of: looked,
    reasons: REASONS.map((reason) => ({
      reason,
      n: counted.filter((row) => reasonOf(row) === reason).length,
    })).filter(({ n }) => n > 0),
    items: shapeQuotes(ctx.actor, page, rows, () => ({ clause: null, marks: [], fit: 0 })),
    next: cursorOf(page.length < wanted.length ? (page.at(-1)?.row ?? null) : here.last),
  };
}
