import {
  type SingleClaim,
  readSingle,
  singleBody,
  singleToken,
} from "../../../domain/links/single.ts";
import { bytesUuid } from "../../../domain/links/uuid-bytes.ts";
import type { CreateSingleLinks, SingleLinks } from "../../../domain/wire/share.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type { TenantContext } from "../../context.ts";
import type { SurveysRepository } from "../../db/repositories/surveys.ts";
import { AppError, found } from "../../errors.ts";
import { pageUrl } from "./shape.ts";

const text = new TextEncoder();

/**
 * Links that take one answer each: `n` of them, or one for each person, whose answers are theirs.
 * Nothing is stored: all that a link is stands in it, signed.
 * @throws AppError not_found, invalid
 */
export async function createSingleLinks(
  ctx: TenantContext,
  deps: { surveys: SurveysRepository; signer: Signer; settings: { PUBLIC_ORIGIN: string } },
  survey: string,
  { n, people, closesAt = null }: CreateSingleLinks,
): Promise<SingleLinks> {
  found(await deps.surveys.head(ctx.workspace, survey));
  if ((n === undefined) === (people === undefined))
    throw new AppError("invalid", { fields: { n: "say either how many, or for whom" } });
  if (closesAt !== null && closesAt <= ctx.now)
    throw new AppError("invalid", { fields: { closesAt: "must be in the future" } });
  const whom: (string | null)[] = people ?? Array.from({ length: n ?? 0 }, () => null);
  const items = await Promise.all(
    whom.map(async (person) => {
      const submission = newSubmission(ctx);
      const masked = await mask(deps.signer, ctx.workspace, submission, text.encode(person ?? ""));
      const body = singleBody({ kid: deps.signer.kid, survey, submission, closesAt, masked });
      const mac = await deps.signer.mac("single", ctx.workspace, body);
      return { url: pageUrl(deps.settings, singleToken(body, mac)), person };
    }),
  );
  return { items };
}

/**
 * A UUIDv7 of which nothing but the time follows from another: ids of one batch count upwards, and who
 * holds one link must not guess its neighbours'.
 */
function newSubmission({ now, random }: Pick<TenantContext, "now" | "random">): string {
  const bytes = new Uint8Array(16);
  for (let i = 0, rest = now; i < 6; i++, rest = Math.floor(rest / 256)) bytes[5 - i] = rest % 256;
  bytes.set(random(10), 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return bytesUuid(bytes);
}

/** What a token claims, without a look at its signature: which survey's workspace holds its key. */
export function claimOf(token: string): SingleClaim | undefined {
  return readSingle(token)?.claim;
}

/** Whose answer a link takes, and as which submission; undefined where its signature does not hold. */
export async function checkSingle(
  signer: Signer,
  survey: { workspace: string; id: string },
  token: string,
): Promise<{ submission: string; closesAt: number | null; person: string | null } | undefined> {
  const read = readSingle(token);
  if (!read || read.claim.survey !== survey.id) return undefined;
  if (!(await signer.verify("single", survey.workspace, read.body, read.mac, read.claim.kid)))
    return undefined;
  const { submission, closesAt, masked } = read.claim;
  const person = await mask(signer, survey.workspace, submission, masked);
  return { submission, closesAt, person: new TextDecoder().decode(person) || null };
}

/**
 * Hides or shows a person's id under a key stream of its own for each submission: it may be an
 * address, and links stand in logs and histories.
 */
async function mask(
  signer: Signer,
  workspace: string,
  submission: string,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  const out = new Uint8Array(bytes);
  for (let at = 0; at < out.length; at += 32) {
    const stream = await signer.mac("whom", workspace, `${submission}/${at}`);
    for (let i = at; i < Math.min(at + 32, out.length); i++) out[i]! ^= stream[i - at]!;
  }
  return out;
}
