import { sha256 as digest } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * SHA-256 of a text's UTF-8 bytes, at once. The runtime's own digest answers in a later turn of its
 * event loop, which costs an accepted answer more than these few blocks do.
 */
export function sha256(text: string): Uint8Array {
  return digest(utf8ToBytes(text));
}
