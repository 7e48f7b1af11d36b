import { type Analysis, analyse } from "./analyse.ts";
import { read } from "./assign.ts";
import { openCatalogue } from "./catalogue.ts";
import { type Candidate, discover, discoveryLimit, minimumVerbatims } from "./discovery.ts";
import { rootOf } from "./identity.ts";
import { labelKey } from "./labels.ts";
import type { Model } from "./model.ts";
import { namingWeight } from "./topics.ts";
import type { Facet, Theme, Verbatim } from "./types.ts";
import { cosine, packVector, unpackVector } from "./vector.ts";

/** Themes made in one step, sub-themes included. */
const mostThemes = 60;
/** Cosine of centroids from which a group repeats a theme. */
const nearTheme = 0.8;
/** The same for a group inside a theme, which is near it by nature. */
const samePart = 0.93;
/** Share of a group, and of a theme, in common from which they are the same topic. */
const sameTopic = 0.5;
/** Share of a group that already has a theme from which it lies inside what is known. */
const mostlyKnown = 0.4;
/** Share of a group inside a theme from which it is a sub-theme of it. */
const partOf = 0.6;

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
  /**
   * Upper cursor of the survey's run before this one, 0 if there was none. Leave it out and known
   * themes get no sub-themes.
   */
  readonly from?: number;
  /**
   * The survey's verbatims that have no theme, and with `from` those that arrived after it whatever
   * themes they have; at most `discoveryLimit`, in any fixed order.
   */
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

const nearest = (candidate: Candidate, theme: Theme, model: Model): number =>
  theme.space === model.vectors.space
    ? Math.max(
        -1,
        ...theme.facets
          .filter(({ centroid }) => centroid !== "")
          .map(({ centroid }) =>
            cosine(candidate.centroid, unpackVector(centroid, model.vectors.dimensions)),
          ),
      )
    : -1;

const sameLabel = (candidate: Candidate, theme: Theme): boolean =>
  labelKey(theme.label, candidate.lang) === labelKey(candidate.label, candidate.lang);

/** A group says again what a theme says: by name, by a word that makes it, or by meaning. */
const repeats = (candidate: Candidate, theme: Theme, model: Model): boolean => {
  const names = new Set(
    candidate.terms.filter(({ weight }) => weight >= namingWeight).map(({ key }) => key),
  );
  return (
    sameLabel(candidate, theme) ||
    theme.facets.some(({ terms }) =>
      terms.some(({ key, weight }) => weight >= namingWeight && names.has(key)),
    ) ||
    nearest(candidate, theme, model) >= nearTheme
  );
};

/** What known themes say of the texts at hand. */
type Known = {
  /** Verbatim -> the themes it has. */
  readonly themesOf: ReadonlyMap<string, readonly string[]>;
  /** Theme -> its verbatims among the texts. */
  readonly sizes: ReadonlyMap<string, number>;
};

const knownOf = (texts: readonly Verbatim[], themes: readonly Theme[], model: Model): Known => {
  const catalogue = openCatalogue(themes, model);
  const themesOf = new Map<string, readonly string[]>();
  const sizes = new Map<string, number>();
  for (const text of texts) {
    const ids = [...new Set(read(text, catalogue).mentions.map(({ themeId }) => themeId))];
    if (ids.length > 0) themesOf.set(text.id, ids);
    for (const id of ids) sizes.set(id, (sizes.get(id) ?? 0) + 1);
  }
  return { themesOf, sizes };
};

/** The theme that holds most of a group, with its share of the group and of the theme. */
const homeOf = (
  { members }: Candidate,
  { themesOf, sizes }: Known,
): { readonly id: string; readonly ofGroup: number; readonly ofTheme: number } | null => {
  const counts = new Map<string, number>();
  for (const member of members)
    for (const id of themesOf.get(member) ?? []) counts.set(id, (counts.get(id) ?? 0) + 1);
  const [most] = [...counts].sort(
    (a, b) =>
      b[1] - a[1] || (sizes.get(a[0]) ?? 0) - (sizes.get(b[0]) ?? 0) || (a[0] < b[0] ? -1 : 1),
  );
  if (most === undefined) return null;
  const [id, both] = most;
  return { id, ofGroup: both / members.length, ofTheme: both / (sizes.get(id) ?? both) };
};

/** Where a group belongs: a theme that it widens, a new theme, or nowhere. */
type Place =
  | { readonly kind: "new"; readonly home: string | null }
  | { readonly kind: "wider"; readonly theme: Theme }
  | { readonly kind: "known" };

const placeOf = (
  candidate: Candidate,
  themes: readonly Theme[],
  known: Known,
  model: Model,
): Place => {
  const themed = candidate.members.filter((id) => known.themesOf.has(id)).length;
  if (themed < mostlyKnown * candidate.members.length) {
    const near = themes.find((theme) => repeats(candidate, theme, model));
    return near === undefined ? { kind: "new", home: null } : { kind: "wider", theme: near };
  }
  const home = homeOf(candidate, known);
  const same = themes.some((theme) => {
    if (sameLabel(candidate, theme)) return true;
    const most = home?.id === theme.id && home.ofGroup >= sameTopic && home.ofTheme >= sameTopic;
    return nearest(candidate, theme, model) >= (most ? nearTheme : samePart);
  });
  if (same || !candidate.close) return { kind: "known" };
  return { kind: "new", home: home !== null && home.ofGroup >= partOf ? home.id : null };
};

/**
 * Step 2 of a run, once a survey: groups among the residual become themes. A group near a known
 * theme widens it, one that lies inside a known theme becomes a sub-theme; near an archived theme
 * it is dropped, because a curator has refused it.
 */
export const planDiscovery = (input: DiscoveryInput): DiscoveryPlan => {
  if (input.verbatims < minimumVerbatims) return { created: [], widened: [] };
  const { model, from } = input;
  const residual = input.residual.slice(0, discoveryLimit);
  const generation =
    1 +
    input.themes.reduce(
      (most, { facets }) => Math.max(most, ...facets.map((f) => f.generation)),
      0,
    );
  const themes = new Map(input.themes.map((theme) => [theme.id, theme]));
  const known: Known =
    from === undefined
      ? { themesOf: new Map(), sizes: new Map() }
      : knownOf(residual, input.themes, model);
  const texts = residual.map((verbatim) => analyse(verbatim, model));
  const isOpen = ({ verbatim }: Analysis): boolean => !known.themesOf.has(verbatim.id);
  const [open, themed] = [texts.filter(isOpen), texts.filter((text) => !isOpen(text))];
  const created = new Map<string, Theme>();
  const widened = new Map<string, Theme>();
  const placed: (string | null)[] = [];
  /** Two levels: below a sub-theme stands nothing. */
  const topOf = (id: string | null): string | null => {
    if (id === null) return null;
    const root = rootOf(id, themes);
    return (created.get(root) ?? themes.get(root))?.parentId ?? root;
  };
  for (const candidate of discover(open, themed, model)) {
    const facet: Facet = {
      generation,
      surveyId: input.surveyId,
      since: input.since,
      ...(from !== undefined && { from }),
      centroid: packVector(candidate.centroid),
      threshold: candidate.threshold,
      terms: candidate.terms,
    };
    const place = placeOf(candidate, input.themes, known, model);
    if (place.kind === "known") {
      placed.push(null);
      continue;
    }
    if (place.kind === "wider") {
      const { theme } = place;
      placed.push(theme.id);
      if (theme.status === "archived") continue;
      const before = widened.get(theme.id) ?? theme;
      widened.set(theme.id, { ...before, facets: [...before.facets, facet] });
      continue;
    }
    if (created.size >= mostThemes) {
      placed.push(null);
      continue;
    }
    const id = input.newId(created.size);
    const above = candidate.parent === null ? null : (placed[candidate.parent] ?? null);
    placed.push(id);
    created.set(id, {
      id,
      label: candidate.label,
      pinned: false,
      status: input.reviewed ? "proposed" : "active",
      muted: false,
      parentId: topOf(above ?? place.home),
      mergedInto: null,
      until: null,
      space: model.vectors.space,
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
