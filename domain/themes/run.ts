import { read } from "./assign.ts";
import { type Catalogue, openCatalogue } from "./catalogue.ts";
import { wordSpace } from "./model.ts";
import { type DiscoveryInput, type DiscoveryPlan, planDiscovery } from "./plan.ts";
import type { Reading, Theme, Verbatim } from "./types.ts";

/** Name of the engine's rules with vectors of a space. A reading is idempotent by (verbatim, engine). */
export const engineOf = (space: string = wordSpace): string => `words-3/${space}`;

/** Verbatims of one run from which a survey's later themes are proposed, not published. */
export const reviewFrom = 200;

/** Steps 1 and 3 of a run: reads a slice against the themes. The order of verbatims is free. */
export const readSlice = (verbatims: readonly Verbatim[], catalogue: Catalogue): Reading[] =>
  verbatims.map((verbatim) => read(verbatim, catalogue));

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

/**
 * A whole run over one survey in memory: the order of steps that a service follows slice by slice.
 * `texts` are those that no run has read and those without a theme.
 */
export const runSurvey = (
  input: Omit<DiscoveryInput, "residual" | "verbatims"> & { readonly texts: readonly Verbatim[] },
): {
  readonly readings: readonly Reading[];
  readonly themes: readonly Theme[];
  readonly plan: DiscoveryPlan;
} => {
  const { model, from = Number.POSITIVE_INFINITY } = input;
  const first = readSlice(input.texts, openCatalogue(input.themes, model));
  const residual = input.texts.filter(
    ({ seq }, at) => seq > from || first[at]?.mentions.length === 0,
  );
  const plan = planDiscovery({ ...input, residual, verbatims: input.texts.length });
  const themes = applyPlan(input.themes, plan);
  const again = new Map(
    readSlice(residual, openCatalogue(themes, model)).map((reading) => [
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
