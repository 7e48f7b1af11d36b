import fc from "fast-check";
import { expect, it } from "vitest";
import { validate, version } from "uuid";
import { parseResponseId, prefixedId, responseId } from "../../../domain/survey/ids.ts";

it("a response id is a UUIDv7 that carries its arrival and row, and nothing is lost", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 47 }),
      fc.integer({ min: 1, max: 2 ** 52 }),
      (at, row) => {
        const id = responseId(at, row);
        expect(validate(id)).toBe(true);
        expect(version(id)).toBe(7);
        expect(parseResponseId(id)).toEqual({ at, row });
      },
    ),
  );
});

it("an id of another make is none of ours", () => {
  expect(parseResponseId(crypto.randomUUID())).toBeUndefined();
  expect(parseResponseId("x")).toBeUndefined();
});

it("a prefixed id has ten base32 characters", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bytes) => {
      expect(prefixedId("sv", bytes)).toMatch(/^sv_[a-z2-7]{10}$/u);
    }),
  );
});
