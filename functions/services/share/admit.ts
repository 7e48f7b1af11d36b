import { within } from "../../../domain/links/window.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type { Context } from "../../context.ts";
import type { CollectRepository, LiveSurvey } from "../../db/repositories/collect.ts";
import { AppError } from "../../errors.ts";
import type { Offer } from "../responses/prepare.ts";
import { liveLink } from "../sites/live.ts";
import { isCode } from "./code.ts";
import { checkSingle } from "./single.ts";

export type Admission = Pick<Offer, "late" | "person" | "attributes">;

/**
 * What the link that a page was opened by says of an answer: whether it still takes one, and whose
 * it is. A link that was deleted meanwhile costs nobody's answer: without it the same post is as good.
 * @throws AppError gone outside the time of the link, bad_link for a token that is not of this answer
 */
export async function admit(
  ctx: Context,
  deps: { collect: CollectRepository; signer: Signer },
  survey: LiveSurvey,
  submission: string,
  link: string,
): Promise<Admission> {
  if (isCode(link)) {
    const found = await liveLink(ctx.now, deps, link);
    return found?.survey === survey.id ? timely(found, ctx.now) : {};
  }
  const single = await checkSingle(deps.signer, survey, link);
  if (single?.submission !== submission) throw new AppError("bad_link");
  const admission = timely({ opensAt: null, closesAt: single.closesAt }, ctx.now);
  if (single.person === null) return admission;
  const { workspace, id } = survey;
  const { person } = await deps.collect.submission(workspace, id, submission, single.person);
  // Who was erased meanwhile does not come back by a link.
  if (!person) return admission;
  return {
    ...admission,
    person: { id: person.id, proven: true, email: person.email ?? undefined },
    attributes: person.attributes,
  };
}

function timely(link: Parameters<typeof within>[0], now: number): Admission {
  const when = within(link, now);
  if (when === "before" || when === "over") throw new AppError("gone");
  return when === "late" ? { late: true } : {};
}
