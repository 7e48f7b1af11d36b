import type { Signer } from "../../adapters/signer/signer.ts";
import { emailOf } from "../accounts/email.ts";

/** A hash as SQL takes it in JSON. */
export function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
}

/** An address as suppressions keep it: a keyed hash of its one spelling, 32 bytes. */
export function addressHash(signer: Signer, workspace: string, email: string): Promise<Uint8Array> {
  return signer.mac("unsubscribe", workspace, emailOf(email));
}
