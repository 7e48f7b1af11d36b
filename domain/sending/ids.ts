import { sha256 } from "../hash/sha256.ts";

/**
 * A UUID (version 8, RFC 9562: "vendor specific") that always comes out the same for the same parts:
 * what is made twice under it is one thing. It grants nothing by itself.
 */
export function idFrom(...parts: readonly string[]): string {
  const bytes = sha256(JSON.stringify(parts)).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5");
}
