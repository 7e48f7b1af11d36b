import { toBase64Url } from "../../../domain/links/base64url.ts";
import { visitorOf } from "../../../domain/links/standing.ts";
import { dayOf } from "../../../domain/time/days.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type { Context } from "../../context.ts";

/** Where a request comes from. */
export type Origin = {
  /** undefined: nobody trustworthy has told. */
  address: string | undefined;
  agent: string;
};

/** Hashes of address and agent under a key of the day: they tell its visitors apart, and nothing else. */
export async function visitorFrom(
  ctx: Context,
  signer: Signer,
  workspace: string,
  { address, agent }: Origin,
): Promise<string> {
  const day = dayOf(ctx.now, "UTC");
  const hash = async (what: string) =>
    toBase64Url((await signer.mac("address", workspace, `${day}/${what}`)).subarray(0, 9));
  return visitorOf(
    address === undefined ? "" : await hash(`from/${address}`),
    await hash(`agent/${agent}`),
  );
}
