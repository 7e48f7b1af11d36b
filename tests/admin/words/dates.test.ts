import { describe, expect, it } from "vitest";
import {
  ago,
  clock,
  dateOf,
  dayLabel,
  fullDay,
  monthLabel,
  spanLabel,
} from "../../../admin/words/dates.ts";

const NOW = Date.UTC(2026, 10, 22, 12, 0);

describe("days", () => {
  it("leaves out the year that is meant anyway", () => {
    expect(dayLabel("2026-08-24", "2026")).toBe("24 Aug");
    expect(dayLabel("2025-09-01", "2026")).toBe("1 Sep 2025");
    expect(spanLabel("2025-12-30", "2026-01-02", "2026")).toBe("30 Dec 2025 – 2 Jan");
    expect(spanLabel("2026-01-02", "2026-01-02", "2026")).toBe("2 Jan");
    expect(fullDay("2026-01-02")).toBe("2 Jan 2026");
  });

  it("names a month by its first day, in every zone", () => {
    expect(monthLabel("2026-08-01")).toBe("Aug 2026");
  });
});

describe("instants", () => {
  it("are told by the clock of the workspace", () => {
    const at = Date.UTC(2026, 10, 22, 23, 30);
    expect(clock(at, "UTC")).toBe("23:30");
    expect(clock(at, "Asia/Kolkata")).toBe("05:00");
    expect(dateOf(at, "Asia/Kolkata", NOW)).toBe("23 Nov");
  });

  it("are told as people say it, up to a week", () => {
    expect(ago(NOW - 20_000, "UTC", NOW)).toBe("just now");
    expect(ago(NOW - 12 * 60_000, "UTC", NOW)).toBe("12 min ago");
    expect(ago(NOW - 26 * 3_600_000, "UTC", NOW)).toBe("1 day ago");
    expect(ago(NOW - 6 * 86_400_000, "UTC", NOW)).toBe("6 days ago");
    expect(ago(NOW - 7 * 86_400_000, "UTC", NOW)).toBe("15 Nov");
    expect(ago(NOW - 365 * 86_400_000, "UTC", NOW)).toBe("22 Nov 2025");
  });
});
