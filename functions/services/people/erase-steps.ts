import { TOMBSTONE_DAYS } from "../../../domain/survey/tray.ts";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { Context } from "../../context.ts";
import type { Subject } from "../../db/repositories/erasures.ts";
import type { Lease } from "../../db/repositories/jobs.ts";
import type { Removable } from "../../db/repositories/removal.ts";
import { keep } from "../jobs/lease.ts";
import { addressHash, hexOf } from "../suppressions/hash.ts";
import type { EraseDeps } from "./erase.ts";
import { prunedEntries, prunedThemes } from "./prune-themes.ts";

/** Where an erasure stands. It names the person, so it goes with the job when the job is done. */
export type EraseCursor = {
  subject: Subject;
  /** The rows of `erasures` that it carries out. */
  ids: string[];
  step: "known" | "person" | "invitations" | "answers" | "rest" | "index" | "merging";
  /** Row id, and invitation id, that are done. */
  after: number;
  last: string;
  removed: Record<string, number>;
};

const BATCH = 200;
/** Invitations, and responses, that one statement looks through. */
const INVITATIONS = 5_000;
const STRETCH = 5_000;
/** Pages of the full-text index that one statement merges: about 2 MB. */
const PAGES = 500;

/**
 * One step of an erasure, in transactions that each carry the place forward.
 * @returns the place after it; null when all is done
 * @throws AppError stale when the job was taken over
 */
export async function eraseStep(
  ctx: Context,
  deps: EraseDeps,
  workspace: string,
  lease: Lease,
  at: EraseCursor,
): Promise<EraseCursor | null> {
  const { erasures } = deps;
  const { person, email } = at.subject;
  const move = async (next: EraseCursor): Promise<EraseCursor> => {
    keep(await deps.jobs.advance(lease, next));
    return next;
  };
  switch (at.step) {
    case "known":
      return eraseKnown(ctx, deps, workspace, lease, at);
    case "person": {
      const rows = person === undefined ? [] : await erasures.ofPerson(workspace, person, BATCH);
      if (rows.length === 0) return move({ ...at, step: "invitations" });
      return removeRows(ctx, deps, workspace, lease, at, rows);
    }
    case "invitations":
      return eraseInvitations(ctx, deps, workspace, lease, at);
    case "answers": {
      const stretch = email && (await deps.walk.next(workspace, at.after, STRETCH));
      if (!email || !stretch) return move({ ...at, step: "rest" });
      const rows = await erasures.withAddress(workspace, stretch, email, BATCH);
      if (rows.length > 0) return removeRows(ctx, deps, workspace, lease, at, rows);
      return move({ ...at, after: stretch.high });
    }
    case "rest": {
      const mails = email === undefined ? 0 : await erasures.countMails(email);
      const asks = person === undefined ? 0 : await erasures.countAsks(workspace, person);
      const next: EraseCursor = { ...counted(at, { mails, asks }), step: "index" };
      keep(await erasures.dropRest(workspace, lease, next, at.subject));
      return next;
    }
    case "index":
    case "merging": {
      const more = await erasures.mergeSearch(PAGES, at.step === "index");
      if (more) return move({ ...at, step: "merging" });
      await deps.erasureLog.finish(workspace, lease, at.ids, at.removed);
      return null;
    }
  }
}

/** First of all, so that no send enrols them meanwhile. Their addresses are kept as hashes alone. */
async function eraseKnown(
  ctx: Context,
  deps: EraseDeps,
  workspace: string,
  lease: Lease,
  at: EraseCursor,
): Promise<EraseCursor> {
  const { person, email } = at.subject;
  const known = await deps.erasures.known(workspace, at.subject);
  const people = [...known.map((one) => one.person), ...(person === undefined ? [] : [person])];
  const emails = [
    ...known.flatMap((one) => one.email ?? []),
    ...(email === undefined ? [] : [email]),
  ];
  const hashes = await Promise.all(
    [...new Set(emails)].map(async (one) => hexOf(await addressHash(deps.signer, workspace, one))),
  );
  const next: EraseCursor = { ...counted(at, { people: known.length }), step: "person" };
  keep(await deps.erasures.dropKnown(workspace, lease, next, people, hashes, ctx.now));
  return next;
}

async function eraseInvitations(
  ctx: Context,
  deps: EraseDeps,
  workspace: string,
  lease: Lease,
  at: EraseCursor,
): Promise<EraseCursor> {
  const { found, last } = await deps.erasures.invitations(
    workspace,
    at.subject,
    at.last,
    INVITATIONS,
  );
  const batch = found.slice(0, BATCH);
  const answered = await deps.erasures.ofInvitations(workspace, batch);
  if (answered.length > 0) return removeRows(ctx, deps, workspace, lease, at, answered);
  const next: EraseCursor = {
    ...counted(at, { invitations: batch.length }),
    // Fewer than were found: the same stretch is looked at again.
    last: batch.length < found.length ? at.last : (last ?? at.last),
    step: last === null ? "answers" : "invitations",
  };
  keep(
    await deps.erasures.dropInvitations(
      workspace,
      lease,
      next,
      batch.map(({ id }) => id),
    ),
  );
  return next;
}

/** Removes responses, after the themes have lost what only these said. */
async function removeRows(
  ctx: Context,
  deps: EraseDeps,
  workspace: string,
  lease: Lease,
  at: EraseCursor,
  rows: readonly Removable[],
): Promise<EraseCursor> {
  const themes = await prunedThemes(deps, workspace, rows);
  const entries = await prunedEntries(deps, workspace, rows);
  if (themes.length + entries.length > 0)
    keep(await deps.erasures.prune(workspace, lease, at, themes, entries));
  const next = counted(at, { responses: rows.length });
  keep(await deps.removal.remove(workspace, lease, next, rows, ctx.now + TOMBSTONE_DAYS * DAY_MS));
  return next;
}

function counted(at: EraseCursor, more: Record<string, number>): EraseCursor {
  const removed = { ...at.removed };
  for (const [what, n] of Object.entries(more)) if (n > 0) removed[what] = (removed[what] ?? 0) + n;
  return { ...at, removed };
}
