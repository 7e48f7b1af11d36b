/**
 * A UUIDv7 (RFC 9562, 5.7): time first, so that submissions insert in order.
 * @param ms Unix time in milliseconds, 2004 to 2527: eleven hexadecimal digits
 */
export function uuid7(ms: number): string {
  return `0${ms.toString(16)}-7xxx-8xxx-xxxxxxxxxxxx`
    .replace(/x/g, () => (crypto.getRandomValues(new Uint8Array(1))[0]! & 15).toString(16))
    .replace(/.{8}/, "$&-");
}
