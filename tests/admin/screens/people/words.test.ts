import { describe, expect, it } from "vitest";
import { changeOf, draftOf, undoOf } from "../../../../admin/screens/people/edits.ts";
import { exportCsv } from "../../../../admin/screens/people/export.ts";
import { PAGE, fillPage } from "../../../../admin/screens/people/pages.ts";
import {
  askable,
  isWhole,
  segmentProblem,
  withName,
  withOperator,
} from "../../../../admin/screens/people/segment-rules.ts";
import { rulesWords } from "../../../../admin/screens/people/segment-words.ts";
import { mailWords, nameOf, peopleHeadline } from "../../../../admin/screens/people/words.ts";
import type { Person, PersonDetail, SegmentRules } from "../../../../domain/wire/people.ts";

const PERSON: Person = {
  person: "u1",
  email: "ann@example.com",
  attributes: { plan: "pro", orders: 3, vip: true, since: "2026-01-31" },
  language: "de",
  subscription: "subscribed",
  consent: "given",
  consentAt: 0,
  source: "import",
  createdAt: 0,
  updatedAt: 0,
};

describe("people in words", () => {
  it("answers how many there are and how many may get mail", () => {
    const line = (n: number, reachable: number, complete = true) =>
      peopleHeadline({ n, reachable, complete, people: [] });
    expect(line(12_480, 11_902)).toBe("12,480 people, 11,902 may get mail");
    expect(line(40, 40)).toBe("40 people, all may get mail");
    expect(line(1, 1)).toBe("1 person, who may get mail");
    expect(line(20_000, 13_336, false)).toBe("At least 20,000 people, 13,336 or more may get mail");
  });

  it("says why somebody gets no mail: what is graver first", () => {
    expect(mailWords(PERSON, null)).toBe("May get mail.");
    expect(mailWords({ ...PERSON, email: null }, null)).toMatch(/no address/u);
    expect(mailWords({ ...PERSON, consent: "withdrawn" }, null)).toMatch(/withdrew consent/u);
    expect(mailWords({ ...PERSON, subscription: "bounced" }, "complained")).toMatch(/unwanted/u);
  });

  it("calls people by name where one is known", () => {
    expect(nameOf(PERSON)).toBeUndefined();
    expect(nameOf({ attributes: { first_name: "Ann", last_name: "Lee" } })).toBe("Ann Lee");
    expect(nameOf({ attributes: { name: "Ann L.", first_name: "Ann" } })).toBe("Ann L.");
  });

  it("exports a person as a sheet in which nothing runs", () => {
    const detail: PersonDetail = {
      ...PERSON,
      attributes: { note: "=1+1", orders: -3 },
      answers: [],
      invitations: [],
      rests: [],
      suppressed: null,
    };
    expect(exportCsv(detail)).toContain(`attribute,,note,"'=1+1",`);
    expect(exportCsv(detail)).toContain("attribute,,orders,-3,");
  });
});

describe("a page of people", () => {
  it("goes on while a call finds nobody, and stops at some calls", async () => {
    const some = Array.from({ length: PAGE }, () => PERSON);
    const calls: (string | undefined)[] = [];
    const empty = async (cursor: string | undefined) => {
      calls.push(cursor);
      return calls.length < 4
        ? { items: [], next: String(calls.length) }
        : { items: some, next: "end" };
    };
    expect(await fillPage(empty, undefined)).toEqual({ items: some, next: "end" });
    expect(calls).toEqual([undefined, "1", "2", "3"]);
    // A call that finds some does not end a page that has room for more.
    const halves = [some.slice(0, 60), some.slice(0, 6)].map((items, i) => ({
      items,
      next: i === 0 ? "on" : null,
    }));
    const two = async (cursor: string | undefined) => halves[cursor ? 1 : 0]!;
    expect((await fillPage(two, undefined)).items).toHaveLength(66);
    let n = 0;
    const never = async () => ({ items: [], next: String(++n) });
    expect(await fillPage(never, undefined)).toEqual({ items: [], next: "8" });
    expect(await fillPage(async () => ({ items: [PERSON], next: null }), "x")).toMatchObject({
      next: null,
    });
  });
});

describe("a form about a person", () => {
  it("sends what changed and nothing else, and what takes it back", () => {
    const draft = draftOf(PERSON);
    expect(changeOf(PERSON, draft)).toEqual({ change: {}, wrong: {} });
    const { vip: _, ...rest } = draft.attributes;
    const edited = {
      ...draft,
      language: "",
      attributes: { ...rest, orders: "1,204", plan: "", city: "Bern" },
    };
    const { change, wrong } = changeOf(PERSON, edited);
    expect([change, wrong]).toEqual([
      { language: null, attributes: { vip: null, orders: 1204, plan: null, city: "Bern" } },
      {},
    ]);
    expect(undoOf(PERSON, change)).toEqual({
      language: "de",
      attributes: { vip: true, orders: 3, plan: "pro", city: null },
    });
  });

  it("says which field is wrong", () => {
    const draft = draftOf(PERSON);
    const attributes = { ...draft.attributes, orders: "many" };
    const { wrong } = changeOf(PERSON, { ...draft, attributes, email: "ann", language: "German" });
    expect(Object.keys(wrong)).toEqual(["attributes.orders", "email", "language"]);
  });
});

describe("rules of a segment", () => {
  it("are said in one line", () => {
    const rules: SegmentRules = {
      attributes: [
        { name: "plan", is: "one_of", values: ["pro", "team"] },
        { name: "orders", is: "more", values: ["3"] },
        { name: "vip", is: "one_of", values: ["true"] },
      ],
      languages: ["de"],
      consent: ["given", "unknown"],
      reachable: true,
      scored: { metric: "nps", min: 0, max: 6 },
      silentDays: 90,
    };
    expect(rulesWords(rules)).toBe(
      "Plan is pro or team, Orders is more than 3, Vip is yes, speaks German, consent given or unknown, may get mail, newest NPS answer 0 to 6, no answer in 90 days",
    );
    expect(rulesWords({})).toBe("Everybody");
  });

  it("keep what fits when the condition or the attribute changes", () => {
    const rule = { name: "plan", is: "one_of", values: ["pro", "team"] } as const;
    const any = { ...rule, values: [...rule.values] };
    expect(withOperator(any, "none_of")).toEqual({ ...any, is: "none_of" });
    expect(withOperator(any, "more")).toEqual({ name: "plan", is: "more", values: [] });
    expect(withOperator(any, "set")).toEqual({ name: "plan", is: "set" });
    expect(withName(any, "vip", "boolean")).toEqual({
      name: "vip",
      is: "one_of",
      values: ["true"],
    });
    expect(withName({ name: "orders", is: "more", values: ["3"] }, "plan", "text").is).toBe(
      "one_of",
    );
  });

  it("are counted without those that say nothing yet, and saved only when whole", () => {
    const open = { name: "plan", is: "one_of" as const, values: [] };
    const whole = { name: "orders", is: "more" as const, values: ["3"] };
    expect([isWhole(open), isWhole(whole)]).toEqual([false, true]);
    expect(isWhole({ ...whole, values: ["many"] })).toBe(false);
    expect(askable({ attributes: [open, whole], languages: [] })).toEqual({ attributes: [whole] });
    expect(segmentProblem("Pros", { attributes: [whole, open] })).toMatch(/^Rule 2/u);
    expect(segmentProblem(" ", { attributes: [whole] })).toMatch(/name/u);
    expect(segmentProblem("Pros", { attributes: [whole] })).toBeUndefined();
  });
});
