import { explain } from "../../../domain/themes/index.ts";
import type { Quotes, QuotesQuery } from "../../../domain/wire/themes.ts";
import type { TenantContext } from "../../context.ts";
import type { MentionRow, QuoteRow } from "../../db/repositories/theme-texts.ts";
import { AppError } from "../../errors.ts";
import { type AskDeps, type AskedTheme, askedTheme, topOf } from "./asked.ts";
import { themesFor } from "./catalogue.ts";
import { cursorOf, rowOf } from "../responses/filters.ts";
import { type ModelDeps, ownModel } from "./model.ts";
import { verbatimOf } from "./reading.ts";
import { keyOf, shapeQuotes } from "./shape-quotes.ts";

const PAGE = 30;
/** Mentions that one page looks at. */
const LOOK = 1_000;

type Order = Exclude<NonNullable<QuotesQuery["order"]>, "newest">;
const RANK: Readonly<Record<Order, (one: MentionRow) => number>> = {
  typical: ({ fit }) => fit,
  negative: ({ mood }) => -mood,
  positive: ({ mood }) => mood,
};

/**
 * What people said of a theme in a survey and period, with the clause that speaks of it and the words
 * that caused it. The newest, or of the newest 1,000 the most typical, negative or positive. A page of
 * a period with few of them can be short and still have a next.
 * @throws AppError not_found, bad_request
 */
export async function themeQuotes(
  ctx: TenantContext,
  deps: AskDeps & ModelDeps,
  id: string,
  query: QuotesQuery,
): Promise<Quotes> {
  const asked = await askedTheme(ctx, deps, id, query);
  const { survey, theme, period } = asked;
  const { order = "newest", cursor } = query;
  const look = (below: number | null) =>
    deps.themeTexts.mentions(ctx.workspace, theme.id, survey, period, below, LOOK);
  if (order === "newest") {
    const from = rowOf(survey.no, "cursor", cursor) ?? (await topOf(ctx, deps, survey, period));
    const { rows, last } = await look(from);
    const page = pageOf(rows);
    const next = page.length < rows.length ? (page.at(-1)?.row ?? null) : last;
    return { items: await told(ctx, deps, asked, page), next: cursorOf(next), of: null };
  }
  const skip = Number(cursor ?? 0);
  if (!Number.isInteger(skip) || skip < 0)
    throw new AppError("bad_request", { fields: { cursor: "is not a cursor of this list" } });
  const { rows } = await look(await topOf(ctx, deps, survey, period));
  const rank = RANK[order];
  const ranked = rows.toSorted((a, b) => rank(b) - rank(a) || b.row - a.row);
  const page = ranked.slice(skip, skip + PAGE);
  const end = skip + page.length;
  return {
    items: await told(ctx, deps, asked, page),
    next: end < ranked.length ? String(end) : null,
    of: rows.length,
  };
}

/** The newest of a page; texts of one response stay together, since a cursor is a row. */
function pageOf(rows: readonly MentionRow[]): MentionRow[] {
  const last = rows[PAGE - 1]?.row;
  return rows.filter(({ row }, i) => i < PAGE || row === last);
}

async function told(
  ctx: TenantContext,
  deps: AskDeps & ModelDeps,
  { survey, theme, group }: AskedTheme,
  page: readonly MentionRow[],
): Promise<Quotes["items"]> {
  const rows = await deps.themeTexts.quotes(ctx.workspace, page);
  const mentions = new Map(page.map((one) => [keyOf(one), one]));
  const themes = themesFor(survey.id, group);
  const model = await ownModel(deps);
  // The theme's own words first; what was merged into it speaks where they do not.
  const own = themes.toSorted((a, b) => Number(b.id === theme.id) - Number(a.id === theme.id));
  const marksOf = (row: QuoteRow) => {
    for (const one of own) {
      const { words } = explain(verbatimOf(survey.id, row), one, model);
      if (words.length > 0) return words;
    }
    return [];
  };
  return shapeQuotes(ctx.actor, page, rows, (row) => {
    const mention = mentions.get(keyOf(row));
    if (!mention) return { clause: null, marks: [], fit: 0 };
    const { start, end, sentiment, mood, fit } = mention;
    const marks = marksOf(row).map((span) => ({ start: span.start, end: span.end }));
    return { clause: { start, end }, marks, sentiment, mood, fit: fit / 1000 };
  });
}
