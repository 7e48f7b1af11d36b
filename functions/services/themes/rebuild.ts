import { facetOfQuotes } from "../../../domain/themes/index.ts";
import type { SurveyText, ThemeTextsRepository } from "../../db/repositories/theme-texts.ts";
import type { StoredFacet, StoredTheme } from "../../db/repositories/themes.ts";
import { facetsOf, themesFor } from "./catalogue.ts";
import { type ModelDeps, modelFor } from "./model.ts";
import { verbatimOf } from "./reading.ts";

type Deps = ModelDeps & { themeTexts: ThemeTextsRepository };

/** Texts of a theme that a split is held against. */
const MOST_OTHERS = 500;

/** What recognises a theme that is split off `source` by these quotes, and the space of it. */
export async function facetOfSplit(
  deps: Deps,
  workspace: string,
  source: StoredTheme,
  chosen: readonly SurveyText[],
  stored: readonly StoredTheme[],
): Promise<{ facet: StoredFacet; space: string }> {
  const ids = new Set(chosen.map(({ row, question }) => `${row}/${question}`));
  const others = await deps.themeTexts.ofTheme(workspace, source.id, MOST_OTHERS);
  const surveyId = chosen[0]?.survey ?? "";
  const generation = stored
    .flatMap(facetsOf)
    .reduce((most, facet) => Math.max(most, facet.generation + 1), 1);
  const quoted = chosen.map((text) => verbatimOf(text.survey, text));
  const rest = others
    .filter(({ row, question }) => !ids.has(`${row}/${question}`))
    .map((text) => verbatimOf(text.survey, text));
  const model = await modelFor(deps, [...quoted, ...rest]);
  const [theme] = themesFor(surveyId, [source]);
  const empty = { generation, surveyId, since: 0, centroid: "", threshold: 1, terms: [] };
  const facet = theme
    ? facetOfQuotes({ chosen: quoted, others: rest, generation, surveyId, since: 0 }, theme, model)
    : empty;
  return { facet: { ...facet, others: {} }, space: model.vectors.space };
}

/**
 * The first theme whose split lost a quote with the person who wrote it, made anew from the quotes
 * that are left; undefined when there is none. What it takes is read again after this.
 */
export async function rebuiltSplit(
  deps: Deps,
  workspace: string,
  stored: readonly StoredTheme[],
): Promise<Pick<StoredTheme, "id" | "model"> | undefined> {
  const split = stored.find(({ model }) => model.rebuild);
  if (!split) return undefined;
  const { rebuild: _, ...model } = split.model;
  const source = stored.find(({ id }) => id === model.splitFrom);
  const keys = (model.quotes ?? []).map((quote) => {
    const [row = "", question = ""] = quote.split("/");
    return { row: Number(row), question };
  });
  const chosen = await deps.themeTexts.byKeys(workspace, keys);
  if (!source || chosen.length === 0) return { id: split.id, model };
  const { facet } = await facetOfSplit(deps, workspace, source, chosen, stored);
  const generation = model.facets[0]?.generation ?? facet.generation;
  return { id: split.id, model: { ...model, facets: [{ ...facet, generation }] } };
}
