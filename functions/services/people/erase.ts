import { cleanText } from "../../../domain/survey/text.ts";
import type { EraseSubject, Erased } from "../../../domain/wire/erasures.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type { Context, TenantContext } from "../../context.ts";
import type {
  Erasure,
  ErasureLogRepository,
  NewErasure,
} from "../../db/repositories/erasure-log.ts";
import type { ErasuresRepository, Subject } from "../../db/repositories/erasures.ts";
import type { JobsRepository } from "../../db/repositories/jobs.ts";
import type { RemovalRepository } from "../../db/repositories/removal.ts";
import type { ThemesRepository } from "../../db/repositories/themes.ts";
import type { WalkRepository } from "../../db/repositories/walk.ts";
import { AppError } from "../../errors.ts";
import { emailOf } from "../accounts/email.ts";
import { auditOf } from "../audit.ts";
import { leased } from "../jobs/lease.ts";
import { type EraseCursor, eraseStep } from "./erase-steps.ts";

export type EraseDeps = {
  erasureLog: ErasureLogRepository;
  erasures: ErasuresRepository;
  jobs: JobsRepository;
  removal: RemovalRepository;
  signer: Signer;
  themes: ThemesRepository;
  walk: WalkRepository;
};

const PREFIX = "erase:";
const LEASE_MS = 60_000;
/** Steps of one request; the minute job takes more. */
const REQUEST_STEPS = 40;
const CRON_STEPS = 400;

/**
 * Erases a person: what is known of them and responses under the id (proven or claimed) or with the address in an answer or
 * attribute, their texts, marks, counters and deliveries, invitations, votes, visits, mails, when
 * they were asked, and words of theirs that a theme was named by. What stays is a keyed hash of whom it was, so that a
 * restored backup erases again, one of each address, so that no import mails it again, and a hash of
 * each submission for 90 days. Safe to repeat; what one
 * request cannot finish, the minute job does.
 */
export async function erasePerson(
  ctx: TenantContext,
  deps: EraseDeps,
  given: EraseSubject,
  steps: number = REQUEST_STEPS,
): Promise<Erased> {
  const subject = subjectOf(given);
  const made = await erasuresOf(ctx, deps, subject);
  const ids = made.map(({ id }) => id);
  const [id = ""] = ids;
  // One job for each set of names: an erasure of the id alone does not stand for its address.
  const name = `${PREFIX}${ctx.workspace}:${ids.join("+")}`;
  const cursor: EraseCursor = { subject, ids, step: "known", after: 0, last: "", removed: {} };
  await deps.erasureLog.begin(
    ctx.workspace,
    made,
    { name, cursor },
    auditOf(ctx, "person.erase", id, { kinds: made.map(({ kind }) => kind) }),
  );
  const left = await goOn(ctx, deps, name, steps);
  const removed = left?.removed ?? (await deps.erasureLog.removed(ctx.workspace, id));
  return { id, done: left === null, removed };
}

/** Goes on with every erasure that is not finished; the minute job calls it. */
export async function continueErasures(ctx: Context, deps: EraseDeps): Promise<void> {
  for (const name of await deps.jobs.named(PREFIX)) await goOn(ctx, deps, name, CRON_STEPS);
}

/**
 * The subject in the spelling that is stored, compared and hashed.
 * @throws AppError invalid for an id of which nothing is stored
 */
export function subjectOf({ person, email }: EraseSubject): Subject {
  const id = person === undefined ? undefined : cleanText(person);
  if (id === "") throw new AppError("invalid", { fields: { person: "must be an external id" } });
  return { person: id, email: email === undefined ? undefined : emailOf(email) };
}

/** Keyed hash of an external id or address, as it is kept of an erased person. */
export function subjectHash(
  signer: Signer,
  workspace: string,
  kind: Erasure["kind"],
  value: string,
): Promise<Uint8Array> {
  return signer.mac("erasure", workspace, `${kind}/${value}`);
}

async function erasuresOf(
  ctx: TenantContext,
  deps: EraseDeps,
  { person, email }: Subject,
): Promise<NewErasure[]> {
  const of = async (kind: Erasure["kind"], value: string | undefined): Promise<NewErasure[]> => {
    if (value === undefined) return [];
    const subject = await subjectHash(deps.signer, ctx.workspace, kind, value);
    const known = await deps.erasureLog.find(ctx.workspace, kind, subject);
    return [{ id: known ?? ctx.newId(), subject, kind }];
  };
  return [...(await of("person", person)), ...(await of("email", email))];
}

/** @returns where the job stands; null when it is done, undefined while another runner is at it */
async function goOn(
  ctx: Context,
  deps: EraseDeps,
  name: string,
  steps: number,
): Promise<EraseCursor | null | undefined> {
  const workspace = name.slice(PREFIX.length).split(":")[0] ?? "";
  return leased(ctx, deps, name, LEASE_MS, async (lease) => {
    let at = lease.cursor as EraseCursor | null;
    if (at === null) await deps.jobs.remove(lease);
    for (let step = 0; step < steps && at; step++) {
      at = await eraseStep(ctx, deps, workspace, lease, at);
    }
    return at;
  });
}
