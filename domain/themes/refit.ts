import { openCatalogue } from "./catalogue.ts";
import { nothing, rootOf } from "./identity.ts";
import { labelKey } from "./labels.ts";
import type { Model } from "./model.ts";
import { planDiscovery } from "./plan.ts";
import { readSlice } from "./run.ts";
import type { Facet, Theme, Verbatim } from "./types.ts";

export type RefitInput = {
  readonly model: Model;
  readonly refitId: string;
  readonly surveyId: string;
  /** Fixed time, milliseconds UTC. */
  readonly at: number;
  /** All the workspace's themes as the survey meets them, edits applied. */
  readonly themes: readonly Theme[];
  /** The survey's newest verbatims, at most `discoveryLimit`. */
  readonly texts: readonly Verbatim[];
  /** Id of the n-th new theme; must depend on (refitId, ordinal) only. */
  readonly newId: (ordinal: number) => string;
};

/** A facet of a theme after a re-fit: its `from`-th of before, perhaps changed; null for a new one. */
export type RefitFacet = { readonly from: number | null; readonly facet: Facet };

export type RefitPlan = {
  readonly space: string;
  /** What recognises themes from now on, by theme. */
  readonly facets: Readonly<Record<string, readonly RefitFacet[]>>;
  /** New themes, archived and taking nothing until the re-fit is accepted. */
  readonly created: readonly Theme[];
  /** Themes that nothing was found of any more. */
  readonly closed: readonly string[];
  /** Texts with each theme as it is and as it would be. */
  readonly counts: ReadonlyMap<string, { readonly before: number; readonly after: number }>;
  /** Themes that stay, found again or left alone. */
  readonly kept: readonly string[];
  /** Texts whose themes would change. */
  readonly moved: number;
};

/** Overlap of two sets of texts (Jaccard) from which a group is a known theme again. */
const sameTexts = 0.25;
/** What the same label counts on top of it. */
const sameLabel = 0.5;

type Sets = ReadonlyMap<string, ReadonlySet<string>>;

/** The texts of each theme that a reader sees. */
const setsOf = (themes: readonly Theme[], input: RefitInput): Sets => {
  const sets = new Map<string, Set<string>>();
  for (const { verbatimId, mentions } of readSlice(
    input.texts,
    openCatalogue(themes, input.model),
  )) {
    for (const { themeId } of mentions) {
      const own = sets.get(themeId) ?? new Set();
      sets.set(themeId, own.add(verbatimId));
    }
  }
  return sets;
};

const none: ReadonlySet<string> = new Set();

const overlap = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let both = 0;
  for (const id of a) if (b.has(id)) both += 1;
  return both === 0 ? 0 : both / (a.size + b.size - both);
};

/**
 * Known themes and groups that are the same, the most alike first, each once: they share their texts,
 * or fewer of them and their label.
 * @returns the known theme of each group
 */
const matchesOf = (
  known: readonly Theme[],
  before: Sets,
  fresh: readonly Theme[],
  found: Sets,
): Map<string, string> => {
  const pairs = known.flatMap((theme) =>
    fresh.flatMap((group) => {
      const shared = overlap(before.get(theme.id) ?? none, found.get(group.id) ?? none);
      const named = labelKey(theme.label, "und") === labelKey(group.label, "und");
      const alike = shared + (named ? sameLabel : 0);
      return alike >= sameTexts ? [{ theme: theme.id, group: group.id, alike }] : [];
    }),
  );
  pairs.sort((a, b) => b.alike - a.alike || (a.theme + a.group < b.theme + b.group ? -1 : 1));
  const matches = new Map<string, string>();
  const taken = new Set<string>();
  for (const { theme, group } of pairs) {
    if (taken.has(theme) || matches.has(group)) continue;
    taken.add(theme);
    matches.set(group, theme);
  }
  return matches;
};

/**
 * Themes that a curator shaped by more than a name, and refused ones: what recognises them is left
 * alone, and a group that is one of them is not made again.
 */
const shaped = (themes: readonly Theme[]): Set<string> => {
  const sources = new Set(themes.flatMap(({ splitFrom }) => splitFrom ?? []));
  return new Set(
    themes.flatMap(({ id, status, splitFrom }) =>
      status === "archived" || splitFrom !== null || sources.has(id) ? [id] : [],
    ),
  );
};

/**
 * All themes of a survey found anew from its newest texts. A group that is a known theme again
 * becomes what recognises that theme, whose id, label, rules and history stay. What is found of no
 * known theme is a new one; a known theme of this survey that is found no more is closed, unless a
 * curator named, taught, split or refused it, or another survey carries it. Facets of this survey
 * speak for all its texts from now on, as if they had always been there. Pure; nothing is decided
 * until the plan is accepted.
 */
export const planRefit = (input: RefitInput): RefitPlan => {
  const { themes, model, surveyId } = input;
  const { space } = model.vectors;
  const byId = new Map(themes.map((theme) => [theme.id, theme]));
  const generation =
    1 + themes.reduce((most, { facets }) => Math.max(most, ...facets.map((f) => f.generation)), 0);
  const fresh = planDiscovery({
    model,
    surveyId,
    at: input.at,
    newId: input.newId,
    runId: input.refitId,
    since: 0,
    themes: [],
    residual: input.texts,
    verbatims: input.texts.length,
    reviewed: false,
  }).created;
  const before = setsOf(themes, input);
  const found = setsOf(fresh, input);
  const seen = themes.filter(({ status }) => status !== "merged");
  const matches = matchesOf(seen, before, fresh, found);
  const alone = shaped(themes);
  const groupOf = new Map([...matches].map(([group, theme]) => [theme, group]));
  /** Those that stay: of other surveys as they are, of this one with all its texts before them. */
  const staying = (theme: Theme, own: boolean): RefitFacet[] =>
    theme.facets.flatMap((facet, from) => {
      const ours = facet.surveyId === surveyId;
      if (ours && !own) return [];
      const centroid = theme.space === space ? facet.centroid : "";
      return [{ from, facet: { ...facet, centroid, since: ours ? 0 : facet.since } }];
    });

  const facets: Record<string, readonly RefitFacet[]> = {};
  const closed: string[] = [];
  for (const theme of themes) {
    const root = byId.get(rootOf(theme.id, byId)) ?? theme;
    const group = fresh.find(({ id }) => id === groupOf.get(root.id));
    const ours = theme.facets.some((facet) => facet.surveyId === surveyId);
    const stays = alone.has(root.id) || alone.has(theme.id);
    if (group !== undefined && !stays) {
      // Merged ones are found with their root.
      const made = root === theme ? group.facets : [];
      facets[theme.id] = [
        ...staying(theme, false),
        ...made.map((facet) => ({ from: null, facet: { ...facet, generation } })),
      ];
    } else if (ours && (stays || root.pinned || root.rules.length > 0)) {
      facets[theme.id] = staying(theme, true);
    } else if (ours) {
      const others = staying(theme, false);
      facets[theme.id] = others;
      if (root === theme && others.length === 0) closed.push(theme.id);
    }
  }
  const unknown = fresh.filter(({ id }) => !matches.has(id));
  const isNew = new Set(unknown.map(({ id }) => id));
  const placeOf = (group: string | null): string | null => {
    const id = group === null || isNew.has(group) ? group : (matches.get(group) ?? null);
    if (id === null || isNew.has(id)) return id;
    const parent = byId.get(id);
    return parent?.status === "archived" || parent?.parentId !== null ? null : id;
  };
  const created = unknown.map((theme): Theme => ({
    ...theme,
    parentId: placeOf(theme.parentId),
    facets: theme.facets.map((facet) => ({ ...facet, generation })),
    status: "archived",
    until: nothing,
  }));
  const later = [
    ...themes.map((theme): Theme => {
      const own = facets[theme.id]?.map(({ facet }) => facet);
      const now = own ? { ...theme, facets: own, space } : theme;
      return closed.includes(theme.id) ? { ...now, status: "archived", until: nothing } : now;
    }),
    ...created.map((theme): Theme => ({ ...theme, status: "active", until: null })),
  ];
  const after = setsOf(later, input);
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  return {
    space,
    facets,
    created,
    closed,
    counts: new Map(
      ids.map((id) => [id, { before: before.get(id)?.size ?? 0, after: after.get(id)?.size ?? 0 }]),
    ),
    kept: seen.flatMap(({ id }) =>
      !closed.includes(id) && (before.has(id) || after.has(id)) ? [id] : [],
    ),
    moved: movedBetween(before, after),
  };
};

/** Texts that have other themes in one than in the other. */
const movedBetween = (before: Sets, after: Sets): number => {
  const moved = new Set<string>();
  for (const [from, to] of [
    [before, after],
    [after, before],
  ] as const)
    for (const [theme, texts] of from)
      for (const text of texts) if (!to.get(theme)?.has(text)) moved.add(text);
  return moved.size;
};
