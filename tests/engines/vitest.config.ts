import { defineConfig } from "vitest/config";
import { root } from "../../scripts/paths.ts";

/** `npm run test:engines`: the same scenarios in every engine; not part of `npm test`. */
export default defineConfig({
  test: {
    root,
    include: ["tests/engines/**/*.test.ts"],
    globalSetup: ["tests/engines/support/setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
  },
});
