import { expect, it } from "vitest";
import { unstable_readConfig } from "wrangler";
import { makeApp } from "../../functions/app.ts";
import { root } from "../../scripts/paths.ts";

const { assets } = unstable_readConfig({ config: `${root}/wrangler.toml` }, { hideWarnings: true });
const patterns = assets?.run_worker_first as string[];
const paths = [...new Set(makeApp().routes.map(({ path }) => path))].filter(
  (path) => path !== "/*",
);

const covers = (pattern: string, path: string) =>
  pattern.endsWith("/*") ? path.startsWith(pattern.slice(0, -1)) : pattern === path;

// A real navigation to a path that is not listed gets the console's page; fetch and curl do not.
it("sends every route of the Worker to the Worker", () => {
  expect(paths.length).toBeGreaterThan(5);
  expect(paths.filter((path) => !patterns.some((pattern) => covers(pattern, path)))).toEqual([]);
});

it("lists no path that the Worker does not answer", () => {
  expect(patterns.filter((pattern) => !paths.some((path) => covers(pattern, path)))).toEqual([]);
});
