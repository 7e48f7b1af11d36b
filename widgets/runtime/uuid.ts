/**
 * A UUIDv7 (RFC 9562, 5.7): time first, so that submissions insert in order. Its random half is that
 * of the UUID in a blob's address, which the browser draws as it draws keys: crypto.randomUUID is
 * kept from pages without TLS, and drawing digits by hand takes thrice the bytes.
 * @param ms Unix time in milliseconds, 2004 to 2527: eleven hexadecimal digits
 */
export function uuid7(ms: number): string {
  return `0${ms.toString(16)}-7${URL.createObjectURL(new Blob()).slice(-21)}`.replace(
    /.{8}/,
    "$&-",
  );
}
