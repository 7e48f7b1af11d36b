import {
  type Model,
  openCatalogue,
  type Reading,
  readSlice,
  type Theme,
} from "../../domain/themes/index.ts";
import { cosine, unpackVector } from "../../domain/themes/vector.ts";
import { microF1, weightedF1 } from "./agreement.ts";
import { textVectors, verbatimsOf } from "./engine.ts";
import { type Bench, type Figure, percent } from "./part.ts";
import { RESTAURANT, seedThemes } from "./seeds.ts";

/** What a sentence is about that is about none of the four. */
const NOTHING = "anecdotes/miscellaneous";
const CATEGORIES_TARGET = 82;
const THREE_TARGET = 85;
const THREE: Readonly<Record<string, string>> = {
  Food: "food",
  Staff: "service",
  Ambience: "ambience",
};

/** Themes from seed words alone against the aspects that people gave sentences. */
export async function aspects(bench: Bench): Promise<Figure[]> {
  return [categories(bench), three(bench)];
}

/** SemEval-14: all categories of a sentence; one without a theme is an anecdote. */
function categories({ model, set, tell }: Bench): Figure {
  const { rows, hash } = set("se14_rest_test");
  tell(`se14_rest_test: ${rows.length} rows, ${hash}`);
  const gold = rows.map(({ labels }) => new Set(labels.map((label) => label.replace(/:.*$/u, ""))));
  const texts = rows.map(({ text }) => text);
  const said = read(texts, seedThemes(RESTAURANT, model), model).map(
    ({ mentions }) =>
      new Set(mentions.length === 0 ? [NOTHING] : mentions.map(({ themeId }) => themeId)),
  );
  return {
    measure: "SemEval-14 categories, seed words only, micro-F1",
    value: percent(microF1(gold, said)),
    target: CATEGORIES_TARGET,
  };
}

/**
 * Citysearch as ABAE and CAt have it: sentences with one of three aspects and no other, one answer
 * each. Where the engine gives no theme, the nearest of the three by its vectors answers.
 */
function three({ model, set, tell }: Bench): Figure {
  const rows = set("citysearch").rows.filter(
    ({ labels }) => labels.length === 1 && THREE[labels[0] ?? ""] !== undefined,
  );
  tell(`citysearch: ${rows.length} rows with one of three aspects`);
  const names = Object.values(THREE);
  const themes = seedThemes(RESTAURANT, model).filter(({ id }) => names.includes(id));
  const texts = rows.map(({ text }) => text);
  const readings = read(texts, themes, model);
  const near = nearestThemes(texts, themes, model);
  const said = readings.map((reading, i) => best(reading) ?? near[i] ?? null);
  const gold = rows.map(({ labels }) => THREE[labels[0] ?? ""] ?? "");
  return {
    measure: "Citysearch, 3 aspects, weighted F1",
    value: percent(weightedF1(gold, said)),
    target: THREE_TARGET,
  };
}

const read = (texts: readonly string[], themes: readonly Theme[], model: Model): Reading[] =>
  readSlice(verbatimsOf(texts), openCatalogue(themes, model));

/** The theme of the strongest mention. */
function best({ mentions }: Reading): string | null {
  const [first] = mentions.toSorted((a, b) => b.similarity - a.similarity);
  return first?.themeId ?? null;
}

function nearestThemes(texts: readonly string[], themes: readonly Theme[], model: Model): string[] {
  const { dimensions } = model.vectors;
  const vectors = textVectors(texts, model);
  const centroids = themes.map(({ id, facets: [facet] }) => ({
    id,
    centroid: unpackVector(facet?.centroid ?? "", dimensions),
  }));
  return texts.map((_, i) => {
    const vector = vectors.subarray(i * dimensions, (i + 1) * dimensions);
    const ranked = centroids.toSorted(
      (a, b) => cosine(vector, b.centroid) - cosine(vector, a.centroid),
    );
    return ranked[0]?.id ?? "";
  });
}
