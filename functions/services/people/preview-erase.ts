import type { ErasePreview, EraseSubject } from "../../../domain/wire/erasures.ts";
import type { TenantContext } from "../../context.ts";
import type { ErasuresRepository } from "../../db/repositories/erasures.ts";
import type { WalkRepository } from "../../db/repositories/walk.ts";
import { subjectOf } from "./erase.ts";

type Deps = { erasures: ErasuresRepository; walk: WalkRepository };

const STRETCH = 10_000;
/** Stretches and invitations that are counted on demand. */
const MOST_STRETCHES = 40;
const INVITATIONS = 5_000;

/** How much an erasure would remove now. A response found in two ways counts twice. */
export async function previewErase(
  ctx: TenantContext,
  { erasures, walk }: Deps,
  given: EraseSubject,
): Promise<ErasePreview> {
  const { workspace } = ctx;
  const subject = subjectOf(given);
  const { person, email } = subject;
  let complete = true;
  let responses = person === undefined ? 0 : await erasures.countOfPerson(workspace, person);
  let after = 0;
  for (let i = 0; ; i++) {
    const stretch = email === undefined ? undefined : await walk.next(workspace, after, STRETCH);
    if (!stretch || email === undefined) break;
    if (i === MOST_STRETCHES) {
      complete = false;
      break;
    }
    responses += await erasures.countWithAddress(workspace, stretch, email);
    after = stretch.high;
  }
  let invitations = 0;
  let last = "";
  for (let i = 0; ; i++) {
    const slice = await erasures.invitations(workspace, subject, last, INVITATIONS);
    if (slice.last === null) break;
    if (i === MOST_STRETCHES) {
      complete = false;
      break;
    }
    invitations += slice.found.length;
    responses += (await erasures.ofInvitations(workspace, slice.found)).length;
    last = slice.last;
  }
  const mails = email === undefined ? 0 : await erasures.countMails(email);
  const asks = person === undefined ? 0 : await erasures.countAsks(workspace, person);
  const people = (await erasures.known(workspace, subject)).length;
  return { people, responses, invitations, mails, asks, complete };
}
