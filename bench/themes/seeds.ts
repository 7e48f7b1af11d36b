import { type Model, type Theme, themeOfWords } from "../../domain/themes/index.ts";

/**
 * The words that a curator would give a theme of a restaurant to begin with: what it is called, what
 * it is made of, what is said of it. Chosen by hand, with SemEval-14's train rows in view: a first,
 * shorter list was lengthened because it had less on them. No test row was looked at.
 */
export const RESTAURANT: Readonly<Record<string, readonly string[]>> = {
  food: words("food dish meal dessert drinks pizza chicken sushi fish tasty delicious flavor"),
  service: words("service staff waiter waitress server manager rude friendly attentive waited"),
  price: words("price cheap expensive bill cost value overpriced affordable"),
  ambience: words("ambience atmosphere decor music cozy romantic noise crowded lighting seating"),
};

/** The finer aspects of MAMS. What is in none of them has no words. */
export const MAMS: Readonly<Record<string, readonly string[]>> = {
  food: RESTAURANT["food"] ?? [],
  menu: words("menu selection choice list variety"),
  price: RESTAURANT["price"] ?? [],
  service: words("service wait order delivery reservation"),
  staff: words("staff waiter waitress server manager hostess bartender rude friendly"),
  place: words("place table seat room location bar"),
  ambience: RESTAURANT["ambience"] ?? [],
};

const SURVEY = "sv_bench";

function words(line: string): string[] {
  return line.split(" ");
}

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
