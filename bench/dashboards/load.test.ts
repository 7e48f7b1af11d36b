import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { loadBench } from "./load.ts";
import { NOW, WORKSPACE } from "./shape.ts";
import { indexTexts } from "../../functions/services/search/index-texts.ts";
import { sealSpans } from "../../functions/services/scores/seal.ts";
import { type TestApp, testApp } from "../../tests/support/app.ts";
import { rollupDrift } from "../../tests/support/rollups.ts";
import { spanDrift } from "../../tests/support/spans.ts";
import { system, themeDayDrift } from "../../tests/support/texts.ts";

vi.setConfig({ testTimeout: 60_000 });
const folder = mkdtempSync(join(tmpdir(), "verbatim-"));
const file = join(folder, "bulk.db");
const responses = await loadBench(file, 10_000);
const bulk = await testApp({ file, now: () => NOW });
const product = await testApp({ now: () => NOW });
afterAll(async () => {
  await Promise.all([bulk.close(), product.close()]);
  rmSync(folder, { recursive: true });
});

const TABLES = ["rollups", "rollup_spans", "rollup_seals", "asides", "theme_days", "theme_spans"];
/** In the order of their keys, as these tables are kept. */
const rowsOf = (app: TestApp, table: string) => app.run(`select * from ${table}`);

/** Copies rows into the other database, where every trigger is in its place. */
async function copy(table: string): Promise<void> {
  const rows = await bulk.run(`select * from ${table}`);
  const names = Object.keys(rows[0] ?? {}).map((name) => `"${name}"`);
  for (let i = 0; i < rows.length; i += 200)
    await product.run(
      `insert into ${table} (${names.join(", ")}) select ${names.map((_, n) => `value ->> ${n}`).join(", ")} from json_each(?)`,
      [JSON.stringify(rows.slice(i, i + 200).map((row) => Object.values(row)))],
    );
}

it("what is loaded in bulk is what triggers and jobs make of the same responses", async () => {
  for (const table of ["workspaces", "sites", "surveys", "responses", "mentions", "impressions"])
    await copy(table);
  const { ctx, deps } = system(product, WORKSPACE, NOW);
  await indexTexts(deps);
  while ((await sealSpans(ctx, deps)) > 0);
  for (const table of TABLES) {
    const made = await rowsOf(product, table);
    expect(made.length).toBeGreaterThan(table === "rollup_seals" ? 1 : 100);
    expect([table, await rowsOf(bulk, table)]).toEqual([table, made]);
  }
  for (const app of [bulk, product]) {
    expect(await rollupDrift(app)).toEqual([]);
    expect(await spanDrift(app)).toEqual([]);
    expect(await themeDayDrift(app)).toEqual([]);
  }
  expect(responses).toBe(Number((await bulk.run("select count(*) as n from responses"))[0]?.["n"]));
  // Texts and the words in them; what the theme job said of them is given, not made.
  const texts = "select workspace_id, row, question, survey_id, day from verbatims order by row";
  expect(await bulk.run(texts)).toEqual(await product.run(texts));
  for (const word of ["the*", "zeppelin", "delivery"]) {
    const hits = "select rowid from verbatim_search where verbatim_search match ? order by rowid";
    const found = await bulk.run(hits, [word]);
    expect(found.length).toBeGreaterThan(20);
    expect(found).toEqual(await product.run(hits, [word]));
  }
});

it("triggers stand as they did", async () => {
  const triggers = "select name, sql from sqlite_master where type = 'trigger' order by name";
  expect(await bulk.run(triggers)).toEqual(await product.run(triggers));
});
