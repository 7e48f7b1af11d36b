import { describe, expect, it } from "vitest";
import {
  SPAN,
  carrierChange,
  disruption,
  instantOf,
  timeline,
} from "../../../domain/demo/calendar.ts";
import { DAY_MS, dayNumber, dayText } from "../../../domain/time/days.ts";

const NOW = Date.UTC(2026, 10, 22, 14, 20);
const TODAY = dayNumber("2026-11-22");

describe("the carrier change", () => {
  it("is a Monday about six weeks ago", () => {
    expect(dayText(carrierChange(TODAY))).toBe("2026-10-12");
    for (let today = TODAY; today < TODAY + 30; today++) {
      const change = carrierChange(today);
      expect(new Date(change * DAY_MS).getUTCDay()).toBe(1);
      expect(today - change).toBeGreaterThanOrEqual(40);
      expect(today - change).toBeLessThan(47);
    }
  });

  it("is felt for five weeks and not a day before or after", () => {
    const change = carrierChange(TODAY);
    const felt = Array.from({ length: 120 }, (_, i) => change - 40 + i).filter(
      (day) => disruption(day, TODAY) > 0,
    );
    expect([felt[0], felt.length]).toEqual([change, 35]);
    expect(Math.max(...felt.map((day) => disruption(day, TODAY)))).toBe(1);
  });
});

describe("the timeline", () => {
  const line = timeline(NOW, SPAN);
  const at = (share: number) => instantOf(line, share);

  it("runs from a year ago to now, in order", () => {
    const shares = Array.from({ length: 2000 }, (_, i) => i / 2000);
    const instants = shares.map(at);
    expect(instants.toSorted((a, b) => a - b)).toEqual(instants);
    expect(instants[0]).toBeGreaterThanOrEqual(NOW - SPAN * DAY_MS);
    expect(at(0.999999)).toBeLessThan(NOW);
    expect(NOW - at(0.999999)).toBeLessThan(DAY_MS);
  });

  it("has a rise before Christmas, a summer lull and quiet nights", () => {
    const instants = Array.from({ length: 40_000 }, (_, i) => new Date(at(i / 40_000)));
    const inMonth = (month: number) => instants.filter((d) => d.getUTCMonth() === month).length;
    expect(inMonth(11)).toBeGreaterThan(inMonth(1) * 1.3);
    expect(inMonth(7)).toBeLessThan(inMonth(8));
    const inHour = (hour: number) => instants.filter((d) => d.getUTCHours() === hour).length;
    expect(inHour(19)).toBeGreaterThan(inHour(3) * 10);
  });
});
