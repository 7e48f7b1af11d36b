import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import {
  type Column,
  type Target,
  ERROR_COLUMNS,
} from "../../../../admin/screens/people/import/columns.ts";
import { convertRow, headOf, restored } from "../../../../admin/screens/people/import/convert.ts";
import { errorsCsv } from "../../../../admin/screens/people/import/errors.ts";
import {
  addressOf,
  consentOf,
  dateOf,
  languageOf,
  numberOf,
  subscriptionOf,
} from "../../../../admin/screens/people/import/values.ts";

const column = (target: Target, part: Partial<Column> = {}): Column => ({
  head: part.name ?? target,
  samples: [],
  target,
  name: "",
  type: "text",
  form: "plain",
  ...part,
});
const COLUMNS = [
  column("person", { head: "ID" }),
  column("email", { head: "E-mail" }),
  column("attribute", { head: "Age", name: "age", type: "number" }),
  column("attribute", { head: "Since", name: "since", type: "date", form: "day-first" }),
  column("attribute", { head: "VIP", name: "vip", type: "boolean" }),
  column("skip", { head: "Notes" }),
];
const KEEP = { emptyTakesAway: false };

describe("values as people write them", () => {
  it("reads numbers with either sign for the decimals, and nothing that is none", () => {
    expect(["1,234.5", "-12", "1 200", "−3", "1'000"].map((t) => numberOf(t, "plain"))).toEqual([
      1234.5, -12, 1200, -3, 1000,
    ]);
    expect(["1.234,5", "12,50", "7"].map((t) => numberOf(t, "comma"))).toEqual([1234.5, 12.5, 7]);
    for (const text of ["", "abc", "1.2.3", "12,34", "0x10", "1e5", "Infinity", "5 kg"])
      expect(numberOf(text, "plain")).toBeUndefined();
  });

  it("reads days that exist, in the order that was chosen", () => {
    expect(dateOf("2026-3-1", "plain")).toBe("2026-03-01");
    expect(dateOf("2026-03-01T10:00:00Z", "plain")).toBe("2026-03-01");
    expect(dateOf("3/4/2026", "day-first")).toBe("2026-04-03");
    expect(dateOf("3/4/2026", "month-first")).toBe("2026-03-04");
    expect(dateOf("29.02.2024", "day-first")).toBe("2024-02-29");
    for (const text of ["31.02.2026", "2026-13-01", "4/2026", "tomorrow", ""])
      expect(dateOf(text, "day-first")).toBeUndefined();
  });

  it("takes whoever bounced or complained elsewhere for unsubscribed, and knows which way a yes points", () => {
    expect(
      ["cleaned", "Bounced", "no", "opted out"].map((t) => subscriptionOf(t, "plain")),
    ).toEqual(Array(4).fill("unsubscribed"));
    expect(["yes", "no"].map((t) => subscriptionOf(t, "reversed"))).toEqual([
      "unsubscribed",
      "subscribed",
    ]);
    expect(subscriptionOf("gold", "plain")).toBeUndefined();
    expect(["Opt-in", "ja", "0", "withdrawn", "unknown", "maybe"].map(consentOf)).toEqual([
      "given",
      "given",
      "withdrawn",
      "withdrawn",
      "unknown",
      undefined,
    ]);
  });

  it("finds languages by tag and by name, and the address in what stands around it", () => {
    expect(["DE", "pt_BR", "German", "deutsch", "Klingon"].map(languageOf)).toEqual([
      "de",
      "pt-BR",
      "de",
      "de",
      "Klingon",
    ]);
    expect(addressOf("Ann Lee <ann@example.com>")).toBe("ann@example.com");
  });
});

describe("a row as a person", () => {
  it("leaves out what is empty, so that nothing known is lost, unless that is wanted", () => {
    const cells = ["u1", "", "", "1.2.2026", "yes", "secret"];
    expect(convertRow(cells, COLUMNS, KEEP)).toEqual({
      person: { person: "u1", attributes: { since: "2026-02-01", vip: true } },
    });
    expect(convertRow(cells, COLUMNS, { emptyTakesAway: true })).toEqual({
      person: {
        person: "u1",
        email: null,
        attributes: { age: null, since: "2026-02-01", vip: true },
      },
    });
    expect(convertRow(["u1"], COLUMNS, KEEP)).toEqual({ person: { person: "u1" } });
  });

  it("tells every problem of a row by the names of its own columns", () => {
    expect(convertRow(["u1", "nobody", "old", "32.1.2026", "perhaps"], COLUMNS, KEEP)).toEqual({
      problems: [
        { column: "Age", message: "“old” is no number" },
        { column: "Since", message: "“32.1.2026” is no date" },
        { column: "VIP", message: "“perhaps” is neither yes nor no" },
        { column: "E-mail", message: "“nobody” is no e-mail address" },
      ],
    });
    expect(convertRow(["", "", "3"], COLUMNS, KEEP)).toEqual({
      problems: [{ column: "", message: "holds neither an id nor an e-mail address" }],
    });
    const long = convertRow(["x".repeat(201)], COLUMNS, KEEP);
    expect(long).toMatchObject({ problems: [{ column: "ID" }] });
    const slid = convertRow(["u1", "a@example.com", "1", "", "", "", "more"], COLUMNS, KEEP);
    expect(slid).toMatchObject({ problems: [{ column: "", message: /7 cells/u }] });
  });

  it("finds the column of what the server says", () => {
    expect(headOf("email", COLUMNS)).toBe("E-mail");
    expect(headOf("attributes.age", COLUMNS)).toBe("Age");
    expect(headOf("somewhere", COLUMNS)).toBe("somewhere");
  });
});

describe("the file of rows with errors", () => {
  const heads = ["id", "formula", "note"];
  const cells = ["u1", "=HYPERLINK(1)", '-3, "so"'];
  const problems = [{ column: "note", message: "“x” is no number" }];

  it("holds the row as it was, where and why, and nothing that a spreadsheet runs", () => {
    const text = errorsCsv(heads, [{ line: 7, cells, problems }]);
    const { data } = Papa.parse<string[]>(text.slice(1), { skipEmptyLines: true });
    expect(data).toEqual([
      [...heads, ...ERROR_COLUMNS],
      ["u1", "'=HYPERLINK(1)", '\'-3, "so"', "7", "note", "note: “x” is no number"],
    ]);
    // Chosen again it gives the cells back as they were; another file keeps its apostrophes.
    const [head = [], row = []] = data;
    expect(restored(row, head).slice(0, 3)).toEqual(cells);
    expect(restored(["'=x"], ["id"])).toEqual(["'=x"]);
  });

  it("gets new reasons when it is imported again, not a second set of columns", () => {
    const again = errorsCsv(
      [...heads, ...ERROR_COLUMNS],
      [{ line: 2, cells: [...cells, "7", "note", "old reason"], problems }],
    );
    const { data } = Papa.parse<string[]>(again.slice(1), { skipEmptyLines: true });
    expect(data[0]).toEqual([...heads, ...ERROR_COLUMNS]);
    expect(data[1]?.slice(3)).toEqual(["2", "note", "note: “x” is no number"]);
  });

  it("keeps what stands past the header", () => {
    const text = errorsCsv(["id"], [{ line: 2, cells: ["u1", "stray"], problems }]);
    expect(text).toContain("stray");
  });
});
