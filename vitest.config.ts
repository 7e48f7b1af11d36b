import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    restoreMocks: true,
    // A bound for what hangs. What is slow is for bench/: a busy machine must fail no test.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // All cores; the other lanes have browsers and servers beside them. First, so that it is alone.
          maxWorkers: "100%",
          sequence: { groupOrder: 0 },
          include: [
            "tests/{domain,functions,widgets,admin,architecture,scripts}/**/*.test.{ts,tsx}",
            "tests/faults/*.test.ts",
            "bench/**/*.test.ts",
          ],
        },
      },
      {
        extends: true,
        test: {
          name: "worker",
          include: ["tests/worker/**/*.test.ts", "tests/faults/product/*.test.ts"],
          globalSetup: "tests/support/build.ts",
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          globalSetup: ["tests/support/build.ts", "tests/support/chrome.ts"],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
