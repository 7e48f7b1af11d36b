/**
 * A UUIDv7 (RFC 9562, 5.7): time first, so that submissions insert in order.
 * @param ms Unix time in milliseconds @param random a random whole number, of which four bits are used
 */
export function uuid7(ms: number, random: () => number): string {
  return `${ms.toString(16).padStart(12, "0")}-7xxx-8xxx-xxxxxxxxxxxx`
    .replace(/x/g, () => (random() & 15).toString(16))
    .replace(/.{8}/, "$&-");
}
