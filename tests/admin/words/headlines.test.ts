import { describe, expect, it } from "vitest";
import {
  changeInterval,
  movedWords,
  overviewHeadline,
  resultsHeadline,
  themesHeadline,
} from "../../../admin/words/headlines.ts";
import { type Head, head, overviewItem, theme } from "../support.ts";

const fall: Partial<Head> = {
  score: 34,
  low: 32,
  high: 37,
  n: 3164,
  verdict: "down",
  change: -7,
  previous: { n: 2900, score: 41, low: 38, high: 44, from: "2026-05-26", to: "2026-08-23" },
};

describe("the overview's answer", () => {
  it("names what really moved, and counts the rest", () => {
    const items = [
      overviewItem("Store NPS", { verdict: "down" }),
      overviewItem("After delivery", { verdict: "down" }),
      overviewItem("Returns", { verdict: "up" }),
      overviewItem("Account", { verdict: "same" }),
      overviewItem("Size finder", { verdict: "few" }),
    ];
    expect(overviewHeadline(items)).toEqual({
      title: "Three scores really moved",
      lede: "Store NPS and After delivery fell. Returns rose. One other differs from the period before by no more than chance. One has too few answers to compare.",
    });
  });

  it("says that nothing moved, without others to compare with", () => {
    const { title, lede } = overviewHeadline([overviewItem("A", { verdict: "same" })]);
    expect(title).toBe("No score really moved");
    expect(lede).toBe("What differs from the period before is no more than chance.");
  });

  it("does not call silence stability", () => {
    expect(overviewHeadline([overviewItem("A", { verdict: "few" })]).title).toBe(
      "Not enough answers to say what changed",
    );
    expect(overviewHeadline([overviewItem("A", { metric: "none" })]).title).toBe(
      "No score to compare yet",
    );
  });
});

describe("the interval of a change", () => {
  it("recovers it from both intervals", () => {
    const { low, high } = changeInterval(head(fall)) ?? { low: 0, high: 0 };
    expect(low).toBeCloseTo(-7 - Math.hypot(2, 3), 6);
    expect(high).toBeCloseTo(-7 + Math.hypot(3, 3), 6);
  });

  it("is missing where a score is", () => {
    expect(changeInterval(head({ ...fall, score: null, low: null, high: null }))).toBeNull();
    expect(changeInterval(head({ score: 34, low: 32, high: 37 }))).toBeNull();
  });
});

describe("the answer about one survey", () => {
  it("says how far it fell, and where it stands apart", () => {
    const rows = [
      { name: "Austria", verdict: "down" },
      { name: "Germany", verdict: "down" },
      { name: "Sweden", verdict: "up" },
      { name: "France", verdict: "same" },
    ];
    expect(resultsHeadline(head(fall), { label: "Country", rows })).toEqual({
      title: "A real fall of 3 to 11 points",
      lede: "It was 41 (38 to 44) in the period before. By country it is really lower in Austria and Germany, higher in Sweden.",
    });
  });

  it("never gives an interval that contradicts the verdict", () => {
    const wide = head({ ...fall, low: 20, high: 48 });
    expect(resultsHeadline(wide, undefined).title).toBe("A real fall of about 7 points");
  });

  it("calls noise noise", () => {
    const same = head({ ...fall, verdict: "same", change: -1, score: 40, low: 37, high: 43 });
    expect(resultsHeadline(same, undefined)).toEqual({
      title: "No real change",
      lede: "40 against 41 (38 to 44) before: no more than chance.",
    });
  });

  it("shows no score under 5 answers", () => {
    const few = head({ n: 3, score: null, low: null, high: null, verdict: "few" });
    expect(resultsHeadline(few, undefined)).toEqual({
      title: "3 answers in this period",
      lede: "A score shows from 5 answers.",
    });
  });

  it("tells a real change in the feed with both intervals", () => {
    expect(movedWords("Store NPS", head(fall))).toEqual({
      title: "Store NPS fell, 41 to 34",
      detail: "Now 32 to 37 (3,164 answers), before 38 to 44 (2,900).",
    });
    expect(movedWords("Store NPS", head({ verdict: "down" }))).toBeUndefined();
  });
});

describe("the answer about themes", () => {
  it("names the largest impact that is sure, else the most named", () => {
    const late = theme({
      label: "Late delivery",
      impact: { value: -6.5, low: -7.2, high: -5.7, n: 236 },
    });
    const vague = theme({
      label: "Price",
      volume: 400,
      impact: { value: -9, low: -20, high: 2, n: 400 },
    });
    expect(themesHeadline([vague, late], "Store NPS")).toBe("“Late delivery” pulls Store NPS most");
    expect(themesHeadline([vague], "Store NPS")).toBe("“Price” is named most");
    expect(themesHeadline([{ ...late, muted: true }], "Store NPS")).toBe("Themes of Store NPS");
  });
});
