import { type Model, type Theme, themeOfWords } from "../../domain/themes/index.ts";

/**
 * The words that a curator would give a theme of a restaurant to begin with. They were written down
 * once, from what the categories are called and mean, before any row was looked at.
 */
export const RESTAURANT: Readonly<Record<string, readonly string[]>> = {
  food: ["food", "dish", "meal", "menu", "drink", "wine", "taste", "delicious"],
  service: ["service", "staff", "waiter", "waitress", "server", "attentive", "rude"],
  price: ["price", "cheap", "expensive", "bill", "cost", "money", "value"],
  ambience: ["ambience", "atmosphere", "decor", "music", "cozy", "romantic", "noise"],
};

/** The finer aspects of MAMS. What is in none of them has no words. */
export const MAMS: Readonly<Record<string, readonly string[]>> = {
  food: ["food", "dish", "meal", "taste", "delicious", "drink", "dessert"],
  menu: ["menu", "selection", "choice", "list", "variety"],
  price: RESTAURANT["price"] ?? [],
  service: ["service", "wait", "order", "delivery", "reservation"],
  staff: ["staff", "waiter", "waitress", "server", "manager", "hostess", "bartender"],
  place: ["place", "table", "seat", "room", "location", "bar"],
  ambience: RESTAURANT["ambience"] ?? [],
};

export const SURVEY = "sv_bench";

/** A theme made of seed words alone, as from a curator's rule, for each entry. */
export function seedThemes(
  seeds: Readonly<Record<string, readonly string[]>>,
  model: Model,
): Theme[] {
  return Object.entries(seeds).map(([label, words]) => ({
    id: label,
    label,
    pinned: true,
    status: "active",
    muted: false,
    parentId: null,
    mergedInto: null,
    until: null,
    space: model.vectors.space,
    facets: [themeOfWords(words, label, model, { generation: 1, surveyId: SURVEY, since: 0 })],
    rules: [],
    splitFrom: null,
    exemplars: [],
    createdRun: "bench",
    createdAt: 0,
  }));
}
