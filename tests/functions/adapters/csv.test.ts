import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { csv } from "../../../functions/adapters/csv/csv.ts";

const parse = (text: string): string[][] =>
  Papa.parse<string[]>(text.replace(/^\uFEFF/u, ""), { delimiter: ",", skipEmptyLines: true }).data;
const cell = (text: string): string => parse(csv.rows([["x", text]]))[0]?.[1] ?? "";

/** What a spreadsheet would take for a formula, said another way than the adapter says it. */
function runs(text: string): boolean {
  const bare = text.normalize("NFKC").replace(/^[\s"']+/u, "");
  return /^[\t\r\n]/u.test(text) || "=+-@".includes(bare.charAt(0) || "?");
}

describe("formulas (FAULTS 44)", () => {
  it.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u00A0=1",
    "\u200B=1",
    "\uFEFF=1",
    '"=1',
    "'=1",
    "“=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    " ＝cmd",
    '=HYPERLINK("http://x","y")\nsecond line',
    "=1\r\nsecond",
    "|calc",
    "%0A=1",
  ])("%j gets an apostrophe", (text) => {
    expect(cell(text)).toBe(`'${text}`);
  });

  it.each(["a=1", "1-1", "great!", "me@example.com", "", "ok - fine", "C++", "5 > 4"])(
    "%j stays",
    (text) => {
      expect(cell(text)).toBe(text);
    },
  );

  it("escapes headers too, behind the byte order mark", () => {
    expect(csv.head(["=cmd|x", "score"])).toBe('\uFEFF"\'=cmd|x",score\r\n');
  });

  it("leaves numbers numbers, and empty empty", () => {
    expect(csv.rows([[-1, 0, 2.5, true, null, ""]])).toBe("-1,0,2.5,true,,\r\n");
    expect(csv.rows([])).toBe("");
  });

  it("nothing that is read back would run, and nothing is lost", () => {
    const nasty = fc
      .array(
        fc.constantFrom(
          "=",
          "+",
          "-",
          "@",
          "＝",
          "－",
          "\t",
          "\r",
          "\n",
          '"',
          "'",
          ",",
          ";",
          " ",
          "a",
          "1",
          "\u200B",
        ),
        {
          maxLength: 12,
        },
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(fc.tuple(nasty, nasty), { minLength: 1, maxLength: 5 }), (rows) => {
        // Papa itself drops rows without any content; an id column is always there.
        const back = parse(csv.rows(rows.map((row) => ["id", ...row])));
        expect(back).toHaveLength(rows.length);
        back.forEach((read, i) =>
          rows[i]!.forEach((text, c) => {
            const got = read[c + 1] ?? "";
            expect(got === text || got === `'${text}`).toBe(true);
            if (runs(text)) expect(got).toBe(`'${text}`);
          }),
        );
      }),
      { numRuns: 500 },
    );
  });
});
