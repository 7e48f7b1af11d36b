import { describe, expect, it } from "vitest";
import { branchesOf } from "../../../../admin/screens/themes/map/branches.tsx";
import {
  axisOf,
  dimensionName,
  newsOf,
  segmentName,
  segmentValue,
} from "../../../../admin/screens/themes/map/breakdown-words.ts";
import { whyWords } from "../../../../admin/screens/themes/map/headline.ts";
import { placesFor } from "../../../../admin/screens/themes/map/move-under.tsx";
import { speakersOf } from "../../../../admin/screens/themes/map/people-words.ts";
import { weekWords } from "../../../../admin/charts/theme-trend.tsx";
import { findOf } from "../../../../admin/screens/responses/search-field.tsx";
import type { Quote, Theme, ThemeBreakdown } from "../../../../domain/wire/themes.ts";

const nps = { name: "Store NPS", metric: "nps" as const };
const theme = (more: Partial<Theme> = {}): Theme => ({
  id: "delivery",
  label: "Delivery",
  pinned: false,
  status: "active",
  muted: false,
  parent: null,
  volume: 80,
  share: 0.16,
  sentiment: -40,
  positive: 16,
  negative: 48,
  previous: 40,
  trend: "up",
  emerging: false,
  impact: { value: -6.5, low: -7.2, high: -5.7, n: 80 },
  spark: [],
  createdAt: 0,
  ...more,
});

describe("why a theme matters", () => {
  it("tells a sure weight, how often it is named and what is felt", () => {
    expect(whyWords(theme(), nps)).toBe(
      "Store NPS is 6.5 points lower with those who mention it than without them. 16 % of texts name it, really more than before. Most of it is complaint.",
    );
    const praised = theme({
      impact: { value: 2.8, low: 2.2, high: 3.4, n: 80 },
      trend: "same",
      sentiment: 30,
      positive: 40,
      negative: 16,
    });
    expect(whyWords(praised, nps)).toBe(
      "Store NPS is 2.8 points higher with those who mention it than without them. 16 % of texts name it, no real change. More praise than complaint.",
    );
  });

  it("claims no weight that the interval does not bear", () => {
    expect(whyWords(theme({ impact: { value: -0.3, low: -0.7, high: 0, n: 80 } }), nps)).toContain(
      "Store NPS is about the same with and without those who mention it.",
    );
    expect(whyWords(theme({ impact: null, volume: 12, trend: "few" }), nps)).toMatch(
      /^Its weight on Store NPS shows from 30 mentions\. 16 % of texts name it: 12 mentions, too few/u,
    );
    expect(whyWords(theme(), { name: "Ideas", metric: "none" })).toMatch(/^16 % of texts/u);
  });

  it("tells a theme that is new, one that fades, and one that nobody names", () => {
    expect(whyWords(theme({ previous: 0 }), nps)).toContain("name it, and none did before.");
    expect(whyWords(theme({ trend: "down" }), nps)).toContain("really less than before");
    expect(whyWords(theme({ sentiment: -4, positive: 30, negative: 33 }), nps)).toContain(
      "Praise and complaint are in balance.",
    );
    expect(whyWords(theme({ volume: 0, share: 0, sentiment: null }), nps)).toBe(
      "Nobody speaks of it in this period.",
    );
  });
});

describe("where a theme stands", () => {
  const top = theme();
  const small = theme({ id: "a", label: "Depot", parent: "delivery", volume: 9 });
  const large = theme({ id: "b", label: "Late", parent: "delivery", volume: 44 });
  const gone = theme({ id: "c", label: "Old", parent: "delivery", status: "archived" });
  const other = theme({ id: "price", label: "Price" });
  const all = [top, small, large, gone, other];

  it("shows the active themes under it, the largest first", () => {
    expect(branchesOf(all, "delivery").map(({ id }) => id)).toEqual(["b", "a"]);
    expect(branchesOf(all, "price")).toEqual([]);
  });

  it("moves only under a theme at the top, and only when nothing stands under it", () => {
    expect(placesFor(other, all).map(({ id }) => id)).toEqual(["delivery"]);
    expect(placesFor(small, all).map(({ id }) => id)).toEqual(["delivery", "price"]);
    expect(placesFor(top, all)).toEqual([]);
  });
});

describe("a breakdown", () => {
  const row = (
    key: string,
    more: Partial<ThemeBreakdown["rows"][number]> = {},
  ): ThemeBreakdown["rows"][number] => ({
    key,
    n: 10,
    texts: 100,
    share: 0.1,
    low: 0.06,
    high: 0.18,
    verdict: "same",
    sentiment: null,
    ...more,
  });

  it("has the line of all from its rows, and an axis that holds them", () => {
    const rows = [row("widget"), row("email", { n: 60, texts: 100, high: 0.7 })];
    expect(axisOf(rows)).toEqual({ all: 0.35, end: 0.8 });
    expect(axisOf([row("widget")])).toEqual({ all: 0.1, end: 0.2 });
    expect(axisOf([])).toEqual({ all: 0, end: 0.1 });
  });

  it("names dimensions and segments as people do", () => {
    expect([dimensionName("attr:signup_month"), dimensionName("channel")]).toEqual([
      "Signup month",
      "Channel",
    ]);
    expect([
      segmentName("channel", "email"),
      segmentName("language", "de"),
      segmentName("score", "3"),
      segmentName("attr:country", "AT"),
    ]).toEqual(["E-mail", "German", "Score 3", "Austria"]);
  });

  it("calls more of a complaint bad and more of a praise good, and balance neither", () => {
    expect(newsOf("up", { sentiment: -40 })).toBe("down");
    expect(newsOf("down", { sentiment: -40 })).toBe("up");
    expect(newsOf("up", { sentiment: 40 })).toBe("up");
    expect(newsOf("up", { sentiment: 4 })).toBe("");
    expect(newsOf("same", { sentiment: -40 })).toBe("");
  });

  it("sorts scores as numbers", () => {
    const value = segmentValue("score", "name");
    expect([row("10"), row("9"), row("0")].map(value)).toEqual([10, 9, 0]);
  });
});

describe("who said it", () => {
  const quote = (id: string | null, at: number, mood: number): Quote => ({
    response: `r${at}`,
    question: "q2",
    text: `text ${at}`,
    clause: null,
    marks: [],
    sentiment: 0,
    mood,
    fit: 1,
    score: 9,
    at,
    channel: "widget",
    language: "en",
    person: id === null ? null : { id, name: id.toUpperCase() },
  });

  it("gathers the quotes of each person, the most frequent first, and counts the rest", () => {
    const { people, anonymous } = speakersOf([
      quote("ann", 5, -60),
      quote(null, 4, 0),
      quote("ben", 3, 10),
      quote("ben", 9, 30),
    ]);
    expect(people.map(({ name, n, mood, newest }) => [name, n, mood, newest.at])).toEqual([
      ["BEN", 2, 20, 9],
      ["ANN", 1, -60, 5],
    ]);
    expect(anonymous).toBe(1);
  });
});

describe("one week against the rest", () => {
  const week = {
    key: "2026-10-19",
    n: 14,
    positive: 2,
    negative: 9,
    texts: 40,
    score: -12,
    rest: 34,
  };

  it("is told with its share and both scores", () => {
    expect(weekWords("nps", week)).toBe("14 of 40 texts, 35 %, 9 negative, NPS −12, all others 34");
    expect(weekWords("csat", { ...week, score: 71, rest: 88 })).toContain("CSAT 71 %");
  });

  it("tells no score under 5 responses, and no share of nothing", () => {
    expect(weekWords("nps", { ...week, n: 0, score: null })).toBe("0 of 40 texts, 0 %");
    expect(weekWords("nps", { ...week, n: 0, texts: 0, score: null })).toBe("no texts");
  });
});

describe("how a search reads what is typed", () => {
  it("goes by words unless the address says by meaning", () => {
    expect([findOf({}), findOf({ find: "meaning" }), findOf({ find: "x" })]).toEqual([
      "words",
      "meaning",
      "words",
    ]);
  });
});
