import { describe, expect, it } from "vitest";
import { draftOf, problemsOf, savedOf } from "../../admin/screens/build/share/link-draft.ts";
import { fillsIn, standing } from "../../admin/screens/build/share/link-words.ts";
import { idsIn, singleCsv } from "../../admin/screens/build/share/single-csv.ts";
import { npsDefinition } from "../support/definitions.ts";

const NOON = Date.UTC(2026, 5, 1, 12);
const draft = draftOf();

describe("a link in its form", () => {
  it("is saved as it was read", () => {
    const prefill = {
      answers: { q1: 9 },
      attributes: { store: "a = b", till: "4" },
      language: "de",
    };
    const link = {
      code: "abcdefg",
      url: "",
      name: "Till",
      prefill,
      opensAt: 1,
      closesAt: 2,
      createdAt: 0,
    };
    expect(savedOf(draftOf(link), npsDefinition)).toEqual({
      name: "Till",
      prefill: { ...prefill, answers: { q1: "9" } },
      opensAt: 1,
      closesAt: 2,
    });
  });

  it("leaves out answers that the survey does not know any more", () => {
    const answers = { q1: "11", q2: "", q77: "x" };
    expect(savedOf({ ...draft, name: "x", answers }, npsDefinition).prefill).toEqual({});
  });

  it("says what is wrong, field by field", () => {
    expect(Object.keys(problemsOf(draft))).toEqual(["name"]);
    expect(problemsOf({ ...draft, name: "x", opensAt: 2, closesAt: 2 })).toHaveProperty("closesAt");
    for (const attributes of ["Store = x", "store", "store =", "= x", "a b = c"])
      expect(problemsOf({ ...draft, name: "x", attributes })).toHaveProperty("attributes");
    expect(problemsOf({ ...draft, name: "x", attributes: "\n store=Berlin \n" })).toEqual({});
  });
});

it("a link tells whether it works, by the workspace's clock", () => {
  const says = (opensAt: number | null, closesAt: number | null) =>
    standing({ opensAt, closesAt }, "Europe/Berlin", NOON).words;
  expect(says(null, null)).toBe("Open");
  expect(says(NOON + 1, null)).toBe("Opens 1 Jun 2026, 14:00");
  expect(says(null, NOON + 1)).toBe("Open until 1 Jun 2026, 14:00");
  expect(says(null, NOON)).toBe("Closed since 1 Jun 2026, 14:00");
});

it("what it fills in is told with its plurals", () => {
  expect(fillsIn({})).toBe("");
  expect(fillsIn({ answers: { q1: 9 }, attributes: { till: "4" }, language: "de" })).toBe(
    "till = 4 · 1 answer chosen · in German",
  );
  expect(fillsIn({ answers: { q1: 9, q2: "x" } })).toBe("2 answers chosen");
});

describe("links for one answer each", () => {
  it("take ids from a pasted column, each once", () => {
    expect(idsIn("a\r\n b \n\na\tc;d\n" + "x".repeat(201))).toEqual(["a", "b", "c", "d"]);
  });

  it("are a file without formulas", async () => {
    const people = [
      { url: "https://x.example/s/1", person: "=1+1" },
      { url: "https://x.example/s/2", person: "anna" },
    ];
    expect(await singleCsv(people)).toBe(
      '\ufeffperson,link\r\n"\'=1+1",https://x.example/s/1\r\nanna,https://x.example/s/2\r\n',
    );
    expect(await singleCsv([{ url: "https://x.example/s/1", person: null }])).toBe(
      "\ufefflink\r\nhttps://x.example/s/1\r\n",
    );
  });
});
