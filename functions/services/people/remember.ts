import type { Proven } from "../../adapters/proof/proof.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type { Context } from "../../context.ts";
import type { KnownPeopleRepository } from "../../db/repositories/known-people.ts";

export type RememberDeps = { known: KnownPeopleRepository; signer: Signer };

/**
 * Makes or updates the person that a proof names, after the reply. Most visitors bring none: what
 * does it is loaded when the first one comes.
 */
export function rememberPerson(
  ctx: Context,
  deps: RememberDeps,
  workspace: string,
  proven: Proven | undefined,
): void {
  if (proven) ctx.defer(remember(ctx, deps, workspace, proven));
}

async function remember(...given: [Context, RememberDeps, string, Proven]): Promise<void> {
  const { identify } = await import("./identify.ts");
  await identify(...given);
}
