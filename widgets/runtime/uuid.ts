/**
 * A UUIDv7 (RFC 9562, 5.7): time first, so that submissions insert in order.
 * @param ms Unix time in milliseconds @param random 18 random bytes, of which half a byte each is used
 */
export function uuid7(ms: number, random: Uint8Array): string {
  let at = 0;
  return `${ms.toString(16).padStart(12, "0")}-7xxx-8xxx-xxxxxxxxxxxx`
    .replace(/x/g, () => (random[at++]! & 15).toString(16))
    .replace(/.{8}/, "$&-");
}
