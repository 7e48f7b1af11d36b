import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { dayText } from "../../domain/time/days.ts";
import type { Responses } from "../../domain/wire/responses.ts";
import { openDesk, today } from "../support/desk.ts";
import { fullScans, plansOf } from "../support/plans.ts";
import { indexAll, seedMention, seedResponses } from "../support/responses.ts";

const { app, home, get, survey, list, rowsOf } = await openDesk();
afterAll(() => app.close());

describe("what cannot be smuggled in", () => {
  it("a search is words, whatever is typed", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [{ answers: { q1: 1, q2: "hidden treasure" } }]);
    await indexAll(app);
    const alphabet = fc.constantFrom(
      '"',
      "'",
      "*",
      "(",
      ")",
      "^",
      ":",
      "-",
      "+",
      "{",
      "}",
      "\\",
      "%",
      "_",
      ";",
      " ",
      "OR",
      "NOT",
      "AND",
      "NEAR",
      "text",
      "rowid",
      "a",
      "é",
      "漢",
      "\u0301",
      "\u0000",
      "\ud800",
      "🙂",
      "x'",
    );
    const typed = fc
      .array(alphabet, { maxLength: 14 })
      .map((parts) => parts.join("").slice(0, 200));
    await fc.assert(
      fc.asyncProperty(typed, async (q) => {
        const reply = await get(
          `/surveys/${id}/responses?q=${encodeURIComponent(q.toWellFormed())}`,
        );
        expect(reply.status).toBe(200);
        const { items } = (await reply.json()) as Responses;
        // Only a search without a word gives everything.
        if (q.trim() !== "") expect(items).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("SQL in any filter is text or 400, never 500", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [
      { answers: { q1: 1, q2: "x" }, attributes: { plan: "pro" } },
    ]);
    const evil = [
      "' or 1=1 --",
      '" or ""="',
      "1; drop table responses",
      "%",
      "$.plan",
      "') union select * from users --",
    ];
    for (const name of [
      "cursor",
      "from",
      "channel",
      "state",
      "language",
      "theme",
      "sentiment",
      "min",
      "text",
      "since",
      "limit",
    ]) {
      for (const value of evil) {
        const reply = await get(`/surveys/${id}/responses?${name}=${encodeURIComponent(value)}`);
        expect([200, 400]).toContain(reply.status);
        if (reply.status === 200) expect(((await reply.json()) as Responses).items).toEqual([]);
      }
    }
    for (const value of evil)
      expect((await list(id, `?attr=plan:${encodeURIComponent(value)}`)).items).toEqual([]);
    expect((await list(id)).items).toHaveLength(1);
  });
});

it("no request reads a whole table", async () => {
  const id = await survey();
  await seedResponses(
    app,
    home.workspace,
    id,
    Array.from({ length: 30 }, (_, i) => ({ answers: { q1: i % 11, q2: "slow delivery" } })),
  );
  await indexAll(app);
  const theme = await seedMention(app, home.workspace, id, {
    row: (await rowsOf(id))[0]!,
    label: "delivery",
    sentiment: -1,
  });
  const [item] = (await list(id)).items;
  const asks = [
    "",
    "?q=slow",
    `?theme=${theme}`,
    `?q=slow&theme=${theme}&sentiment=negative`,
    "?state=quarantined",
    "?state=counted&language=en",
    "?sentiment=negative&attr=plan:pro",
    `?since=${item!.id}`,
    `?from=${dayText(today)}&text=1&min=3`,
  ];
  for (const query of asks) {
    for (const path of [`responses${query}`, `responses.csv${query}`]) {
      const plans = await plansOf(app, async () => (await get(`/surveys/${id}/${path}`)).text());
      expect(plans.filter((step) => step.includes("responses")).length).toBeGreaterThan(0);
      expect([path, fullScans(plans)]).toEqual([path, []]);
    }
  }
  expect(fullScans(await plansOf(app, () => get(`/responses/${item!.id}`)))).toEqual([]);
});
