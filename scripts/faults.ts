import { readdir, readFile } from "node:fs/promises";
import { command, Failure } from "./failure.ts";
import { root } from "./paths.ts";

/** Rows of the fault table that must hold before a release; a test names its row ("fault 7: ..."). */
const ROWS = [...range(1, 22), ...range(50, 60)];
const LANES = ["unit", "worker", "browser"];
/** A name may speak of several rows: "fault 31, 39: ...". */
const NAMED = /\bfault ((?:\d+, )*\d+)\b/gu;

interface RowResult {
  passed: number;
  failed: number;
  files: Set<string>;
  measured: string[];
}

/**
 * `npm run faults [-- ROW ...]`: every test that names one of the rows, the long loops in full; then
 * a table of rows, made from the tests' names and what they measured. Fails when a row has no test.
 */
await command(async () => {
  const wanted = rowsOf(process.argv.slice(2));
  process.env["FAULTS"] = "full";
  const { startVitest } = await import("vitest/node");
  const vitest = await startVitest("test", await filesThatName(wanted), {
    root,
    watch: false,
    project: LANES,
    testNamePattern: `\\bfault (?:\\d+, )*(?:${wanted.join("|")})\\b`,
    reporters: ["default"],
  });
  const rows = new Map(wanted.map((row) => [row, emptyRow()]));
  for (const module of vitest.state.getTestModules()) {
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === "skipped") continue;
      for (const number of namedRows(test.fullName)) {
        const row = rows.get(number);
        if (!row) continue;
        row[state === "passed" ? "passed" : "failed"]++;
        row.files.add(module.moduleId.slice(root.length + 1));
        row.measured.push(...((test.meta() as { measured?: string[] }).measured ?? []));
      }
    }
  }
  await vitest.close();
  for (const [row, result] of rows) console.log(lines(row, result));
  const untested = wanted.filter((row) => rows.get(row)?.passed === 0);
  if (untested.length > 0) throw new Failure(`No test passed for ${untested.join(", ")}.`);
  if (process.exitCode) throw new Failure("Some tests failed.");
});

function rowsOf(args: readonly string[]): number[] {
  const wrong = args.filter((arg) => !ROWS.includes(Number(arg)));
  if (wrong.length > 0)
    throw new Failure(
      `${wrong.join(", ")}: no row of 1 to 22 and 50 to 60.\nnpm run faults [-- ROW ...]`,
    );
  return args.length > 0 ? args.map(Number) : ROWS;
}

/** The test files in whose text one of the rows is named; the others need not be loaded. */
async function filesThatName(rows: readonly number[]): Promise<string[]> {
  const names = await readdir(`${root}/tests`, { recursive: true });
  const files = names.filter((name) => /\.test\.tsx?$/u.test(name)).map((name) => `tests/${name}`);
  const texts = await Promise.all(files.map((file) => readFile(`${root}/${file}`, "utf8")));
  return files.filter((_, i) => namedRows(texts[i] ?? "").some((row) => rows.includes(row)));
}

function namedRows(text: string): number[] {
  const found = [...text.matchAll(NAMED)].flatMap(([, list = ""]) => list.split(", ").map(Number));
  return [...new Set(found)];
}

function lines(row: number, { passed, failed, files, measured }: RowResult): string {
  const counts =
    `fault ${row}:`.padEnd(10) + `${passed} passed`.padStart(11) + `${failed} failed`.padStart(10);
  return [
    `${counts}  ${[...files].join(" ")}`,
    ...measured.map((line) => `          ${line}`),
  ].join("\n");
}

function emptyRow(): RowResult {
  return { passed: 0, failed: 0, files: new Set(), measured: [] };
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
