import { expect, it } from "vitest";
import { unstable_readConfig } from "wrangler";
import { makeApp } from "../../functions/app.ts";
import { root } from "../../scripts/paths.ts";

const { assets } = unstable_readConfig({ config: `${root}/wrangler.toml` }, { hideWarnings: true });
const patterns = assets?.run_worker_first as string[];
// The console's addresses are no files either way; its scripts are, and stay so.
const paths = [...new Set(makeApp().routes.map(({ path }) => path))].filter(
  (path) => path !== "/*" && !path.startsWith("/app"),
);

const covers = (pattern: string, path: string) =>
  pattern.endsWith("/*") ? path.startsWith(pattern.slice(0, -1)) : pattern === path;

it("answers a missing file with 404, never with the console's page", () => {
  expect(assets?.not_found_handling ?? "none").toBe("none");
});

it("sends every route of the Worker to the Worker", () => {
  expect(paths.length).toBeGreaterThan(5);
  expect(paths.filter((path) => !patterns.some((pattern) => covers(pattern, path)))).toEqual([]);
});

it("lists no path that the Worker does not answer", () => {
  expect(patterns.filter((pattern) => !paths.some((path) => covers(pattern, path)))).toEqual([]);
});
