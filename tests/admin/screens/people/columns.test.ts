import { describe, expect, it } from "vitest";
import {
  type Column,
  attributeNameOf,
  formsOf,
  guessColumns,
  hasHeader,
  mappingProblem,
} from "../../../../admin/screens/people/import/columns.ts";

const guess = (
  table: Record<string, string[]>,
  known: Parameters<typeof guessColumns>[2] = {},
): Column[] => {
  const heads = Object.keys(table);
  const rows = (table[heads[0]!] ?? []).map((_, i) => heads.map((head) => table[head]![i] ?? ""));
  return guessColumns(heads, rows, known);
};
const said = (columns: Column[]) =>
  columns.map(({ target, name, type, form }) =>
    [
      target,
      ...(target === "attribute" ? [name, type] : []),
      ...(form === "plain" ? [] : [form]),
    ].join(" "),
  );

describe("what columns are likely to be", () => {
  it("knows an export of a shop by its names and values", () => {
    const columns = guess({
      "Customer ID": ["0071", "0072"],
      "E-Mail": ["ann@example.com", "bo@example.com"],
      "First name": ["Ann", "Bo"],
      Locale: ["de_DE", "fr"],
      "Marketing consent": ["yes", "no"],
      "Has opted out of email": ["no", "yes"],
      Orders: ["3", "12"],
      Revenue: ["1.234,50", "12,00"],
      VIP: ["yes", "no"],
      "Signed up": ["31.12.2025", "1.2.2026"],
      ZIP: ["01234", "99999"],
      Empty: ["", ""],
    });
    expect(said(columns)).toEqual([
      "person",
      "email",
      "attribute first_name text",
      "language",
      "consent",
      "subscription reversed",
      "attribute orders number",
      "attribute revenue number comma",
      "attribute vip boolean",
      "attribute signed_up date day-first",
      "attribute zip text",
      "skip",
    ]);
    expect(mappingProblem(columns)).toBeUndefined();
  });

  it("takes a column full of addresses for the address, and a status only when its words are known", () => {
    expect(
      said(
        guess({ Kontakt: ["a@example.com", "b@example.com"], Status: ["cleaned", "subscribed"] }),
      ),
    ).toEqual(["email", "subscription"]);
    expect(said(guess({ id: ["1"], Status: ["gold"] }))).toEqual([
      "person",
      "attribute status text",
    ]);
  });

  it("keeps the type that an attribute already has, and gives no name twice", () => {
    const columns = guess(
      { id: ["1"], Plan: ["1"], plan: ["2"], "Plan!": ["3"] },
      { plan: "text" },
    );
    expect(said(columns)).toEqual([
      "person",
      "attribute plan text",
      "attribute plan_2 text",
      "attribute plan_3 text",
    ]);
  });

  it("leaves out what is more than a person can hold, and what our own error files add", () => {
    const many = Object.fromEntries(Array.from({ length: 45 }, (_, i) => [`f${i}`, ["x"]]));
    const columns = guess({
      id: ["1"],
      ...many,
      "Row in the file": ["7"],
      Problem: ["Age: no number"],
    });
    expect(columns.filter(({ target }) => target === "attribute")).toHaveLength(40);
    expect(columns.slice(-2).map(({ target }) => target)).toEqual(["skip", "skip"]);
  });

  it("makes names that an attribute can have", () => {
    const heads = [
      "Sign-up month",
      "signupMonth",
      "Größe (cm)",
      "2nd",
      "日本",
      "q1",
      "x".repeat(60),
    ];
    expect(heads.map(attributeNameOf)).toEqual([
      "sign_up_month",
      "signup_month",
      "grosse_cm",
      "a_2nd",
      "column",
      "q1_attr",
      "x".repeat(40),
    ]);
  });

  it("sees that there is no header", () => {
    expect(hasHeader(["id", "email"])).toBe(true);
    expect(hasHeader(["17", "Ann"])).toBe(false);
    expect(hasHeader(["u-17", "ann@example.com"])).toBe(false);
  });
});

describe("what can be chosen and what is wrong", () => {
  const column = (part: Partial<Column>): Column => ({
    head: "Head",
    samples: [],
    target: "attribute",
    name: "head",
    type: "text",
    form: "plain",
    ...part,
  });

  it("offers ways of writing only where there are two", () => {
    expect(formsOf(column({ type: "number", samples: ["12"] }))).toBeUndefined();
    expect(formsOf(column({ type: "number", samples: ["1.200"] }))).toHaveLength(2);
    expect(formsOf(column({ type: "date", samples: ["2026-01-31"] }))).toBeUndefined();
    expect(formsOf(column({ type: "date", samples: ["1/2/2026"] }))).toHaveLength(2);
    expect(formsOf(column({ target: "subscription", samples: ["no"] }))).toHaveLength(2);
    expect(formsOf(column({ target: "subscription", samples: ["cleaned"] }))).toBeUndefined();
  });

  it("says in a sentence what keeps a mapping from being used", () => {
    const id = column({ target: "person" });
    expect(mappingProblem([column({})])).toMatch(/id or the e-mail address/u);
    expect(mappingProblem([id, column({ target: "person" })])).toMatch(/both be “Person id”/u);
    expect(mappingProblem([id, column({ name: "Größe" })])).toMatch(/small letters/u);
    expect(mappingProblem([id, column({}), column({})])).toMatch(/both be the attribute “head”/u);
    expect(mappingProblem([id, column({})])).toBeUndefined();
  });
});
