import { command, Failure } from "./failure.ts";
import { root } from "./paths.ts";

/** Rows of the fault table that must hold before a release; a test names its row ("fault 7: ..."). */
const ROWS = [...range(1, 22), ...range(50, 58)];
const LANES = ["unit", "worker", "browser"];

interface RowResult {
  passed: number;
  failed: number;
  files: Set<string>;
  measured: string[];
}

/**
 * `npm run faults`: every test that names one of the rows, the long loops in full; then a table of
 * rows, made from the tests' names and what they measured. Fails when a row has no test.
 */
await command(async () => {
  process.env["FAULTS"] = "full";
  const { startVitest } = await import("vitest/node");
  const vitest = await startVitest("test", [], {
    root,
    watch: false,
    project: LANES,
    testNamePattern: `fault (?:\\d+, )*(?:${ROWS.join("|")})\\b`,
    reporters: ["default"],
  });
  const rows = new Map(ROWS.map((row) => [row, emptyRow()]));
  for (const module of vitest.state.getTestModules()) {
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      const named = /fault ((?:\d+, )*\d+)/.exec(test.fullName)?.[1]?.split(", ") ?? [];
      for (const name of state === "skipped" ? [] : named) {
        const row = rows.get(Number(name));
        if (!row) continue;
        row[state === "passed" ? "passed" : "failed"]++;
        row.files.add(module.moduleId.slice(root.length + 1));
        row.measured.push(...((test.meta() as { measured?: string[] }).measured ?? []));
      }
    }
  }
  await vitest.close();
  for (const [row, { passed, failed, files, measured }] of rows) {
    console.log(`fault ${row}: ${passed} passed, ${failed} failed  ${[...files].join(" ")}`);
    for (const line of measured) console.log(`  ${line}`);
  }
  const untested = ROWS.filter((row) => rows.get(row)?.passed === 0);
  if (untested.length > 0) throw new Failure(`No test passed for ${untested.join(", ")}.`);
  if (process.exitCode) throw new Failure("Some tests failed.");
});

const emptyRow = (): RowResult => ({ passed: 0, failed: 0, files: new Set(), measured: [] });

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
