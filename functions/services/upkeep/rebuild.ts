import type { RebuildReply } from "../../../domain/wire/setup.ts";
import type { Context } from "../../context.ts";
import type { Part } from "../../db/repositories/self-check.ts";
import { AppError } from "../../errors.ts";
import { type Check, type CheckDeps, SELF_CHECK, goOn, newCheck } from "./self-check.ts";

/** What one call takes: some seconds at the most, but for a day with millions of responses. */
const MOST_STEPS = 100;

/**
 * Recomputes every counter from the responses and repairs what differs, of everything or of a part,
 * a share a call: the self-check of every day, so it is safe beside live traffic and goes on by the
 * minute job when nobody calls again. A check that is under way is ended first.
 * @param id of the rebuild that an earlier call began
 * @throws AppError invalid when there is no such part
 */
export async function rebuild(
  ctx: Context,
  deps: CheckDeps,
  part: Part,
  id?: string,
): Promise<RebuildReply> {
  const named = part.survey ?? part.workspace;
  if (named !== undefined && !(await deps.selfCheck.survey(0, part)))
    throw new AppError("invalid", { fields: { [named]: "is not there" } });
  const before = await underWay(deps);
  const resumed = before && isOf(before, part) ? before.id : undefined;
  const mine = id ?? resumed ?? (before ? undefined : ctx.newId());
  const over = id !== undefined && before?.id !== id;
  if (!over) {
    const fresh = mine === undefined ? null : newCheck(mine, { every: true }, part);
    await goOn(ctx, deps, id === undefined ? fresh : null, MOST_STEPS);
  }
  const after = await underWay(deps);
  if (mine === undefined) return { id: null, done: false, left: 0, figures: {} };
  if (after?.id !== mine) {
    const figures = await deps.jobs.detail(SELF_CHECK);
    return { id: mine, done: true, left: 0, figures };
  }
  const next = await deps.selfCheck.survey(after.after, part);
  return { id: mine, done: false, left: next?.left ?? 0, figures: after.figures };
}

async function underWay({ jobs }: CheckDeps): Promise<Check | null> {
  return (await jobs.cursor(SELF_CHECK)) as Check | null;
}

/** Whether a check is a rebuild of this part. */
function isOf({ scope, part }: Check, asked: Part): boolean {
  return scope.every && part.workspace === asked.workspace && part.survey === asked.survey;
}
