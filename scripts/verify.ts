import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { command, Failure } from "./failure.ts";
import { root } from "./paths.ts";

/** `[what, command, ...arguments]`; programs of node_modules/.bin are on the path of npm scripts. */
type Step = [name: string, ...command: string[]];

const BEFORE_TESTS: Step[] = [
  ["lock file", "node", "scripts/run.mjs", "lockfile", "--check"],
  ["format", "oxfmt", "--check"],
  ["lint", "oxlint", "--type-aware"],
  ["types", "tsc", "-b"],
  ["unused code", "knip", "--no-progress"],
];

const TESTS: Step[] = [
  ["architecture and unit", "vitest", "run", "--project", "unit"],
  ["worker", "vitest", "run", "--project", "worker"],
  ["browser", "vitest", "run", "--project", "browser"],
];

const AFTER_TESTS: Step[] = [
  ["budgets", "node", "scripts/run.mjs", "budgets"],
  ["deployable", "node", "scripts/run.mjs", "deployable"],
];

/** Everything that must hold before a change lands; runs every step and names those that failed. */
await command(async () => {
  const { values } = parseArgs({
    options: { "without-tests": { type: "boolean", default: false } },
  });
  const failed: string[] = [];
  const steps = [...BEFORE_TESTS, ...(values["without-tests"] ? [] : TESTS), ...AFTER_TESTS];
  for (const [name, program, ...args] of steps) {
    console.log(`\n== ${name}`);
    const started = performance.now();
    const { status } = spawnSync(program as string, args, {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
      // Programs of node_modules/.bin are scripts that only a shell starts on Windows.
      shell: process.platform === "win32",
    });
    console.log(
      `   ${status === 0 ? "ok" : "FAILED"} in ${Math.round(performance.now() - started)} ms`,
    );
    if (status !== 0) failed.push(name);
  }
  if (failed.length > 0) throw new Failure(`Failed: ${failed.join(", ")}.`);
  console.log("\nAll steps passed.");
});
