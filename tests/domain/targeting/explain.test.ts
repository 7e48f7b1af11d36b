import { describe, expect, it } from "vitest";
import {
  type Asking,
  type Situation,
  explain,
  outcomeOf,
} from "../../../domain/targeting/explain.ts";
import type { Targeting } from "../../../domain/wire/survey.ts";

const NOW = 1_800_000_000_000;
const DAY = 86_400_000;
const everybody: Targeting = { urls: [], delay: 0, sample: 1, devices: [] };
const asking = (targeting: Partial<Targeting> = {}, more: Partial<Asking> = {}): Asking => ({
  id: "sv_aaaaaaaaaa",
  metric: "nps",
  mode: "popover",
  state: "live",
  full: false,
  targeting: { ...everybody, ...targeting },
  ...more,
});
const eve = { id: "eve", signed: {}, history: [] };
const results = (survey: Asking, situation: Partial<Situation> = {}) =>
  explain(survey, { now: NOW, ...situation }).map(({ rule, result }) => `${rule} ${result}`);

describe("explaining who sees a survey", () => {
  it("names no rule that the survey does not set", () => {
    expect(results(asking(), { address: "https://a.example/", device: "mobile" })).toEqual([
      "state pass",
    ]);
    expect(outcomeOf(explain(asking(), { now: NOW }))).toBe("pass");
  });

  it.each([
    [{ state: "paused" }, "state fail"],
    [{ state: "draft" }, "state fail"],
    [{ full: true }, "state fail"],
  ] as const)("%j does not ask", (more, expected) => {
    expect(results(asking({}, more))).toEqual([expected]);
  });

  it("judges nothing that it is not told", () => {
    const survey = asking({ urls: ["/a"], devices: ["mobile"], languages: ["de"] });
    expect(results(survey)).toEqual(["state pass"]);
  });

  it("holds each rule against what it is told, with what was compared", () => {
    const survey = asking({
      urls: ["/pricing*"],
      except: ["*/pay"],
      devices: ["mobile", "tablet"],
      languages: ["de"],
      attributes: [{ name: "plan", is: "one_of", values: ["pro"] }],
      from: NOW - DAY,
    });
    const told: Situation = {
      now: NOW,
      address: "https://a.example/pricing?a=1#plans",
      device: "desktop",
      language: "de-AT",
      attributes: { plan: "free" },
    };
    expect(explain(survey, told).slice(1)).toEqual([
      { rule: "schedule", result: "pass", from: NOW - DAY, until: null },
      {
        rule: "address",
        result: "pass",
        urls: ["/pricing*"],
        except: ["*/pay"],
        address: "https://a.example/pricing?a=1",
      },
      { rule: "device", result: "fail", devices: ["mobile", "tablet"], device: "desktop" },
      { rule: "language", result: "pass", languages: ["de"], language: "de-AT" },
      {
        rule: "attribute",
        result: "fail",
        attribute: { name: "plan", is: "one_of", values: ["pro"] },
        value: "free",
      },
    ]);
  });

  it("asks from the first to the last moment of its time", () => {
    const survey = asking({ from: NOW, until: NOW + DAY });
    const at = (now: number) => outcomeOf(explain(survey, { now }));
    expect([NOW - 1, NOW, NOW + DAY, NOW + DAY + 1].map(at)).toEqual([
      "fail",
      "pass",
      "pass",
      "fail",
    ]);
  });

  it("waits for what may still happen on the page", () => {
    const survey = asking({ event: "paid", delay: 500, scroll: 50, exit: true });
    expect(results(survey)).toEqual([
      "state pass",
      "event waits",
      "delay waits",
      "scroll waits",
      "exit waits",
    ]);
    expect(results(survey, { events: ["paid"] })).toContain("event pass");
    expect(outcomeOf(explain(survey, { now: NOW, events: ["paid"] }))).toBe("waits");
  });

  it("leaves a share to chance for a visitor without a proof, and knows it of a person", () => {
    const half = asking({ sample: 0.5 });
    expect(explain(half, { now: NOW })[1]).toEqual({
      rule: "sample",
      result: "chance",
      sample: 0.5,
      standing: null,
    });
    const of = (id: string) => results(half, { now: NOW, person: { ...eve, id } })[1];
    const people = Array.from({ length: 40 }, (_, i) => of(`p${i}`));
    expect(new Set(people)).toEqual(new Set(["sample pass", "sample fail"]));
    expect(of("p1")).toBe(of("p1"));
    expect(results(asking({ sample: 0 }))).toContain("sample fail");
  });

  it("takes what a server signed before what a page says", () => {
    const survey = asking({
      attributes: [{ name: "plan", is: "one_of", values: ["pro"], signed: true }],
    });
    const claimed = { attributes: { plan: "pro" } };
    expect(results(survey, claimed)).toContain("attribute fail");
    expect(results(survey, { ...claimed, person: eve })).toContain("attribute fail");
    expect(results(survey, { person: { ...eve, signed: { plan: "pro" } } })).toContain(
      "attribute pass",
    );
  });

  it("tells every rest of a person, and why", () => {
    const shown = { survey: "sv_bbbbbbbbbb", metric: "ces", what: "shown", at: NOW - DAY } as const;
    const answered = {
      ...shown,
      survey: "sv_aaaaaaaaaa",
      metric: "nps",
      what: "answered",
    } as const;
    const old = { ...answered, at: NOW - 100 * DAY };
    const person = { ...eve, history: [shown, old] };
    expect(results(asking(), { person: eve })).toEqual([
      "state pass",
      "rest pass",
      "rest pass",
      "rest pass",
    ]);
    expect(explain(asking(), { now: NOW, person }).slice(1)).toEqual([
      {
        rule: "rest",
        result: "fail",
        of: "any",
        rest: { of: "any", key: "t", because: shown, until: NOW + 29 * DAY },
      },
      {
        rule: "rest",
        result: "pass",
        of: "metric",
        rest: { of: "metric", key: "nps", because: old, until: NOW - 10 * DAY },
      },
      {
        rule: "rest",
        result: "fail",
        of: "survey",
        rest: { of: "survey", key: "sv_aaaaaaaaaa", because: old, until: NOW + 80 * DAY },
      },
    ]);
    expect(results(asking({}, { mode: "inline" }), { person })).toHaveLength(3);
    expect(results(asking({}, { mode: "tab" }), { person })).toEqual(["state pass"]);
    expect(results(asking(), { person, cooldown: { shown: 1, metric: 90 } })[1]).toBe("rest pass");
  });
});
