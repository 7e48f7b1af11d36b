import fc from "fast-check";
import { checkSync } from "recheck";
import { describe, expect, it } from "vitest";
import { addressOf, addressSource, isMeant } from "../../../domain/targeting/address.ts";

const SITE = "https://shop.example";

describe("a pattern for the path", () => {
  it.each([
    ["/", "/", true],
    ["/", "/shop", false],
    ["/shop/*", "/shop/tents", true],
    ["/shop/*", "/shop", false],
    ["*/thanks", "/en/order/thanks", true],
    ["*shop.example*", "/", false],
    ["shop*", "/shop", false],
    ["/a*b*c", "/a-1-b-2-c", true],
    ["/a*b*c", "/a-1-c-2-b", false],
    ["/a*b*b", "/a-b", false],
    ["/a.b", "/axb", false],
    ["/price(1)+[2]", "/price(1)+[2]", true],
    ["/über/*", "/%C3%BCber/uns", true],
    ["/über/*", "/%c3%bcber/uns", true],
    ["/über/*", "/über/uns", true],
    ["/%C3%BCber/*", "/%C3%BCber/uns", true],
    ["/two words", "/two%20words", true],
    // Query and route are looked at where they are named.
    ["/pricing", "/pricing?from=mail#/plans", true],
    ["/pricing*", "/pricing/team?from=mail", true],
    ["*mail", "/pricing?from=mail", false],
    ["/search?q=*", "/search?q=tent", true],
    ["/search?q=*", "/search?p=2&q=tent", false],
    ["/search?*q=tent", "/search?p=2&q=tent#/list", true],
    ["/search?q=tent", "/search?q=tents", false],
    ["?*debug=1*", "/any/where?x=2&debug=1", true],
    ["?*debug=1*", "/any/debug=1", false],
  ])("%s on %s: %s", (pattern, path, meant) => {
    expect(isMeant(SITE + path, { urls: [pattern] })).toBe(meant);
  });
});

describe("a pattern for the whole address", () => {
  it.each([
    ["https://shop.example/*", `${SITE}/cart`, true],
    ["https://shop.example", `${SITE}/?a=1`, true],
    ["https://shop.example", `${SITE}/cart`, false],
    ["https://*.example/cart", `${SITE}/cart?a=1`, true],
    ["https://*/cart", "http://shop.example/cart", false],
    ["https://shop.example/*utm=x*", `${SITE}/cart?utm=x&b`, true],
    ["https://shop.example/cart?a=1", `${SITE}/cart?a=12`, false],
    ["#/settings", `${SITE}/app#/settings`, true],
    ["#/settings", `${SITE}/app?a=1#/settings?tab=2`, true],
    ["#/settings", `${SITE}/app#/settings/team`, false],
    ["#/settings/*", `${SITE}/app#/settings/team`, true],
    ["/app#/settings*", `${SITE}/app?a=1#/settings/team`, true],
    ["/app#/settings*", `${SITE}/apps#/settings/team`, false],
    ["https://*#/settings*", `${SITE}/app?a=1#/settings`, true],
    // An anchor is no page of its own.
    ["/help", `${SITE}/help#part-2`, true],
    ["/help#part-2", `${SITE}/help#part-2`, false],
  ])("%s on %s: %s", (pattern, address, meant) => {
    expect(isMeant(address, { urls: [pattern] })).toBe(meant);
  });
});

describe("several patterns", () => {
  it.each([
    [["/no", "/yes"], undefined, "/yes", true],
    [["/no", "#/no", "https://shop.example/y*"], undefined, "/yes", true],
    [["/shop/*"], ["/shop/cart*"], "/shop/tents", true],
    [["/shop/*"], ["/shop/cart*", "*/pay"], "/shop/tents/pay", false],
    [["/a*b*c"], ["/a*x*c", "/a*y*c"], "/abc", true],
    [["/a*b*c"], ["/a*x*c", "/a*y*c"], "/aybc", false],
    [["/x*y*z", "/a*b*c"], ["/*no*no"], "/a1b1c", true],
    [["https://*p*p*q", "#/*p*p*q", "/*a*b*c"], undefined, "/a/b/c", true],
    [[], ["/admin/*"], "/shop", true],
    [[], ["/admin/*"], "/admin/people", false],
    [[], [], "/any", true],
  ])("%j but not %j on %s: %s", (urls, except, path, meant) => {
    expect(isMeant(SITE + path, { urls, ...(except && { except }) })).toBe(meant);
  });

  it("says nothing where every page is meant", () => {
    expect(addressSource([])).toBeUndefined();
    expect(addressSource(["/shop/*"])).toBe("^[^/]+//[^/]*/shop/");
  });
});

it("keeps the route of an address and drops an anchor", () => {
  expect(addressOf(`${SITE}/a?b#/c`)).toBe(`${SITE}/a?b#/c`);
  expect(addressOf(`${SITE}/a?b#c`)).toBe(`${SITE}/a?b`);
});

/** Whether a text is a pattern's, star by star: slow, and plain to see. */
function fits(pattern: string, text: string): boolean {
  if (pattern === "") return text === "";
  if (pattern[0] !== "*") return pattern[0] === text[0] && fits(pattern.slice(1), text.slice(1));
  return fits(pattern.slice(1), text) || (text !== "" && fits(pattern, text.slice(1)));
}

describe("with any patterns", () => {
  const sign = fc.constantFrom("a", "b", "*", "/", ".", "(");
  const path = fc.array(sign, { maxLength: 8 }).map((signs) => `/${signs.join("")}`);
  const address = path.map((text) => text.replaceAll("*", "-"));

  it("decides as the stars say", () => {
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 3 }), path, address, (urls, no, at) => {
        const meant = urls.some((pattern) => fits(pattern, at));
        expect(isMeant(SITE + at, { urls })).toBe(meant);
        expect(isMeant(`${SITE}${at}?q#/r`, { urls })).toBe(meant);
        expect(isMeant(SITE + at, { urls, except: [no] })).toBe(meant && !fits(no, at));
      }),
      { numRuns: 2000 },
    );
  });

  it("takes any line a person may type", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), fc.webUrl(), (urls, at) => {
        const source = addressSource(urls, urls);
        if (source !== undefined) expect(RegExp(source).test(at)).toBe(false);
      }),
    );
  });
});

it.each([
  "/*a*a*a*a*a*a*",
  "*a*a*a*a*a*b",
  "https://*a*a*a*#/*a*a",
  "?*a*a*a*c",
  "#/*a*a*b",
  "/ü*ü*ü*#/*ü?*ü",
])("%s cannot be made slow", (pattern) => {
  const source = addressSource([pattern], [pattern]) ?? "";
  const { status } = checkSync(source, "", { checker: "auto", randomSeed: 1, timeout: 20_000 });
  expect(status).toBe("safe");
});
