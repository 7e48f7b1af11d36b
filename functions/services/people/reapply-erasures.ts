import type { TenantContext } from "../../context.ts";
import type { Erasure } from "../../db/repositories/erasure-log.ts";
import { type EraseDeps, erasePerson, subjectHash } from "./erase.ts";

const PEOPLE = 1_000;
const STRETCH = 5_000;

/**
 * Carries out in a restored backup what was erased after it was made: only keyed hashes are known,
 * so every id and address of the workspace is hashed and compared. Erasures that the backup holds
 * were carried out in it; who came back after them stays.
 * @param known erasures of the copy that the backup replaces
 * @returns people and addresses that were erased again
 */
export async function reapplyErasures(
  ctx: TenantContext,
  deps: EraseDeps,
  known: readonly Erasure[],
): Promise<number> {
  const { workspace } = ctx;
  const times = await deps.erasureLog.times(workspace);
  const later = known.filter(({ id, at }) => at > (times.get(id) ?? -Infinity));
  if (later.length === 0) return 0;
  await deps.erasureLog.adopt(workspace, later);
  const hashes = new Set(later.map(({ kind, subject }) => keyOf(kind, subject)));
  let erased = 0;
  const check = async (kind: Erasure["kind"], value: string) => {
    const hash = await subjectHash(deps.signer, workspace, kind, value);
    if (!hashes.has(keyOf(kind, hash))) return;
    const subject = kind === "person" ? { person: value } : { email: value };
    await erasePerson(ctx, deps, subject, Number.MAX_SAFE_INTEGER);
    erased++;
  };
  for (let after = ""; ;) {
    const people = await deps.erasures.people(workspace, after, PEOPLE);
    for (const person of people) await check("person", person);
    const last = people.at(-1);
    if (last === undefined) break;
    after = last;
  }
  for (const email of await deps.erasures.invited(workspace)) await check("email", email);
  for (let after = 0; ;) {
    const stretch = await deps.walk.next(workspace, after, STRETCH);
    if (!stretch) return erased;
    for (const email of await deps.erasures.addresses(workspace, stretch)) {
      await check("email", email);
    }
    after = stretch.high;
  }
}

function keyOf(kind: string, hash: Uint8Array): string {
  return `${kind} ${hash.join()}`;
}
