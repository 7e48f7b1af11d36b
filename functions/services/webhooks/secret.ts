import type { Signer } from "../../adapters/signer/signer.ts";

/** How long the secret before the present one signs as well. */
export const OVERLAP_MS = 24 * 3_600_000;

type Keyed = { id: string; generation: number };

/**
 * The signing secret of a webhook, as Standard Webhooks writes it: `whsec_` and 32 bytes in base64.
 * It derives from APP_SECRET and is stored nowhere.
 */
export async function webhookSecret(
  signer: Signer,
  workspace: string,
  { id, generation }: Keyed,
): Promise<string> {
  const bytes = await signer.mac("webhook", workspace, `${id}/${generation}`);
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}

/** The secrets that sign now: the present one first, and the one before it while both hold. */
export function signingSecrets(
  signer: Signer,
  workspace: string,
  { id, generation }: Keyed,
  previousUntil: number | null,
  now: number,
): Promise<string[]> {
  const both = generation > 1 && previousUntil !== null && now < previousUntil;
  const generations = both ? [generation, generation - 1] : [generation];
  return Promise.all(
    generations.map((one) => webhookSecret(signer, workspace, { id, generation: one })),
  );
}
