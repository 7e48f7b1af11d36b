import { TOMBSTONE_DAYS } from "../../../domain/survey/tray.ts";
import type { Retention } from "../../../domain/wire/retention.ts";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { Context } from "../../context.ts";
import type { ErasuresRepository } from "../../db/repositories/erasures.ts";
import type { JobsRepository, Lease } from "../../db/repositories/jobs.ts";
import type { RemovalRepository } from "../../db/repositories/removal.ts";
import type { RetentionKind, RetentionRepository } from "../../db/repositories/retention.ts";
import type { Stretch, WalkRepository } from "../../db/repositories/walk.ts";
import { keep, leased } from "../jobs/lease.ts";

export type RetentionDeps = {
  erasures: ErasuresRepository;
  jobs: JobsRepository;
  removal: RemovalRepository;
  retention: RetentionRepository;
  walk: WalkRepository;
};

/** The night that a run began decides what is due, however long it takes. */
type Cursor = {
  at: number;
  /** The workspace that is done; and the row that is done in the one after it. */
  workspace: string;
  after: number;
  /** The person whose asks are done, once the rows are. */
  asked?: string;
  merging: boolean;
  removed: Record<RetentionKind, number>;
};

const NAME = "retention";
const LEASE_MS = 10 * 60_000;
/** Rows that a statement looks through, and responses that one removes. */
const STRETCH = 10_000;
const BATCH = 300;
const MOST_STEPS = 3_000;
const PAGES = 500;

/**
 * Removes what workspaces keep for a time only, by the time that each answer was given: texts,
 * people with when they were asked, whole responses. An answer goes in the night after its last day is over, to the
 * millisecond. In transactions that carry the place forward: killed anywhere, it goes on.
 */
export async function applyRetention(ctx: Context, deps: RetentionDeps): Promise<void> {
  await run(ctx, deps, true);
}

/** Goes on with a run that was stopped or cut short; does nothing when there is none. */
export async function continueRetention(ctx: Context, deps: RetentionDeps): Promise<void> {
  if ((await deps.jobs.cursor(NAME)) !== null) await run(ctx, deps, false);
}

/** The kinds that are kept for a time, and the time before which they go. @param at ms UTC */
export function cutsOf(retention: Retention, at: number): [RetentionKind, number][] {
  const kinds: RetentionKind[] = ["responses", "texts", "people"];
  return kinds.flatMap((kind) => {
    const days = retention[kind];
    return days === undefined ? [] : [[kind, at - days * DAY_MS]];
  });
}

async function run(ctx: Context, deps: RetentionDeps, mayBegin: boolean): Promise<void> {
  await leased(ctx, deps, NAME, LEASE_MS, async (lease) => {
    let cursor = lease.cursor as Cursor | null;
    if (cursor === null && !mayBegin) return;
    cursor ??= {
      at: ctx.now,
      workspace: "",
      after: 0,
      merging: false,
      removed: { responses: 0, texts: 0, people: 0 },
    };
    for (let step = 0; step < MOST_STEPS; step++) {
      const next: Cursor | null = await advance(ctx, deps, lease, cursor);
      if (next === null) {
        await deps.jobs.finish(lease, ctx.now, "ok", cursor.removed);
        return;
      }
      cursor = next;
    }
  });
}

async function advance(
  ctx: Context,
  deps: RetentionDeps,
  lease: Lease,
  at: Cursor,
): Promise<Cursor | null> {
  const move = async (next: Cursor): Promise<Cursor> => {
    keep(await deps.jobs.advance(lease, next));
    return next;
  };
  const found = await deps.retention.next(at.workspace);
  if (!found) {
    const { responses, texts } = at.removed;
    if (responses + texts === 0) return null;
    const more = await deps.erasures.mergeSearch(PAGES, !at.merging);
    return more ? move({ ...at, merging: true }) : null;
  }
  const stretch = await deps.walk.next(found.id, at.after, STRETCH);
  if (!stretch) return forgetAsks(deps, lease, at, found, move);
  for (const [kind, before] of cutsOf(found.retention, at.at)) {
    const n = await deps.retention.count(found.id, stretch, kind, before);
    if (n === 0) continue;
    return cut(ctx, deps, lease, at, found.id, stretch, kind, before, n);
  }
  return move({ ...at, after: stretch.high });
}

/** When people were asked goes with who answered, or with all of it. */
async function forgetAsks(
  deps: RetentionDeps,
  lease: Lease,
  at: Cursor,
  { id, retention }: { id: string; retention: Retention },
  move: (next: Cursor) => Promise<Cursor>,
): Promise<Cursor> {
  const cuts = cutsOf(retention, at.at).filter(([kind]) => kind !== "texts");
  const { asked: after = "", ...rest } = at;
  const last = cuts.length > 0 ? await deps.retention.lastAsked(id, after, STRETCH) : null;
  if (last === null) return move({ ...rest, workspace: id, after: 0 });
  const next = { ...at, asked: last };
  const before = Math.max(...cuts.map(([, time]) => time));
  keep(await deps.retention.dropAsks(id, lease, next, { after, last }, before));
  return next;
}

/** Cuts one kind in one stretch, or a batch of it; the stretch is looked at again after that. */
async function cut(
  ctx: Context,
  deps: RetentionDeps,
  lease: Lease,
  at: Cursor,
  workspace: string,
  stretch: Stretch,
  kind: RetentionKind,
  before: number,
  n: number,
): Promise<Cursor> {
  const counted = (more: number): Cursor => ({
    ...at,
    removed: { ...at.removed, [kind]: at.removed[kind] + more },
  });
  if (kind === "responses") {
    const rows = await deps.retention.responses(workspace, stretch, before, BATCH);
    const next = counted(rows.length);
    const until = ctx.now + TOMBSTONE_DAYS * DAY_MS;
    keep(await deps.removal.remove(workspace, lease, next, rows, until));
    return next;
  }
  const next = counted(n);
  const drop = kind === "texts" ? deps.retention.dropTexts : deps.retention.dropPeople;
  keep(await drop(workspace, lease, next, stretch, before));
  return next;
}
