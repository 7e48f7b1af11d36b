import { dormant, nothing, type Theme } from "../../../domain/themes/index.ts";
import type { LogRule } from "../../../domain/themes/log.ts";
import type { Cursors, StoredFacet, StoredTheme } from "../../db/repositories/themes.ts";

/**
 * The workspace's themes as the engine reads the texts of one survey. Places in the order of
 * arrival are row numbers, which mean something within a survey only: each facet, each example and
 * each archived theme therefore keeps where every survey stood when it was made. A survey that did
 * not exist yet meets all of it. Themes that no edit has opened yet, or whose edit was undone, are
 * left out: they are as if they had never been made.
 */
export function themesFor(survey: string, stored: readonly StoredTheme[]): Theme[] {
  return stored.map((theme) => themeIn(survey, theme)).filter((theme) => !dormant(theme));
}

/** The facets that a theme is recognised by now. */
export function facetsOf({ model }: Pick<StoredTheme, "model">): StoredFacet[] {
  return model.fitted ?? model.facets;
}

/** True for a theme that no edit has opened, or that a re-fit has closed. */
export function asleep({ model, status, mergedInto }: StoredTheme): boolean {
  const until = model.until && untilIn(model.until, "");
  return dormant({ status, mergedInto, splitFrom: model.splitFrom ?? null, until });
}

function themeIn(survey: string, theme: StoredTheme): Theme {
  const { model, rules, updatedAt: _, ...columns } = theme;
  return {
    ...columns,
    until: model.until && untilIn(model.until, survey),
    facets: facetsOf(theme).map(({ others, ...facet }) =>
      facet.surveyId === survey ? facet : { ...facet, since: stood(others, survey) },
    ),
    rules: rules.map((rule) => ruleIn(survey, rule)),
    splitFrom: model.splitFrom ?? null,
    exemplars: model.exemplars,
    createdRun: model.createdRun,
  };
}

function ruleIn(survey: string, rule: LogRule): Theme["rules"][number] {
  if (rule.kind === "words") return rule;
  const { cursors, ...example } = rule;
  return { ...example, since: stood(cursors, survey) };
}

/** An archive without places takes nothing; a survey that it does not know is younger than it. */
function untilIn(cursors: Cursors, survey: string): number {
  return Object.keys(cursors).length === 0 ? nothing : stood(cursors, survey);
}

function stood(cursors: Cursors, survey: string): number {
  return cursors[survey] ?? 0;
}
