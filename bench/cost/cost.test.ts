import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { NOTHING, marginal, month, sum } from "./bill.ts";
import { tableIn, withTables } from "../support/document.ts";
import { countExactly, readCollect, readMeasured } from "./measure.ts";
import { WRITTEN_BY, many, money, tables } from "./tables.ts";

const text = readFileSync(new URL("../../docs/cost.md", import.meta.url), "utf8");
const measured = readMeasured();
const made = tables(measured, readCollect());

describe("docs/cost.md", () => {
  it.each(Object.keys(made))("%s: what the script makes of the figures that are kept", (name) => {
    expect(tableIn(text, name, WRITTEN_BY)).toBe(made[name]);
  });

  it("has its tables put in their places, and nothing else is touched", () => {
    expect(withTables(text, made, WRITTEN_BY)).toBe(text);
    const other = withTables(text, { ...made, mix: "| other |" }, WRITTEN_BY);
    expect(tableIn(other, "mix", WRITTEN_BY)).toBe("| other |");
    expect(withTables(other, made, WRITTEN_BY)).toBe(text);
    expect(() => tableIn(text, "none", WRITTEN_BY)).toThrow("no place");
  });

  it("stands on what a response, a mail and their jobs write today", async () => {
    const now = await countExactly();
    expect(
      Object.fromEntries(Object.keys(now).map((name) => [name, measured.counted[name]])),
    ).toEqual(now);
  });
});

describe("a bill", () => {
  const usage = (more: object) => ({ ...NOTHING, ...more });

  it("is the two subscriptions as long as all is included", () => {
    const all = { requests: 10e6, cpuMs: 30e6, queueOps: 1e6, written: 25e6, read: 2.5e9, gb: 9 };
    expect(month(usage(all))).toMatchObject({ worker: 5, database: 5.99, mail: 0, total: 10.99 });
  });

  it("is that and the price of what lies beyond", () => {
    const used = {
      requests: 15e6,
      cpuMs: 105e6,
      queueOps: 3e6,
      written: 30e6,
      read: 3.5e9,
      gb: 13,
    };
    const { worker, database, mail } = month(usage({ ...used, mails: 2500 }));
    // The provider's own example of 15 million requests of 7 ms comes to $8.00; 2 M queue operations on top.
    expect(worker).toBeCloseTo(8 + 0.8, 9);
    expect(database).toBeCloseTo(5.99 + 5 + 1 + 3, 9);
    expect(mail).toBeCloseTo(0.4, 9);
  });

  it("takes the database plan that costs least", () => {
    const at = (written: number) => {
      const { plan, database } = month(usage({ written }));
      return [plan.name, Number(database.toFixed(2))];
    };
    expect(at(48e6)).toEqual(["Turso Developer", 28.99]);
    expect(at(49e6)).toEqual(["Turso Scaler", 29]);
    expect(at(200e6)).toEqual(["Turso Scaler", 109]);
    expect(at(11e9)).toEqual(["Turso Pro", 8561.5]);
  });

  it("of one more counts no allowance and no subscription", () => {
    const one = marginal(
      usage({ requests: 1e6, cpuMs: 1e6, written: 3e6, read: 1e9, mails: 1000 }),
    );
    expect(one.worker).toBeCloseTo(0.32, 9);
    expect(one.database).toBeCloseTo(4, 9);
    expect(one.total).toBeCloseTo(4.48, 9);
  });

  it("adds up parts", () => {
    expect(sum([2, { written: 3, read: 1 }], [-1, { written: 1, mails: 4 }])).toEqual(
      usage({ written: 5, read: 2, mails: -4 }),
    );
  });
});

it("writes figures as people read them", () => {
  expect([0, 0.00123, 0.0999, 0.1, 1234.5].map(money)).toEqual([
    "",
    "$0.0012",
    "$0.1",
    "$0.10",
    "$1,234.50",
  ]);
  expect([0, 1234.4, 1e6, 12_345_678, 2.5e9].map(many)).toEqual([
    "",
    "1,234",
    "1 M",
    "12.3 M",
    "2.5 bn",
  ]);
});
