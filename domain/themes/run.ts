import { analyse } from "./analyse.ts";
import { read } from "./assign.ts";
import { type Catalogue, openCatalogue } from "./catalogue.ts";
import { type Candidate, discover, minimumVerbatims, namingWeight } from "./discovery.ts";
import { rootOf } from "./identity.ts";
import { labelKey } from "./labels.ts";
import { type Model, wordSpace } from "./model.ts";
import type { Facet, Reading, Theme, Verbatim } from "./types.ts";
import { cosine, packVector, unpackVector } from "./vector.ts";

/** Name of the engine's rules. A reading is idempotent by (verbatim, engine). */
export const engine = `words-2/${wordSpace}`;

/** Verbatims of one run from which a survey's later themes are proposed, not published. */
export const reviewFrom = 200;
/** Cosine of centroids from which a group repeats a theme. */
const nearTheme = 0.93;

/** Steps 1 and 3 of a run: reads a slice against the themes. The order of verbatims is free. */
export const readSlice = (verbatims: readonly Verbatim[], catalogue: Catalogue): Reading[] =>
  verbatims.map((verbatim) => read(verbatim, catalogue));

export type DiscoveryInput = {
  readonly model: Model;
  readonly runId: string;
  readonly surveyId: string;
  /** The run's fixed upper cursor (`Verbatim.seq`). */
  readonly since: number;
  /** The run's fixed time, milliseconds UTC. */
  readonly at: number;
  /** All the workspace's themes, edits applied. */
  readonly themes: readonly Theme[];
  /** The survey's verbatims without a theme, at most `discoveryLimit`, in any fixed order. */
  readonly residual: readonly Verbatim[];
  /** All the survey's verbatims so far; discovery waits for 30. */
  readonly verbatims: number;
  /** True once the survey has had one run over 200 verbatims: new themes are proposed. */
  readonly reviewed: boolean;
  /** Id of the run's n-th new theme; must depend on (runId, surveyId, ordinal) only. */
  readonly newId: (ordinal: number) => string;
};

export type DiscoveryPlan = {
  /** Themes to insert. */
  readonly created: readonly Theme[];
  /** Known themes that gained a facet: store `facets` of each. */
  readonly widened: readonly Theme[];
};

const repeats = (candidate: Candidate, theme: Theme, model: Model): boolean => {
  const names = new Set(candidate.terms.map(({ key }) => key));
  if (labelKey(theme.label, candidate.lang) === labelKey(candidate.label, candidate.lang))
    return true;
  return theme.facets.some((facet) => {
    if (facet.terms.some(({ key, weight }) => weight >= namingWeight && names.has(key)))
      return true;
    if (theme.space !== model.vectors.space) return false;
    const centroid = unpackVector(facet.centroid, model.vectors.dimensions);
    return cosine(candidate.centroid, centroid) >= nearTheme;
  });
};

/**
 * Step 2 of a run, once a survey: groups among the residual become themes. A group near a known
 * theme widens it; near an archived theme it is dropped, because a curator has refused it.
 */
export const planDiscovery = (input: DiscoveryInput): DiscoveryPlan => {
  if (input.verbatims < minimumVerbatims) return { created: [], widened: [] };
  const generation =
    1 +
    input.themes.reduce(
      (most, { facets }) => Math.max(most, ...facets.map((f) => f.generation)),
      0,
    );
  const known = new Map(input.themes.map((theme) => [theme.id, theme]));
  const created = new Map<string, Theme>();
  const widened = new Map<string, Theme>();
  const placed: (string | null)[] = [];
  const texts = input.residual.map((verbatim) => analyse(verbatim, input.model));
  for (const candidate of discover(texts, input.model, input.verbatims)) {
    const facet: Facet = {
      generation,
      surveyId: input.surveyId,
      since: input.since,
      centroid: packVector(candidate.centroid),
      threshold: candidate.threshold,
      terms: candidate.terms,
    };
    const near = [...known.values()].find((theme) => repeats(candidate, theme, input.model));
    if (near !== undefined) {
      placed.push(near.id);
      if (near.status === "archived") continue;
      const before = widened.get(near.id) ?? near;
      widened.set(near.id, { ...before, facets: [...before.facets, facet] });
      continue;
    }
    const id = input.newId(created.size);
    const parentId = candidate.parent === null ? null : (placed[candidate.parent] ?? null);
    placed.push(id);
    created.set(id, {
      id,
      label: candidate.label,
      pinned: false,
      status: input.reviewed ? "proposed" : "active",
      muted: false,
      parentId: parentId === null ? null : rootOf(parentId, known),
      mergedInto: null,
      until: null,
      space: input.model.vectors.space,
      facets: [facet],
      rules: [],
      splitFrom: null,
      exemplars: candidate.exemplars,
      createdRun: input.runId,
      createdAt: input.at,
    });
  }
  return { created: [...created.values()], widened: [...widened.values()] };
};

/** The workspace's themes after a discovery step. */
export const applyPlan = (themes: readonly Theme[], plan: DiscoveryPlan): Theme[] => {
  const changed = new Map(plan.widened.map((theme) => [theme.id, theme]));
  return [...themes.map((theme) => changed.get(theme.id) ?? theme), ...plan.created];
};

export type RunDiff = {
  readonly created: readonly string[];
  readonly proposed: readonly string[];
  readonly widened: readonly string[];
  readonly grew: readonly string[];
  readonly faded: readonly string[];
  readonly merged: readonly string[];
};

/** Change in a theme's share of verbatims that is worth a word, and the mentions it needs. */
const notable = 0.25;
const notableMentions = 8;

type Volume = { readonly mentions: number; readonly verbatims: number };

/**
 * What a run changed. `recent` and `earlier` give each theme's mentions and the survey's verbatims
 * in the run's slice and in all that came before; a theme grew or faded when its share moved by a
 * quarter.
 */
export const diffRun = (
  plan: DiscoveryPlan,
  before: readonly Theme[],
  after: readonly Theme[],
  recent: (themeId: string) => Volume,
  earlier: (themeId: string) => Volume,
): RunDiff => {
  const was = new Map(before.map((theme) => [theme.id, theme]));
  const moved = (sign: 1 | -1): string[] =>
    after.flatMap(({ id }) => {
      const [now, then] = [recent(id), earlier(id)];
      if (!was.has(id) || now.verbatims === 0 || then.verbatims === 0) return [];
      if (Math.max(now.mentions, then.mentions) < notableMentions) return [];
      const share = now.mentions / now.verbatims;
      const base = then.mentions / then.verbatims;
      return sign * (share - base) > notable * base ? [id] : [];
    });
  return {
    created: plan.created.filter(({ status }) => status === "active").map(({ id }) => id),
    proposed: plan.created.filter(({ status }) => status === "proposed").map(({ id }) => id),
    widened: plan.widened.map(({ id }) => id),
    grew: moved(1),
    faded: moved(-1),
    merged: after
      .filter(({ id, status }) => status === "merged" && was.get(id)?.status !== "merged")
      .map(({ id }) => id),
  };
};

/** A whole run over one survey in memory: the order of steps that a service follows slice by slice. */
export const runSurvey = (
  input: Omit<DiscoveryInput, "residual" | "verbatims"> & { readonly texts: readonly Verbatim[] },
): {
  readonly readings: readonly Reading[];
  readonly themes: readonly Theme[];
  readonly plan: DiscoveryPlan;
} => {
  const first = readSlice(input.texts, openCatalogue(input.themes, input.model));
  const residual = input.texts.filter((_, at) => first[at]?.mentions.length === 0);
  const plan = planDiscovery({ ...input, residual, verbatims: input.texts.length });
  const themes = applyPlan(input.themes, plan);
  const again = new Map(
    readSlice(residual, openCatalogue(themes, input.model)).map((reading) => [
      reading.verbatimId,
      reading,
    ]),
  );
  return {
    readings: first.map((reading) => again.get(reading.verbatimId) ?? reading),
    themes,
    plan,
  };
};
