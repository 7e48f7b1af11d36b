import type { Theme } from "../../../domain/themes/index.ts";
import type { Cursors, StoredTheme } from "../../db/repositories/themes.ts";

/**
 * The workspace's themes as the engine reads the texts of one survey. Places in the order of
 * arrival are row numbers, which mean something within a survey only: each facet and each archived
 * theme therefore keeps where every survey stood when it was made. A survey that did not exist yet
 * meets all of it.
 */
export function themesFor(survey: string, stored: readonly StoredTheme[]): Theme[] {
  return stored.map(({ model, ...theme }) => ({
    id: theme.id,
    label: theme.label,
    pinned: theme.pinned,
    status: theme.status,
    muted: theme.muted,
    parentId: theme.parentId,
    mergedInto: theme.mergedInto,
    until: model.until && stood(model.until, survey),
    space: theme.space,
    facets: model.facets.map(({ others, ...facet }) =>
      facet.surveyId === survey ? facet : { ...facet, since: stood(others, survey) },
    ),
    rules: [],
    splitFrom: null,
    exemplars: model.exemplars,
    createdRun: model.createdRun,
    createdAt: theme.createdAt,
  }));
}

function stood(cursors: Cursors, survey: string): number {
  return cursors[survey] ?? 0;
}
