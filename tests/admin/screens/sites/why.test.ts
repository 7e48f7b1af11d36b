import { describe, expect, it } from "vitest";
import {
  attributesOf,
  formFrom,
  formOf,
  linesOf,
  queryOf,
  questionOf,
} from "../../../../admin/screens/sites/why-query.ts";
import {
  type WhySurvey,
  reasonWords,
  ruleWords,
  verdictWords,
  whyHeadline,
} from "../../../../admin/screens/sites/why-words.ts";
import { FOR_EVER } from "../../../../domain/targeting/rests.ts";
import type { Response } from "../../../../domain/wire/responses.ts";
import type { AttributeRule } from "../../../../domain/wire/survey.ts";
import type { Why, WhyCheck } from "../../../../domain/wire/why.ts";

const NOW = Date.UTC(2026, 10, 22, 14, 20);
const DAY = 86_400_000;
const telling = { at: NOW, zone: "UTC", names: { sv_a: "Store NPS", sv_b: "Checkout" } };
const survey = (part: Partial<WhySurvey> = {}): WhySurvey => ({
  id: "sv_a",
  name: "Store NPS",
  state: "live",
  metric: "nps",
  mode: "popover",
  verdict: "asks",
  behind: null,
  checks: [],
  ...part,
});
const said = (check: WhyCheck) => ruleWords(survey(), check, telling);
const address = (urls: string[], except: string[], path: string, result: "pass" | "fail") =>
  said({ rule: "address", result, urls, except, address: `https://shop.example${path}` });

describe("a rule in a sentence", () => {
  it("a page names the pattern that decided", () => {
    expect(address(["/plans", "/pricing*"], [], "/pricing/team?a=1", "pass")).toBe(
      "/pricing/team?a=1 matches /pricing*",
    );
    expect(address(["/pricing*"], [], "/about", "fail")).toBe("/about does not match /pricing*");
    expect(address(["/a", "/b", "/c"], [], "/d", "fail")).toBe("/d matches none of /a, /b or /c");
    expect(address(["/pricing*"], ["/pricing/old*"], "/pricing/old/1", "fail")).toBe(
      "/pricing/old/1 matches /pricing/old*, which is left out",
    );
    expect(address([], ["/old*"], "/new", "pass")).toBe("/new is not left out by /old*");
  });

  it("an attribute says what it is and what was asked for", () => {
    const attribute: AttributeRule = {
      name: "plan",
      is: "one_of",
      values: ["pro", "team"],
      signed: true,
    };
    const rule = { rule: "attribute" as const, attribute };
    expect(said({ ...rule, result: "fail", value: null })).toBe(
      "plan is not signed; asked for: plan is pro or team, signed",
    );
    expect(said({ ...rule, result: "pass", value: "pro" })).toMatch(/^plan is “pro”, signed/u);
  });

  it("a rest has its dates and its cause", () => {
    const rest = (until: number, of: "any" | "metric" | "survey", result: "pass" | "fail") =>
      said({
        rule: "rest",
        result,
        of,
        rest: {
          of,
          key: "t",
          until,
          because: { survey: "sv_b", what: "answered", at: Date.UTC(2026, 8, 14) },
        },
      });
    expect(rest(Date.UTC(2027, 2, 12), "survey", "fail")).toBe(
      "Rests until 12 Mar 2027, 00:00: answered “Checkout” on 14 Sep",
    );
    expect(rest(NOW - DAY, "metric", "pass")).toBe(
      "Rested until 21 Nov: answered “Checkout” on 14 Sep",
    );
    expect(rest(FOR_EVER, "survey", "fail")).toBe(
      "Not again: answered “Checkout” on 14 Sep, and it asks until answered",
    );
    expect(said({ rule: "rest", result: "pass", of: "metric", rest: null })).toBe(
      "This person has not answered by NPS",
    );
  });

  it("a sample tells chance from a draw that is done", () => {
    const sample = { rule: "sample", sample: 0.2 } as const;
    expect(said({ ...sample, result: "chance", standing: null })).toMatch(/device draws/u);
    expect(said({ ...sample, result: "fail", standing: 0.5 })).toBe(
      "Not among the 20 % that are asked, on any device",
    );
    expect(said({ ...sample, result: "pass", standing: 0.1 })).toMatch(/^Among the 20 %/u);
  });

  it("a schedule tells what is over from what is to come", () => {
    const [from, until] = [NOW + DAY, NOW + 2 * DAY];
    expect(said({ rule: "schedule", result: "fail", from, until })).toBe(
      "Asks from 23 Nov 2026, 14:20 on",
    );
    expect(said({ rule: "schedule", result: "fail", from: null, until: NOW - DAY })).toBe(
      "Stopped asking at 21 Nov 2026, 14:20",
    );
  });
});

describe("the answer", () => {
  const why = (surveys: WhySurvey[], history: Why["history"] = null): Why => ({
    at: NOW,
    history,
    cooldown: { shown: 30, metric: 90 },
    surveys,
    names: telling.names,
  });
  const title = (surveys: WhySurvey[], history?: Why["history"]) =>
    whyHeadline(why(surveys, history), telling).title;

  it("names who asks, whom", () => {
    expect(title([survey()])).toBe("“Store NPS” would ask this visitor");
    expect(title([survey()], [])).toBe("“Store NPS” would ask this person");
    expect(title([survey({ verdict: "no" })])).toBe("No survey would ask this visitor here");
    expect(title([survey({ verdict: "waits" })])).toBe("“Store NPS” may ask this visitor");
    expect(title([survey({ mode: "inline" })])).toBe("“Store NPS” would show in its place");
    expect(title([])).toBe("This site has no survey");
  });

  it("a row gives the rule that decided", () => {
    const fail: WhyCheck = {
      rule: "device",
      result: "fail",
      devices: ["mobile"],
      device: "desktop",
    };
    const pass: WhyCheck = { rule: "state", result: "pass", state: "live", full: false };
    const no = survey({ verdict: "no", checks: [pass, fail] });
    expect([verdictWords(no), reasonWords(no, telling)]).toEqual([
      "Does not ask",
      "Desktop is not asked, only phone",
    ]);
    const behind = survey({ verdict: "behind", behind: "sv_b" });
    expect(reasonWords(behind, telling)).toMatch(/^“Checkout” goes first/u);
    const rests = survey({
      verdict: "no",
      checks: [{ rule: "rest", result: "fail", of: "any", rest: null }],
    });
    expect(verdictWords(rests)).toBe("Rests");
  });
});

describe("the form in an address", () => {
  it("goes there and back, and leaves what is empty out", () => {
    const form = { page: "https://shop.example/", person: "ada", attributes: "plan: pro\nage: 7" };
    expect(formOf(queryOf(form))).toEqual(form);
    expect(formOf(queryOf({ page: " ", period: "30" } as never))).toEqual({});
  });

  it("asks what the server takes", () => {
    expect(questionOf({}, "UTC")).toBeUndefined();
    expect(
      questionOf(
        {
          page: "shop.example/pricing",
          person: "ada",
          device: "mobile",
          attributes: "orders: 12\nvip = true\nzip: 00123\nnothing",
          signed: "plan: pro",
          events: "order_placed, signed_up",
          at: "2026-11-30T09:00",
        },
        "Europe/Berlin",
      ),
    ).toEqual({
      page: "https://shop.example/pricing",
      person: "ada",
      device: "mobile",
      attributes: { orders: 12, vip: true, zip: "00123" },
      signed: { plan: "pro" },
      events: ["order_placed", "signed_up"],
      at: Date.UTC(2026, 10, 30, 8),
    });
    // A signature is nobody's without an id.
    expect(questionOf({ page: "https://a.example", signed: "plan: pro" }, "UTC")).toEqual({
      page: "https://a.example",
    });
    expect(attributesOf(linesOf({ a: 1.5, b: "x: y", c: false }))).toEqual({
      a: 1.5,
      b: "x: y",
      c: false,
    });
  });

  it("begins with the visitor whom a response is from; a claimed id is nobody's", () => {
    const response = (verified: boolean) =>
      ({
        person: { id: "ada", verified },
        page: "https://shop.example/cart",
        language: "de",
        attributes: { plan: "pro" },
      }) as unknown as Response;
    expect(formFrom(response(true))).toEqual({
      page: "https://shop.example/cart",
      person: "ada",
      language: "de",
      attributes: "plan: pro",
    });
    expect(formFrom(response(false))).not.toHaveProperty("person");
  });
});
