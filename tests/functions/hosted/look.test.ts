import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { contrast } from "../../../domain/survey/look.ts";
import { type PageLook, lookName, readLookName } from "../../../domain/survey/page-look.ts";
import {
  type TestApp,
  npsDefinition,
  seedSurvey,
  seedWorkspace,
  testApp,
} from "../../support/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((n) => `#${n.toString(16).padStart(6, "0")}`);
const look = fc.record(
  {
    accent: colour,
    surface: colour,
    scheme: fc.constantFrom("auto", "light", "dark"),
    radius: fc.integer({ min: 0, max: 24 }),
  },
  { requiredKeys: ["accent", "scheme", "radius"] },
) as fc.Arbitrary<PageLook>;

it("a look and the name of its sheet say the same", () => {
  fc.assert(
    fc.property(look, (one) => {
      expect(readLookName(lookName(one))).toEqual({ ...one });
    }),
  );
});

it("an accent reads on the page, whatever the author chose, at 4.5:1", async () => {
  await fc.assert(
    fc.asyncProperty(look, async (one) => {
      const sheet = await (await app.request(`/s/look/${lookName(one)}`)).text();
      const accents = /--accent:([^;]+)/u.exec(sheet)?.[1]?.match(/#[0-9a-f]{6}/gu) ?? [];
      const grounds = one.surface
        ? [one.surface]
        : one.scheme === "light"
          ? ["#ffffff"]
          : one.scheme === "dark"
            ? ["#151619"]
            : ["#ffffff", "#151619"];
      expect(accents).toHaveLength(grounds.length);
      accents.forEach((accent, i) =>
        expect(contrast(accent, grounds[i]!)).toBeGreaterThanOrEqual(4.5),
      );
    }),
    { numRuns: 60 },
  );
});

it("the page names its sheet, which any cache may keep, within the policy of the page", async () => {
  const home = await seedWorkspace(app);
  const { slug } = await seedSurvey(app, home, {
    definition: { ...npsDefinition, look: { ...npsDefinition.look, accent: "#ABCDEF", radius: 3 } },
  });
  const page = await app.request(`/s/${slug}`);
  const html = await page.text();
  const name = /href="(\/s\/look\/[^"]+)"/u.exec(html)?.[1] ?? "";
  expect(name).toBe("/s/look/abcdef-auto-3.css");
  expect(html).not.toMatch(/ style=|<style|unsafe-inline/u);
  expect(page.headers.get("content-security-policy")).toMatch(
    /default-src 'none'.*style-src 'self'/u,
  );
  const sheet = await app.request(name);
  expect(sheet.headers.get("content-type")).toBe("text/css; charset=utf-8");
  expect(sheet.headers.get("cache-control")).toContain("immutable");
  expect(await sheet.text()).toContain("--radius:3px");
});

it.each([
  "nothing.css",
  "abcdef-auto-25.css",
  "abcdef-auto-8-fffff.css",
  "abcdef-blue-8.css",
  "abcdef-auto-8.css.js",
  "ABCDEF-auto-8.css",
  "abcdef-auto-8;}body{x.css",
  "..%2fabcdef-auto-8.css",
])("there is no sheet %s", async (name) => {
  expect((await app.request(`/s/look/${name}`)).status).toBe(404);
});
