import { describe, expect, it } from "vitest";
import { bucketFor, periodOf, periodQuery } from "../../../admin/state/period.ts";

const NOW = Date.UTC(2026, 10, 21, 23, 30);

describe("the period of an address", () => {
  it("is 90 days up to today, beside the 90 before", () => {
    expect(periodOf({}, "UTC", NOW)).toEqual({
      preset: "90d",
      days: 90,
      from: "2026-08-24",
      to: "2026-11-21",
      before: { from: "2026-05-26", to: "2026-08-23" },
    });
  });

  it("ends on the day of the workspace, not of the reader", () => {
    expect(periodOf({ period: "7d" }, "Europe/Berlin", NOW).to).toBe("2026-11-22");
    expect(periodOf({ period: "7d" }, "America/New_York", NOW).to).toBe("2026-11-21");
  });

  it("reads any days, and falls back where they make no sense", () => {
    const custom = periodOf({ from: "2026-03-01", to: "2026-03-31" }, "UTC", NOW);
    expect([custom.preset, custom.days, custom.before.from]).toEqual(["custom", 31, "2026-01-29"]);
    for (const query of [
      { from: "2026-03-31", to: "2026-03-01" },
      { from: "x", to: "y" },
      { from: "2026-03-01" },
      { period: "9y" },
    ]) {
      expect(periodOf(query, "UTC", NOW).preset).toBe("90d");
    }
  });

  it("goes back into an address and comes out the same", () => {
    for (const preset of ["7d", "30d", "90d", "12m"] as const) {
      expect(periodOf(periodQuery({ preset }), "UTC", NOW).preset).toBe(preset);
    }
    const span = { from: "2026-03-01", to: "2026-03-31" };
    expect(periodOf(periodQuery(span), "UTC", NOW)).toMatchObject(span);
    expect(periodQuery({ preset: "90d" })["period"]).toBeUndefined();
  });
});

it("chooses buckets that can be read", () => {
  expect([7, 30, 90, 365].map(bucketFor)).toEqual(["day", "day", "week", "month"]);
});
