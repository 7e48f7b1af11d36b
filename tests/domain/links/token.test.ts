import fc from "fast-check";
import { expect, it } from "vitest";
import { fromBase64Url, toBase64Url } from "../../../domain/links/base64url.ts";
import { linkBody, linkToken, readToken } from "../../../domain/links/token.ts";

it("base64url agrees with Node's and refuses what is not canonical", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      const text = toBase64Url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString("base64url"));
      expect([...(fromBase64Url(text) ?? [])]).toEqual([...bytes]);
    }),
  );
  for (const bad of ["a", "ab=", "a b", "AB", "ä"]) expect(fromBase64Url(bad)).toBeUndefined();
});

it("a token says what it was made of", () => {
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 0, max: 10 }), (invitation, slot) => {
      const claim = { kid: "1", workspace: "wk_abcdefghij", invitation, slot };
      const mac = new Uint8Array(32).fill(7);
      expect(readToken(linkToken(linkBody(claim), mac))?.claim).toEqual(claim);
    }),
  );
});
