import { describe, expect, it } from "vitest";
import {
  checksOf,
  siteHeadline,
  siteStatus,
  stateWords,
} from "../../../../admin/screens/sites/health.ts";
import type { SiteHealth } from "../../../../domain/wire/site-health.ts";

const NOW = Date.UTC(2026, 10, 22, 14, 20);
const MINUTE = 60_000;
const DAY = 86_400_000;
const ORIGIN = "https://ask.example.com";

type Site = SiteHealth["site"];
const site = (part: Partial<Site> = {}): Site => ({
  id: "st_aaaaaaaaaa",
  name: "Shop",
  origins: [],
  allowOpaque: true,
  seenPage: "https://shop.example/cart",
  seenAt: NOW - 3 * MINUTE,
  lost: 0,
  failed: 0,
  blocked: 0,
  snippet: "<script>",
  pinned: null,
  proofKeys: [],
  ...part,
});
const health = (part: Partial<Site> = {}, changed: SiteHealth["changed"] = null): SiteHealth => ({
  site: site(part),
  now: NOW,
  changed,
  surveys: [],
});
const checks = (part?: Partial<Site>, changed?: SiteHealth["changed"]) =>
  checksOf(health(part, changed), "UTC", ORIGIN);
const check = (name: string, ...args: Parameters<typeof checks>) =>
  checks(...args).find((one) => one.name === name);
const headline = (part?: Partial<Site>) => siteHeadline(checks(part)).title;

describe("a site that is well", () => {
  it("says so, and every line is calm", () => {
    expect(headline()).toBe("All is well");
    expect(checks().every(({ state }) => state !== "bad")).toBe(true);
    expect(check("Tag")?.fact).toBe("Seen 3 min ago on https://shop.example/cart");
  });

  it("tries that failed are told and worry nobody: they were repeated", () => {
    expect(headline({ failed: 37 })).toBe("All is well");
    expect(check("Failed tries to send", { failed: 1 })).toMatchObject({
      state: "none",
      fact: "1 try",
    });
  });
});

describe("a tag", () => {
  it("that was never seen says what to do next", () => {
    expect(headline({ seenAt: null, seenPage: null })).toBe("The tag has not been seen yet");
    expect(check("Tag", { seenAt: null })).toMatchObject({ state: "none", fact: "Never seen" });
    expect(check("Tag", { seenAt: null })?.remedy).toMatch(/^Paste it/u);
  });

  it("that no page loads for a week needs a look, and not a moment before", () => {
    expect(check("Tag", { seenAt: NOW - 7 * DAY + 1 })?.state).toBe("good");
    expect(check("Tag", { seenAt: NOW - 7 * DAY })?.state).toBe("bad");
    expect(headline({ seenAt: NOW - 30 * DAY })).toBe("One thing needs a look");
  });
});

describe("what pages report", () => {
  it("a policy that blocks comes with the line that mends it", () => {
    expect(check("Blocked by pages", { blocked: 12 })).toMatchObject({
      state: "bad",
      fact: "12 requests",
      paste: `script-src ${ORIGIN}; connect-src ${ORIGIN}`,
    });
    expect(headline({ blocked: 1 })).toBe("One thing needs a look");
    expect(headline({ blocked: 1, lost: 2 })).toBe("Two things need a look");
  });

  it("lost answers are called lost, and point at the block that may be the cause", () => {
    expect(check("Given up by devices", { lost: 1 })).toMatchObject({ fact: "1 answer" });
    expect(check("Given up by devices", { lost: 1, blocked: 1 })?.remedy).toMatch(/above/u);
    expect(check("Given up by devices", { lost: 1 })?.remedy).not.toMatch(/above/u);
  });

  it("a list has one line: the worst of it", () => {
    const status = (part: Partial<Site>) => siteStatus(site(part), "UTC", NOW);
    expect(status({})).toMatchObject({ state: "good", words: expect.stringMatching(/^Seen/u) });
    expect(status({ blocked: 2, lost: 1 })).toEqual({
      state: "bad",
      words: "Blocked by pages: 2 requests. Given up by devices: 1 answer",
    });
    expect(status({ seenAt: null, blocked: 2 })).toEqual({ state: "none", words: "Never seen" });
  });
});

describe("the configuration", () => {
  const changed = (ago: number, what: "published" | "paused"): SiteHealth["changed"] => ({
    at: NOW - ago,
    survey: { id: "sv_aaaaaaaaaa", name: "Store NPS" },
    what,
  });

  it("is as old as its newest change, which pages hear of within 75 seconds", () => {
    expect(check("Configuration", {}, changed(74_000, "paused"))).toMatchObject({
      fact: "Changed 1 min ago: “Store NPS” was paused",
      means: "Pages hear of it within 75 seconds.",
    });
    expect(check("Configuration", {}, changed(75_000, "published"))).toMatchObject({
      fact: "Changed 1 min ago: “Store NPS” was published",
      means: "Every page that loads now has it.",
    });
    expect(check("Configuration")?.fact).toBe("No survey has been live yet");
  });

  it("a paused survey is gone from open pages within a minute", () => {
    const survey = { id: "sv_aaaaaaaaaa", name: "NPS", state: "paused", since: NOW } as const;
    expect(stateWords(survey, "UTC", NOW)).toBe(
      "Since 14:20. Gone from open pages within a minute of that",
    );
  });
});
