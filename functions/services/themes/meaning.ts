import { likenessOf, openQuery } from "../../../domain/themes/index.ts";
import type { Meaning, MeaningQuery } from "../../../domain/wire/themes.ts";
import type { TenantContext } from "../../context.ts";
import { found } from "../../errors.ts";
import { matchOf } from "../responses/match.ts";
import { type AskDeps, topOf } from "./asked.ts";
import { type ModelDeps, ownModel } from "./model.ts";
import { themePeriod } from "./period.ts";
import { verbatimOf } from "./reading.ts";
import { keyOf, shapeQuotes } from "./shape-quotes.ts";

/** Texts that are compared, and those that are told. */
const [LOOK, TOLD] = [500, 29];
/** Likeness below which a text says something else. */
const LEAST = 0.35;

/**
 * Texts of a survey and period that say something like a query, nearest first. The words of the word
 * table that lie nearest to it widen a search of the index; what that finds, at most the newest 500
 * rows, is compared clause by clause while the request lasts. Nothing is stored of texts, so nothing
 * is left to erase. It finds other languages as far as the table knows their words.
 * @throws AppError not_found, bad_request
 */
export async function searchMeaning(
  ctx: TenantContext,
  deps: AskDeps & ModelDeps,
  id: string,
  query: MeaningQuery,
): Promise<Meaning> {
  const { workspace, actor } = ctx;
  const survey = found(await deps.themeRuns.survey(workspace, id));
  const { from, to } = themePeriod(query, ctx.now, survey.zone);
  const match = matchOf(query.q);
  if (!match) return { items: [], words: [], of: 0, capped: false };
  const model = await ownModel(deps);
  const wanted = openQuery(query.q, model);
  const top = await topOf(ctx, deps, survey, { to });
  const any = [...wanted.own, ...wanted.near].flatMap(
    (word) => word.match(/[\p{L}\p{N}]+/gu) ?? [],
  );
  const [exact, wide] = await Promise.all([
    deps.themeTexts.holding(survey, { all: match }, top, LOOK / 2),
    deps.themeTexts.holding(survey, { any }, top, LOOK),
  ]);
  const rows = [...new Set([...exact, ...wide])].slice(0, LOOK);
  const texts = (await deps.themeTexts.ofRows(workspace, rows)).filter(
    ({ state, day }) => state === "counted" && day >= from && day <= to,
  );
  const ranked = texts
    .map((text) => ({ ...text, ...likenessOf(verbatimOf(id, text), wanted, model) }))
    .filter(({ fit }) => fit >= LEAST)
    .sort((a, b) => b.fit - a.fit || b.row - a.row)
    .slice(0, TOLD);
  const like = new Map(ranked.map((one) => [keyOf(one), one]));
  return {
    items: shapeQuotes(actor, ranked, await deps.themeTexts.quotes(workspace, ranked), (row) => {
      const { clause = null, marks = [], fit = 0 } = like.get(keyOf(row)) ?? {};
      return { clause, marks: [...marks], fit };
    }),
    words: [...wanted.near],
    of: texts.length,
    capped: wide.length === LOOK || exact.length === LOOK / 2,
  };
}
