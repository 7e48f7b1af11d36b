import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import {
  type Layout,
  delimiterOf,
  encodingOf,
  layoutOf,
  rowsOf,
} from "../../../../admin/screens/people/import/file.ts";

const LAYOUT: Layout = { encoding: "utf-8", delimiter: "," };

async function read(text: string | Uint8Array<ArrayBuffer>, layout: Layout = LAYOUT) {
  const rows = [];
  for await (const part of rowsOf(new Blob([text]), layout)) rows.push(...part.rows);
  return rows;
}
const cells = async (text: string | Uint8Array<ArrayBuffer>, layout?: Layout) =>
  (await read(text, layout)).map((row) => row.cells);

describe("reading a file slice by slice", () => {
  it("loses no letter and no row where a slice ends, whatever stands there", async () => {
    // Longer than two slices, so that letters of two to four bytes, quotes and line ends are cut.
    for (let shift = 0; shift < 7; shift++) {
      const row = ["é".repeat(3), '日本 "q" 😀', "line\nbreak, and comma"];
      const table = [["x".repeat(shift), "b", "c"], ...Array.from({ length: 14_000 }, () => row)];
      const text = Papa.unparse(table, { newline: shift % 2 ? "\n" : "\r\n" });
      expect(new Blob([text]).size).toBeGreaterThan(2 * 256 * 1024);
      const found = await read(text);
      expect(found.length).toBe(table.length);
      expect(found.filter((one) => one.cells.join("|") !== row.join("|")).length).toBe(1);
      expect(found.at(-1)?.line).toBe(table.length);
    }
  });

  it("gives back any table that was written as CSV", async () => {
    const cell = fc.string({ unit: "binary", maxLength: 12 }).map((text) => text.trim());
    const usable = cell.filter((text) => !/[\0\r\uFEFF\uFFFD]/u.test(text) && text.isWellFormed());
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(usable, usable, usable), { minLength: 1, maxLength: 20 }),
        fc.constantFrom(",", ";", "\t", "|" as const),
        fc.constantFrom("\n", "\r\n"),
        async (table, delimiter, newline) => {
          const text = `a${delimiter}b${delimiter}c${newline}${Papa.unparse(table, { delimiter, newline, quotes: true })}`;
          const expected = table.filter((row) => row.some(Boolean));
          const found = await cells(text, { encoding: "utf-8", delimiter: delimiter as "," });
          expect(found).toEqual([["a", "b", "c"], ...expected]);
        },
      ),
    );
  });

  it("counts rows as a spreadsheet does and passes over empty ones", async () => {
    expect(await read("id,name\n\n1, Ann \n,\n2,Bo")).toEqual([
      { line: 1, cells: ["id", "name"] },
      { line: 3, cells: ["1", "Ann"] },
      { line: 5, cells: ["2", "Bo"] },
    ]);
  });

  it("reads old Mac line ends, Excel's hint of the separator and a mark at the beginning", async () => {
    expect(await cells("id,name\r1,Ann\r2,Bo")).toEqual([
      ["id", "name"],
      ["1", "Ann"],
      ["2", "Bo"],
    ]);
    expect(await cells("\uFEFFsep=;\r\nid;name\r\n1;Ann", { ...LAYOUT, delimiter: ";" })).toEqual([
      ["id", "name"],
      ["1", "Ann"],
    ]);
  });

  it("says from which row on a quotation mark was never closed, and keeps the rows before", async () => {
    const rows: string[][] = [];
    const reading = (async () => {
      for await (const part of rowsOf(new Blob(['id,name\n1,Ann\n2,"Bo\n3,Cy']), LAYOUT))
        rows.push(...part.rows.map((row) => row.cells));
    })();
    await expect(reading).rejects.toThrow("From row 3 on");
    expect(rows).toEqual([
      ["id", "name"],
      ["1", "Ann"],
    ]);
    const long = `id,name\n1,Ann\n2,"${"x,y\n".repeat(600_000)}`;
    await expect(read(long)).rejects.toThrow("From row 3 on");
  });
});

describe("guessing how a file is written", () => {
  const latin = new Uint8Array([...new TextEncoder().encode("id;name\n1;J"), 0xf6, 0x72, 0x67]);

  it("tells UTF-8 from old code pages and both kinds of UTF-16", async () => {
    expect(encodingOf(new TextEncoder().encode("id,Jörg"))).toBe("utf-8");
    expect(encodingOf(new TextEncoder().encode("id,Jör").slice(0, 5))).toBe("utf-8");
    expect(encodingOf(latin)).toBe("windows-1252");
    const utf16 = new Uint8Array(Buffer.from("id,name\n".repeat(200), "utf16le"));
    expect(encodingOf(utf16)).toBe("utf-16le");
    expect(encodingOf(new Uint8Array(Buffer.from(utf16).swap16()))).toBe("utf-16be");
    const layout = await layoutOf(new Blob([latin]));
    expect(layout).toEqual({ encoding: "windows-1252", delimiter: ";" });
    expect(await cells(latin, layout)).toEqual([
      ["id", "name"],
      ["1", "Jörg"],
    ]);
  });

  it("finds the separator", () => {
    expect(delimiterOf("id,name\n1,Ann")).toBe(",");
    expect(delimiterOf('id;note\n1;"a, b"\n2;"c, d"')).toBe(";");
    expect(delimiterOf("id\tname\n1\tAnn")).toBe("\t");
    expect(delimiterOf("sep=|\nid,x|name")).toBe("|");
    expect(delimiterOf("id\n1\n2")).toBe(",");
  });

  it("refuses what is no table of text, and says what to do", async () => {
    await expect(layoutOf(new Blob([]))).rejects.toThrow("empty");
    await expect(layoutOf(new Blob(["PK\u0003\u0004rest"]))).rejects.toThrow("Save it as CSV");
    await expect(layoutOf(new Blob(["a\0b"]))).rejects.toThrow("no text file");
  });
});
