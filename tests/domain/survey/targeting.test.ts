import { describe, expect, it } from "vitest";
import { pathSource, screenQuery } from "../../../domain/survey/targeting.ts";

describe("pathSource", () => {
  it.each([
    [["/"], "/", true],
    [["/"], "/shop", false],
    [["/shop/*"], "/shop/tents", true],
    [["/shop/*"], "/shop", false],
    [["*/thanks"], "/en/order/thanks", true],
    [["/a*b*c"], "/a-1-b-2-c", true],
    [["/a.b"], "/axb", false],
    [["/price(1)+[2]"], "/price(1)+[2]", true],
    [["/über/*"], "/über/uns", true],
    [["/no", "/yes"], "/yes", true],
  ])("%j on %s is %s", (patterns, path, meant) => {
    expect(RegExp(pathSource(patterns)).test(path)).toBe(meant);
  });
});

it("names windows by their width", () => {
  expect(screenQuery(["mobile", "desktop"])).toBe("(width<600px),(width>=1024px)");
});
