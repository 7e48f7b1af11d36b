import { describe, expect, it } from "vitest";
import { triedOn } from "../../../../admin/screens/build/try-address.ts";

const ORIGIN = "https://shop.example.com";
const rules = { urls: ["/pricing*", "#/cart"], except: ["/pricing/team"] };
const tried = (typed: string) => triedOn(typed, rules, ORIGIN);

describe("trying an address", () => {
  it("says which line lets it in", () => {
    expect(tried("/pricing?a=1")).toEqual({
      meant: true,
      why: "https://shop.example.com/pricing?a=1 fits /pricing*.",
    });
    expect(tried("https://other.example/#/cart")?.meant).toBe(true);
    expect(tried("pricing")?.meant).toBe(true);
    expect(tried("shop.example.com/pricing")?.why).toContain(
      "https://shop.example.com/pricing fits",
    );
  });

  it("says which line leaves it out, or that none fits", () => {
    expect(tried("/pricing/team#prices")).toEqual({
      meant: false,
      why: "https://shop.example.com/pricing/team is left out by /pricing/team.",
    });
    expect(tried("/about")).toEqual({
      meant: false,
      why: "https://shop.example.com/about fits none of the addresses.",
    });
  });

  it("lets every page in where there is no line, and says nothing of nothing", () => {
    expect(triedOn("/about", { urls: [] }, ORIGIN)?.meant).toBe(true);
    expect(tried("  ")).toBeUndefined();
    expect(tried("https://")).toEqual({ meant: false, why: "This is no address." });
  });
});
