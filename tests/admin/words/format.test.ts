import { describe, expect, it } from "vitest";
import {
  count,
  listed,
  percent,
  plural,
  range,
  rate,
  score,
  signed,
  signedTenths,
  spelled,
} from "../../../admin/words/format.ts";

describe("numbers", () => {
  it("groups thousands and has a true minus sign", () => {
    expect(count(3164)).toBe("3,164");
    expect(count(-12.4)).toBe("−12");
  });

  it("never writes a negative zero", () => {
    expect(count(-0.4)).toBe("0");
    expect(signed(-0.2)).toBe("0");
    expect(signedTenths(-0.04)).toBe("0.0");
  });

  it("signs what is added or taken", () => {
    expect(signedTenths(2.84)).toBe("+2.8");
    expect(signedTenths(-6.46)).toBe("−6.5");
    expect(signed(62)).toBe("+62");
    expect(signed(-71)).toBe("−71");
  });

  it("keeps one decimal only where whole percents would hide the share", () => {
    expect(percent(0.047)).toBe("4.7 %");
    expect(percent(0.472)).toBe("47 %");
    expect(percent(0)).toBe("0 %");
    expect(percent(0.0001)).toBe("under 0.1 %");
  });

  it("has no share of nothing", () => {
    expect(rate(0, 0)).toBeUndefined();
    expect(rate(1, 4)).toBe("25 %");
  });

  it("writes scores in whole points, shares with their sign", () => {
    expect(score("nps", 34.4)).toBe("34");
    expect(score("csat", 77.6)).toBe("78 %");
    expect(range(-3.4, 12.2)).toBe("−3 to 12");
  });
});

describe("words for counts", () => {
  it("tells one from many", () => {
    expect(plural(1, "answer")).toBe("1 answer");
    expect(plural(0, "answer")).toBe("0 answers");
    expect(plural(2000, "reply", "replies")).toBe("2,000 replies");
  });

  it("joins lists as sentences do", () => {
    expect(listed([])).toBe("");
    expect(listed(["A"])).toBe("A");
    expect(listed(["A", "B", "C"])).toBe("A, B and C");
  });

  it("spells small numbers at the start of a sentence", () => {
    expect(spelled(3)).toBe("Three");
    expect(spelled(12)).toBe("12");
  });
});
