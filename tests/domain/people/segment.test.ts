import { describe, expect, it } from "vitest";
import { type Answered, isInSegment, mayGetMail } from "../../../domain/people/segment.ts";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { SegmentRules } from "../../../domain/wire/people.ts";

const NOW = Date.UTC(2026, 8, 1);
const ana = {
  email: "ana@example.com",
  attributes: { plan: "pro", seats: 3 },
  language: "de-AT",
  subscription: "subscribed",
  consent: "given",
} as const;
const answer = (more: Partial<Answered>): Answered => ({
  metric: "nps",
  score: 9,
  state: "counted",
  at: NOW - 10 * DAY_MS,
  ...more,
});
const holds = (rules: SegmentRules, more: object = {}, answers: Answered[] = []) =>
  isInSegment(rules, { ...ana, ...more }, answers, NOW);

describe("rules about the person", () => {
  it("no rules find everybody", () => {
    expect(holds({})).toBe(true);
    expect(holds({ languages: [], consent: [], attributes: [], reachable: false })).toBe(true);
  });

  it("languages are primary tags; who has none speaks none", () => {
    expect(holds({ languages: ["de"] })).toBe(true);
    expect(holds({ languages: ["en", "fr"] })).toBe(false);
    expect(holds({ languages: ["de"] }, { language: null })).toBe(false);
  });

  it("attributes as the rules of surveys take them, signed ones too", () => {
    const rule = (more: object) => holds({ attributes: [{ name: "plan", is: "set", ...more }] });
    expect(rule({})).toBe(true);
    expect(rule({ is: "one_of", values: ["pro"] })).toBe(true);
    expect(rule({ is: "one_of", values: ["pro"], signed: true })).toBe(true);
    expect(rule({ is: "none_of", values: ["pro"] })).toBe(false);
    expect(rule({ name: "seats", is: "more", values: ["2.5"] })).toBe(true);
    expect(rule({ name: "city", is: "unset" })).toBe(true);
    const both = [
      { name: "plan", is: "one_of" as const, values: ["pro"] },
      { name: "seats", is: "less" as const, values: ["3"] },
    ];
    expect(holds({ attributes: both })).toBe(false);
  });

  it("may be mailed: an address, subscribed, consent not withdrawn", () => {
    expect(mayGetMail(ana)).toBe(true);
    for (const more of [
      { email: null },
      { subscription: "unsubscribed" },
      { subscription: "bounced" },
      { subscription: "complained" },
      { consent: "withdrawn" },
    ]) {
      expect(holds({ reachable: true }, more)).toBe(false);
      expect(holds({ reachable: false }, more)).toBe(true);
    }
    expect(holds({ reachable: true }, { consent: "unknown" })).toBe(true);
    expect(holds({ consent: ["unknown"] })).toBe(false);
  });
});

describe("rules about answers", () => {
  const scored = { metric: "nps", min: 0, max: 6 } as const;

  it("the newest counted score by the metric lies in the band, ends included", () => {
    expect(holds({ scored })).toBe(false);
    for (const [score, is] of [
      [0, true],
      [6, true],
      [7, false],
    ] as const)
      expect(holds({ scored }, {}, [answer({ score })])).toBe(is);
    const changed = [answer({ score: 2, at: NOW - 400 * DAY_MS }), answer({ score: 9 })];
    expect(holds({ scored }, {}, changed)).toBe(false);
    expect(holds({ scored }, {}, changed.toReversed())).toBe(false);
  });

  it("what is not counted, has no score or another metric decides nothing", () => {
    for (const more of [
      { state: "suspect" },
      { state: "late" },
      { metric: "csat" },
      { score: null },
    ])
      expect(holds({ scored }, {}, [answer({ score: 2, ...(more as object) })])).toBe(false);
    const besides = [
      answer({ score: 2, at: NOW - 99 * DAY_MS }),
      answer({ state: "late", score: 9 }),
    ];
    expect(holds({ scored }, {}, besides)).toBe(true);
  });

  it("silent: nobody answered anything in so many days; scanners and tests are nobody", () => {
    expect(holds({ silentDays: 30 })).toBe(true);
    expect(holds({ silentDays: 30 }, {}, [answer({ metric: "none", score: null })])).toBe(false);
    expect(holds({ silentDays: 10 }, {}, [answer({})])).toBe(true);
    expect(holds({ silentDays: 11 }, {}, [answer({})])).toBe(false);
    for (const [state, is] of [
      ["late", false],
      ["pending", false],
      ["suspect", true],
      ["quarantined", true],
      ["test", true],
      ["deleted", true],
    ] as const)
      expect(holds({ silentDays: 30 }, {}, [answer({ state })])).toBe(is);
  });
});
