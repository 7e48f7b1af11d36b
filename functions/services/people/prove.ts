import type { Submission } from "../../../domain/wire/ingest.ts";
import type { Proven } from "../../adapters/proof/proof.ts";
import type { Context } from "../../context.ts";
import type { LiveSurvey } from "../../db/repositories/collect.ts";
import { AppError } from "../../errors.ts";

export type ReadProof = (
  jws: string,
  site: { id: string; proofSecrets: LiveSurvey["proofSecrets"] },
  now: number,
) => Promise<Proven | undefined>;

/**
 * Who a page says its visitor is. A bare id is claimed: kept apart, never joined to a person. A
 * proof is checked; a bad one is refused, so that a misconfigured site notices.
 * @throws AppError invalid for a proof that does not hold
 */
export async function provenPerson(
  ctx: Context,
  deps: { readProof: ReadProof },
  survey: Pick<LiveSurvey, "site" | "proofSecrets">,
  person: Submission["person"],
): Promise<{
  person: { id: string; proven: boolean; email?: string | undefined } | undefined;
  attributes: Proven["attributes"];
  /** What the proof says; nobody where there is none. */
  proven?: Proven;
}> {
  if (!person) return { person: undefined, attributes: {} };
  if ("id" in person) return { person: { id: person.id, proven: false }, attributes: {} };
  const proven = await deps.readProof(
    person.proof,
    { id: survey.site, proofSecrets: survey.proofSecrets },
    ctx.now,
  );
  if (!proven)
    throw new AppError("invalid", { fields: { "person.proof": "does not hold for this site" } });
  return {
    person: { id: proven.id, proven: true, email: proven.email },
    attributes: proven.attributes,
    proven,
  };
}
