import { describe, expect, it } from "vitest";
import { impossibleIn } from "../../../../admin/screens/build/impossible.ts";
import type { AttributeRule, Targeting } from "../../../../domain/wire/survey.ts";
import { definition } from "../../support.ts";

const NOW = Date.UTC(2026, 10, 27);
const base = definition();

const found = (rules: Partial<Targeting>) =>
  impossibleIn({ ...base, targeting: { ...base.targeting, ...rules } }, NOW).map(
    ({ text }) => text,
  );
const attributes = (...rules: AttributeRule[]) => found({ attributes: rules });
const plan = (is: AttributeRule["is"], ...values: string[]): AttributeRule => ({
  name: "plan",
  is,
  ...(values.length > 0 && { values }),
});

describe("what keeps a draft from being published", () => {
  it("is nothing in a survey that can be asked", () => {
    expect(found({})).toEqual([]);
    expect(
      found({
        urls: ["/pricing*", "https://shop.example/*", "#/cart", "*"],
        except: ["/pricing/team"],
        until: NOW + 1,
        exit: true,
        devices: ["mobile", "tablet"],
        attributes: [plan("one_of", "pro", "team"), plan("none_of", "team"), plan("set")],
      }),
    ).toEqual([]);
  });

  it("is an end that has passed", () => {
    expect(found({ until: NOW })).toEqual([
      "Where and when: asking has ended. Choose a later end, or none.",
    ]);
  });

  it("is a pointer that never leaves, on phones alone", () => {
    expect(found({ exit: true, devices: ["mobile"] })[0]).toMatch(/never leaves the window/u);
  });

  it("is an address that no page has", () => {
    expect(found({ urls: ["pricing"] })).toEqual([
      "Where and when: no page is called “pricing”. Write “/pricing”, or begin it with https://.",
    ]);
  });

  it.each([
    [[], ["/*"]],
    [["/pricing"], ["/pricing*"]],
    [
      ["/pricing*", "/cart"],
      ["/pricing*", "/c*"],
    ],
    [["https://shop.example/a"], ["https://*"]],
  ])("is that of the pages %j all are left out by %j", (urls, except) => {
    expect(found({ urls, except })[0]).toMatch(/all pages are left out/u);
  });

  it("is not that some of the pages are left out", () => {
    expect(found({ urls: ["/pricing*"], except: ["/pricing"] })).toEqual([]);
    expect(found({ urls: [], except: ["/admin*"] })).toEqual([]);
  });

  it.each([
    [plan("one_of", "pro"), plan("one_of", "team")],
    [plan("one_of", "pro"), plan("none_of", "pro")],
    [plan("one_of", "pro"), plan("contains", "team")],
    [plan("unset"), plan("set")],
    [plan("unset"), plan("contains", "x")],
    [plan("more", "5"), plan("less", "5")],
    [plan("one_of", "4"), plan("more", "5")],
  ])("is two rules that no value fits: %j and %j", (one, other) => {
    expect(attributes(one, other)).toHaveLength(1);
    expect(attributes(other, one)).toHaveLength(1);
    expect(attributes(one, { ...other, name: "tier" })).toEqual([]);
  });

  it.each([
    [plan("unset"), plan("none_of", "pro")],
    [plan("more", "4"), plan("less", "5")],
    [plan("one_of", "6", "4"), plan("more", "5")],
    [plan("contains", "p"), plan("none_of", "pro")],
  ])("is not two rules that some value fits: %j and %j", (one, other) => {
    expect(attributes(one, other)).toEqual([]);
  });

  it("is not that what nobody signed is claimed", () => {
    expect(attributes({ ...plan("unset"), signed: true }, plan("one_of", "pro"))).toEqual([]);
    expect(attributes(plan("unset"), { ...plan("one_of", "pro"), signed: true })).toHaveLength(1);
  });

  it("is words that nothing fills, with their place", () => {
    const questions = base.questions.map((one) =>
      one.id === "q2" ? { ...one, text: { en: "{{q1}} {{plan}} {{q4}}", de: "{{Plan}}" } } : one,
    );
    expect(impossibleIn({ ...base, questions, thanks: { title: "{{q9}}" } }, NOW)).toEqual([
      {
        text: "Question 2 has {{q4}}, which no earlier question answers. Take it out.",
        question: "q2",
      },
      {
        text: "Question 2 has {{Plan}}, which nothing fills. An attribute’s name has small letters, digits and _.",
        question: "q2",
      },
      {
        text: "The thank-you has {{q9}}, which no earlier question answers. Take it out.",
        question: "thanks",
      },
    ]);
  });
});
