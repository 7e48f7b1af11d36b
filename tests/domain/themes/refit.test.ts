import { describe, expect, it } from "vitest";
import {
  dormant,
  openCatalogue,
  planRefit,
  readSlice,
  type RefitPlan,
  replay,
  runSurvey,
  type Theme,
} from "../../../domain/themes/index.ts";
import { engineModel } from "../../support/engine-model.ts";
import { comments } from "./corpus.ts";

const model = await engineModel();
const texts = comments(400);

const found = (of = texts, name = "r1") =>
  runSurvey({
    model,
    runId: name,
    surveyId: "sv_a",
    since: of.length,
    at: 1,
    themes: [],
    texts: of,
    reviewed: false,
    newId: (ordinal) => `${name}-${ordinal}`,
  }).themes;
const planOf = (themes: readonly Theme[]): RefitPlan =>
  planRefit({
    model,
    refitId: "f",
    surveyId: "sv_a",
    at: 2,
    themes,
    texts,
    newId: (ordinal) => `f-${ordinal}`,
  });
/** The themes once the plan is in the log. */
const accepted = (themes: readonly Theme[], plan: RefitPlan): Theme[] =>
  replay(
    [...themes, ...plan.created],
    [
      {
        id: "e1",
        at: 3,
        by: "me",
        kind: "refit",
        themeId: "sv_a",
        space: plan.space,
        facets: Object.fromEntries(
          Object.entries(plan.facets).map(([id, list]) => [id, list.map(({ facet }) => facet)]),
        ),
        opened: plan.created.map(({ id }) => id),
        closed: plan.closed,
      },
    ],
  );
const countsOf = (themes: readonly Theme[]): Map<string, number> => {
  const counts = new Map<string, number>();
  const open = themes.filter((theme) => !dormant(theme));
  for (const { mentions } of readSlice(texts, openCatalogue(open, model)))
    for (const id of new Set(mentions.map(({ themeId }) => themeId)))
      counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
};
const oddFacet = {
  generation: 1,
  surveyId: "sv_a",
  since: 0,
  centroid: "",
  threshold: 0.5,
  terms: [{ key: "zeppelin", weight: 0.8 }],
};
const odd = (themes: readonly Theme[], more: Partial<Theme> = {}): Theme => ({
  ...(themes[0] as Theme),
  id: "odd",
  label: "Zeppelins",
  facets: [oddFacet],
  parentId: null,
  ...more,
});

describe("planRefit", () => {
  it("finds the same themes again from the same texts: all kept, none new, none closed", () => {
    const themes = found();
    const plan = planOf(themes);
    expect(themes.length).toBeGreaterThan(3);
    expect(plan.created).toEqual([]);
    expect(plan.closed).toEqual([]);
    expect([...plan.kept].sort()).toEqual(themes.map(({ id }) => id).sort());
  });

  it("tells before what reading everything again gives after", () => {
    const themes = found().slice(0, 2);
    const plan = planOf([...themes, odd(themes)]);
    expect(plan.created.length).toBeGreaterThan(1);
    expect(plan.created.every(dormant)).toBe(true);
    expect(plan.closed).toEqual(["odd"]);
    const after = countsOf(accepted([...themes, odd(themes)], plan));
    const told = [...plan.counts].filter(([, { after: n }]) => n > 0);
    expect(new Map(told.map(([id, { after: n }]) => [id, n]))).toEqual(after);
    expect(plan.moved).toBeGreaterThan(0);
  });

  it("leaves alone what a curator named, taught, refused or split", () => {
    const themes = found().slice(0, 2);
    const words = { id: "e", mode: "never", kind: "words", words: "x" } as const;
    for (const more of [
      { pinned: true },
      { rules: [words] },
      { status: "archived", until: 99 },
      { splitFrom: "r1-0" },
    ] satisfies Partial<Theme>[]) {
      const all = [...themes, odd(themes, more)];
      const plan = planOf(all);
      expect(plan.closed).toEqual([]);
      const kept = accepted(all, plan).find(({ id }) => id === "odd");
      expect(kept).toMatchObject({ ...more, facets: [oddFacet] });
    }
  });

  it("makes no theme of what a curator refused", () => {
    const [first, ...rest] = found();
    const refused: Theme = { ...(first as Theme), status: "archived", until: 1_000 };
    const plan = planOf([refused, ...rest]);
    expect(plan.created).toEqual([]);
    expect(plan.facets[refused.id]?.map(({ from }) => from)).toEqual(
      refused.facets.map((_, i) => i),
    );
  });

  it("leaves facets of other surveys as they are, and closes none that they carry", () => {
    const themes = found().slice(0, 2);
    const foreign = { ...oddFacet, surveyId: "sv_b", since: 50 };
    const all = [...themes, odd(themes, { facets: [oddFacet, foreign] })];
    const plan = planOf(all);
    expect(plan.closed).toEqual([]);
    expect(plan.facets["odd"]).toEqual([{ from: 1, facet: foreign }]);
  });

  it("keeps merged themes merged, found with the one they belong to", () => {
    const themes = found();
    const [into, from] = themes as [Theme, Theme];
    const merged = themes.map((theme): Theme =>
      theme === from ? { ...from, status: "merged", mergedInto: into.id } : theme,
    );
    const plan = planOf(merged);
    expect(plan.kept).not.toContain(from.id);
    expect(plan.facets[from.id]).toEqual([]);
    const after = countsOf(accepted(merged, plan));
    expect(after.get(into.id)).toBe(plan.counts.get(into.id)?.after);
    expect(after.has(from.id)).toBe(false);
  });

  it("moves themes of an older space to the present one; what stays there goes on by its words", () => {
    const old = found().map((theme): Theme => ({ ...theme, space: "older" }));
    const shaped = { pinned: true, facets: [{ ...oddFacet, centroid: "AAAA" }], space: "older" };
    const all = [...old, odd(old, shaped)];
    const plan = planOf(all);
    const now = accepted(all, plan);
    expect(plan.kept.length).toBeGreaterThan(3);
    for (const { id, facets, space } of now.filter(({ status }) => status === "active")) {
      expect([id, space]).toEqual([id, model.vectors.space]);
      expect(facets.length).toBeGreaterThan(0);
    }
    expect(now.find(({ id }) => id === "odd")?.facets).toEqual([oddFacet]);
    const back = replay([...all, ...plan.created], []);
    expect(back.slice(0, all.length)).toEqual(all);
  });
});
