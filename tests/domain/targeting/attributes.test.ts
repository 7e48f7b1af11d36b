import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Attributes, holds, traitOf } from "../../../domain/targeting/attributes.ts";
import type { Trait } from "../../../domain/wire/site-config.ts";
import type { AttributeRule } from "../../../domain/wire/survey.ts";
import { suits } from "../../../widgets/loader/rules.ts";

/** A trait as site-config says that it is read. */
function reads([name, source, more = "-", less = "-"]: Trait, known: Attributes): boolean {
  const text = String(known[name] ?? "");
  return (
    RegExp(source).test(text) &&
    (more === "-" || Number(text) > more) &&
    (less === "-" || Number(text) < less)
  );
}

const rule = (is: AttributeRule["is"], ...values: string[]): AttributeRule => ({
  name: "plan",
  is,
  ...(values.length > 0 && { values }),
});

describe("a rule for an attribute", () => {
  it.each([
    [rule("one_of", "pro", "team"), "team", true],
    [rule("one_of", "pro", "team"), "teams", false],
    [rule("one_of", "true"), true, true],
    [rule("one_of", "7"), 7, true],
    [rule("one_of", "a.b"), "axb", false],
    [rule("none_of", "pro"), "pro", false],
    [rule("none_of", "pro"), "prof", true],
    [rule("none_of", "pro"), undefined, true],
    [rule("contains", "@acme.", "@b.org"), "eve@acme.com", true],
    [rule("contains", "@acme."), "eve@acmexcom", false],
    [rule("more", "10"), 10, false],
    [rule("more", "10"), 10.5, true],
    [rule("more", "-3"), "-2", true],
    [rule("more", "0"), "many", false],
    [rule("more", "0"), true, false],
    [rule("more", "-1"), undefined, false],
    [rule("less", "1"), undefined, false],
    [rule("less", "10"), "1e1", false],
    [rule("less", "10"), "9.99", true],
    [rule("set"), false, true],
    [rule("set"), "\n", true],
    [rule("set"), "", false],
    [rule("unset"), "", true],
    [rule("unset"), 0, false],
  ])("%j with %s holds: %s", (given, value, expected) => {
    const known: Attributes = value === undefined ? {} : { plan: value };
    expect(holds(given, known)).toBe(expected);
    expect(reads(traitOf(given), known)).toBe(expected);
  });

  it("that wants a signature takes no claim, and the loader leaves it to the edge", () => {
    const given: AttributeRule = { ...rule("one_of", "pro"), signed: true };
    expect(holds(given, { plan: "pro" })).toBe(false);
    expect(holds(given, { plan: "free" }, { plan: "pro" })).toBe(true);
    expect(reads(traitOf(given), { plan: "pro" })).toBe(false);
    expect(reads(traitOf({ ...given, is: "unset" }), {})).toBe(false);
  });

  it("believes what is signed before what is claimed", () => {
    expect(holds(rule("one_of", "pro"), { plan: "pro" }, { plan: "free" })).toBe(false);
    expect(holds(rule("one_of", "pro"), { plan: "free" }, { plan: "pro" })).toBe(true);
    expect(holds(rule("set"), JSON.parse("{}") as Attributes)).toBe(false);
    expect(holds({ ...rule("set"), name: "constructor" }, {})).toBe(false);
  });
});

describe("with any rule and value", () => {
  const text = fc.oneof(
    fc.string({ minLength: 1, maxLength: 6, unit: "binary" }),
    fc.constantFrom("0", "1", "-1", "1.5", "1e3", "true", "a|b", "^a$", "\\d", "\n", " 1"),
  );
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  const value = fc.oneof(text, number, fc.integer({ min: -3, max: 3 }), fc.boolean());
  const some = fc.array(text, { minLength: 1, maxLength: 4 });
  const any: fc.Arbitrary<AttributeRule> = fc.oneof(
    fc.record({
      name: fc.constant("x"),
      is: fc.constantFrom("one_of", "none_of", "contains"),
      values: some,
    }),
    fc.record({
      name: fc.constant("x"),
      is: fc.constantFrom("more", "less"),
      values: fc.tuple(fc.oneof(number, fc.integer({ min: -3, max: 3 })).map(String)),
    }),
    fc.record({ name: fc.constant("x"), is: fc.constantFrom("set", "unset") }),
  );

  it("loader and edge agree", () => {
    fc.assert(
      fc.property(any, fc.option(value, { nil: undefined }), (given, x) => {
        const known: Attributes = x === undefined ? {} : { x };
        const expected = holds(given, known);
        expect(reads(traitOf(given), known)).toBe(expected);
        expect(suits([traitOf(given)], known)).toBe(expected);
      }),
      { numRuns: 5000 },
    );
  });
});
