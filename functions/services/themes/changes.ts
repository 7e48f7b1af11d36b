import { DAY_MS } from "../../../domain/time/days.ts";
import type { ThemeChanges } from "../../../domain/wire/themes.ts";
import type { TenantContext } from "../../context.ts";
import type { Run } from "../../db/repositories/theme-runs.ts";
import type { StoredEdit, StoredTheme } from "../../db/repositories/themes.ts";
import { AppError, found } from "../../errors.ts";
import type { AskDeps } from "./asked.ts";
import { rootOf } from "./fit.ts";
import { textOf } from "./told.ts";

const DEFAULT_DAYS = 7;
const MOST_DAYS = 90;
/** Runs and edits that are looked at, and changes that are told, the newest. */
const [MOST_RUNS, MOST_EDITS, MOST] = [700, 300, 200];

type Item = ThemeChanges["items"][number];
const OF_RUN = ["created", "proposed", "widened", "grew", "faded"] as const;
const OF_EDIT: Readonly<Record<string, Item["kind"]>> = {
  merge: "merged",
  split: "split",
  rename: "renamed",
  archive: "archived",
  rule: "taught",
  wrong: "taught",
  refit: "refitted",
  undo: "undone",
};

/**
 * What runs and curators changed in a survey's themes in the last days, newest first. What several
 * runs say of a theme is told once, as the newest does; an edit that was undone is told by its undo.
 * @throws AppError not_found, bad_request
 */
export async function themeChanges(
  ctx: TenantContext,
  deps: AskDeps,
  id: string,
  query: { days?: string | undefined },
): Promise<ThemeChanges> {
  const { workspace } = ctx;
  const days = Number(query.days ?? DEFAULT_DAYS);
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    throw new AppError("bad_request", { fields: { days: `must be 1 to ${MOST_DAYS}` } });
  const since = ctx.now - days * DAY_MS;
  const survey = found(await deps.themeRuns.survey(workspace, id));
  const [runs, edits, stored] = await Promise.all([
    deps.themeRuns.since(workspace, survey.id, since, MOST_RUNS),
    deps.themes.editsSince(workspace, since, MOST_EDITS),
    deps.themes.named(workspace),
  ]);
  const here = await deps.themes.namedIn(
    workspace,
    survey.id,
    edits.map(({ themeId }) => rootOf(themeId, stored)),
  );
  const ours = edits.filter(
    ({ themeId }) =>
      themeId === survey.id ||
      here.has(rootOf(themeId, stored)) ||
      stored
        .find((theme) => theme.id === themeId)
        ?.model.facets.some(({ surveyId }) => surveyId === survey.id),
  );
  const items = [...editItems(ours, stored), ...runs.flatMap((run) => runItems(run, stored))];
  const told = new Set<string>();
  return {
    since,
    items: items
      .sort((a, b) => b.at - a.at)
      .filter(({ kind, theme, by }) => {
        const key = `${kind} ${theme}`;
        const again = by === null && told.has(key);
        told.add(key);
        return !again;
      })
      .slice(0, MOST),
  };
}

function runItems({ diff, startedAt, finishedAt }: Run, stored: readonly StoredTheme[]): Item[] {
  return OF_RUN.flatMap((kind) =>
    (diff[kind] ?? []).flatMap((id): Item[] => {
      const theme = stored.find((one) => one.id === id);
      if (!theme) return [];
      const { label } = theme;
      return [{ at: finishedAt ?? startedAt, kind, theme: id, label, text: SAYS[kind], by: null }];
    }),
  );
}

const SAYS: Record<(typeof OF_RUN)[number], string> = {
  created: "Found among texts without a theme",
  proposed: "Proposed: publish it, merge it or archive it",
  widened: "Found again in other words",
  grew: "A larger share of the last 7 days than of the 4 weeks before",
  faded: "A smaller share of the last 7 days than of the 4 weeks before",
};

function editItems(edits: readonly StoredEdit[], stored: readonly StoredTheme[]): Item[] {
  return edits.flatMap((edit): Item[] => {
    const kind = OF_EDIT[edit.kind];
    if (!kind || edit.undoneAt !== null) return [];
    const theme = stored.find(({ id }) => id === edit.themeId);
    return [
      {
        at: edit.at,
        kind,
        theme: theme?.id ?? null,
        label: theme?.label ?? "All themes",
        text: textOf(edit, stored),
        by: edit.actor,
      },
    ];
  });
}
