import type { Refit } from "../../../domain/wire/themes.ts";
import type { TenantContext } from "../../context.ts";
import type { StoredRefit } from "../../db/repositories/theme-refits.ts";
import type { ThemeTextsRepository } from "../../db/repositories/theme-texts.ts";
import type { Curation, StoredEdit } from "../../db/repositories/themes.ts";
import { AppError, found } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { advanceRuns } from "./advance.ts";
import { undoConcern } from "./concern.ts";
import { type RefitDeps, advanceRefits } from "./fit-anew.ts";
import { replayed } from "./log.ts";
import { queueRun } from "./start.ts";

type Deps = RefitDeps & { themeTexts: ThemeTextsRepository };

/**
 * Starts to find all themes of a survey anew, or joins the re-fit that is not decided yet. The work
 * begins after the reply. @throws AppError not_found
 */
export async function startRefit(ctx: TenantContext, deps: Deps, survey: string): Promise<Refit> {
  const { workspace } = ctx;
  const { id } = found(await deps.themeRuns.survey(workspace, survey));
  const refit = await deps.themeRefits.queue(workspace, {
    id: ctx.newId(),
    survey: id,
    actor: actorOf(ctx),
    now: ctx.now,
  });
  if (refit.state === "queued") ctx.defer(advanceRefits(ctx, deps, workspace));
  return told(ctx, deps, refit);
}

/** A re-fit and what it would change; one that was taken back is told as let go. @throws AppError not_found */
export async function getRefit(ctx: TenantContext, deps: Deps, id: string): Promise<Refit> {
  const refit = found(await deps.themeRefits.get(ctx.workspace, id));
  if (refit.state !== "accepted") return told(ctx, deps, refit);
  const entries = await deps.themes.entries(ctx.workspace, "refit");
  const back = entryFor(id, entries)?.undoneAt ?? null;
  return told(ctx, deps, back !== null ? { ...refit, state: "discarded" } : refit);
}

/** The entry of the log that accepted a re-fit. */
function entryFor(id: string, log: readonly StoredEdit[]): StoredEdit | undefined {
  return log.find(({ kind, payload }) => kind === "refit" && payload["refit"] === id);
}

/**
 * Accepts a re-fit as one entry of the log, after which every text of the workspace is read again; or
 * lets it go. One that was accepted is taken back by letting it go. Deciding the same twice is safe.
 * @throws AppError not_found, invalid (not worked out yet, failed or let go), stale (themes changed since it was worked out)
 */
export async function decideRefit(
  ctx: TenantContext,
  deps: Deps,
  id: string,
  accept: boolean,
): Promise<Refit> {
  const { workspace } = ctx;
  const refit = found(await deps.themeRefits.get(workspace, id));
  const curation = await deps.themes.curation(workspace);
  const entry = entryFor(id, curation.log);
  if (accept) {
    if (entry?.undoneAt === null) return told(ctx, deps, refit);
    if (entry) throw new AppError("stale");
    if (refit.state !== "ready" || !refit.plan)
      throw new AppError("invalid", { fields: { accept: `this re-fit is ${refit.state}` } });
    await acceptRefit(ctx, deps, refit, curation);
  } else if (entry) {
    if (entry.undoneAt !== null) throw new AppError("stale");
    await takeBack(ctx, deps, entry, curation);
  } else await deps.themeRefits.discard(workspace, id, ctx.now);
  return getRefit(ctx, deps, id);
}

async function acceptRefit(
  ctx: TenantContext,
  deps: Deps,
  { id, surveyId, plan }: StoredRefit,
  { stored, log }: Curation,
): Promise<void> {
  const { mark, created, closed, facets, space } = found(plan);
  const opened = created.map((theme) => theme.id);
  const edit = entryOf(ctx, surveyId, "refit", { refit: id, space, facets, opened, closed });
  const made = created.map((theme) => ({ ...theme, rules: [] }));
  await write(ctx, deps, mark, {
    edit,
    made,
    changed: replayed([...stored, ...made], [...log, edit]),
    undoes: null,
    ...undoConcern(edit, stored),
    accepts: id,
    audit: auditOf(ctx, "theme.refit", surveyId),
  });
}

async function takeBack(
  ctx: TenantContext,
  deps: Deps,
  undone: StoredEdit,
  { stored, log, mark }: Curation,
): Promise<void> {
  const edit = entryOf(ctx, undone.themeId, "undo", { edit: undone.id });
  await write(ctx, deps, mark, {
    edit,
    made: [],
    changed: replayed(
      stored,
      log.filter((one) => one.id !== undone.id),
    ),
    undoes: undone.id,
    ...undoConcern(undone, stored),
    audit: auditOf(ctx, "theme.undo", undone.themeId, { edit: undone.id }),
  });
}

async function write(
  ctx: TenantContext,
  deps: Deps,
  mark: string,
  change: Parameters<Deps["themes"]["writeEdit"]>[2],
): Promise<void> {
  const waiting = await deps.themes.writeEdit(ctx.workspace, mark, change);
  if (!waiting) throw new AppError("stale");
  for (const survey of waiting) await queueRun(ctx, deps, ctx.workspace, survey);
  ctx.defer(advanceRuns(ctx, deps, ctx.workspace));
}

function entryOf(
  ctx: TenantContext,
  themeId: string,
  kind: string,
  payload: Record<string, unknown>,
): StoredEdit {
  return {
    id: ctx.newId(),
    themeId,
    kind,
    payload,
    before: {},
    actor: actorOf(ctx),
    at: ctx.now,
    undoneAt: null,
  };
}

const actorOf = ({ actor }: TenantContext) => `${actor.kind}:${actor.id}`;

async function told(
  { workspace }: TenantContext,
  { themeTexts }: Deps,
  { id, surveyId, state, startedAt, diff }: StoredRefit,
): Promise<Refit> {
  const keys = (diff?.created ?? []).flatMap(({ quotes }) =>
    quotes.map((quote) => {
      const [row = "", question = ""] = quote.split("/");
      return { row: Number(row), question };
    }),
  );
  const texts = keys.length === 0 ? [] : await themeTexts.byKeys(workspace, keys);
  const said = new Map(texts.map(({ row, question, text }) => [`${row}/${question}`, text]));
  return {
    id,
    survey: surveyId,
    state,
    startedAt,
    texts: diff?.texts ?? 0,
    moved: diff?.moved ?? 0,
    kept: diff?.kept ?? [],
    created: (diff?.created ?? []).map((theme) => ({
      ...theme,
      quotes: theme.quotes.flatMap((quote) => said.get(quote) ?? []),
    })),
    archived: diff?.archived ?? [],
  };
}
