import type { ThemeEdit } from "../../../domain/wire/themes.ts";
import type { TenantContext } from "../../context.ts";
import type { Curation } from "../../db/repositories/themes.ts";
import { AppError } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { type RunDeps, advanceRuns } from "./advance.ts";
import { type ChangeDeps, changeOf } from "./change.ts";
import { replayed } from "./log.ts";
import { queueRun } from "./start.ts";

export type EditDeps = RunDeps & ChangeDeps;

/** How often an edit is worked out anew because a run or an erasure wrote themes meanwhile. */
const MOST_TRIES = 3;

/**
 * Applies a curator's edit. The log decides and every run replays it; the theme's row holds what
 * the log comes to.
 *
 * At once, in one transaction, a reader sees names, states and levels; a merge's mentions under the
 * target; those of a split taken back under its source; a quote that is wrong here gone from here,
 * and there. Everything else that an edit does to texts is not patched but read again by the job
 * that starts with the reply: which of two mentions stands, what a rule calls or keeps out, which
 * quotes a split takes. Reading is a pure function of text, themes and log, so what is undone comes
 * back exactly, and texts that arrived in between find their place too.
 *
 * The same edit sent twice in a row is one.
 * @throws AppError not_found, invalid (the edit does not fit the theme's state), stale (already undone, or another edit came first)
 */
export async function editTheme(
  ctx: TenantContext,
  deps: EditDeps,
  id: string,
  wanted: ThemeEdit,
): Promise<void> {
  const { workspace } = ctx;
  const first = await deps.themes.curation(workspace);
  if (isRepeat(ctx, first, id, wanted)) return;
  let waiting: string[] | undefined;
  let curation = first;
  for (let tries = 0; waiting === undefined; tries++) {
    if (tries === MOST_TRIES || curation.log.length !== first.log.length)
      throw new AppError("stale");
    const { edit, made, undone, ...concern } = await changeOf(ctx, deps, curation, id, wanted);
    const stored = [...curation.stored, ...made];
    const log = [...curation.log, edit].filter((one) => one.id !== undone?.id);
    waiting = await deps.themes.writeEdit(workspace, curation.mark, {
      ...concern,
      edit,
      made,
      undoes: undone?.id ?? null,
      changed: replayed(stored, log),
      audit: auditOf(
        ctx,
        `theme.${wanted.kind}`,
        id,
        wanted.kind === "undo" ? { edit: wanted.edit } : {},
      ),
    });
    if (waiting === undefined) curation = await deps.themes.curation(workspace);
  }
  if (waiting.length === 0) return;
  for (const survey of waiting) await queueRun(ctx, deps, workspace, survey);
  ctx.defer(advanceRuns(ctx, deps, workspace));
}

/** True when the newest standing edit of the theme is this one, by the same hand. An undo is stale the second time. */
function isRepeat(
  { actor }: TenantContext,
  { log }: Curation,
  id: string,
  { kind, ...wanted }: ThemeEdit,
): boolean {
  const last = log.findLast((edit) => edit.themeId === id && edit.undoneAt === null);
  if (kind === "undo" || last?.kind !== kind || last.actor !== `${actor.kind}:${actor.id}`)
    return false;
  const { payload } = last;
  return Object.entries(wanted).every(
    ([key, value]) => JSON.stringify(payload[key]) === JSON.stringify(value),
  );
}
