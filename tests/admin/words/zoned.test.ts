import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantAt, wallTime } from "../../../admin/words/zoned.ts";

const BERLIN = "Europe/Berlin";

describe("a date and time by a zone's clock", () => {
  it("is read and written in summer and in winter", () => {
    expect(instantAt("2026-12-01T09:00", BERLIN)).toBe(Date.UTC(2026, 11, 1, 8));
    expect(instantAt("2026-07-01T09:00", BERLIN)).toBe(Date.UTC(2026, 6, 1, 7));
    expect(wallTime(Date.UTC(2026, 6, 1, 7), BERLIN)).toBe("2026-07-01T09:00");
  });

  it("goes on as late as the clocks are put forward, and is the first of two when they are put back", () => {
    expect(instantAt("2026-03-29T02:30", BERLIN)).toBe(Date.UTC(2026, 2, 29, 1, 30));
    expect(wallTime(Date.UTC(2026, 2, 29, 1, 30), BERLIN)).toBe("2026-03-29T03:30");
    expect(instantAt("2026-10-25T02:30", BERLIN)).toBe(Date.UTC(2026, 9, 25, 0, 30));
  });

  it("is nothing for an empty field", () => {
    expect(instantAt("", BERLIN)).toBeUndefined();
  });

  it("comes back as it was, wherever and whenever, but for the hour that comes twice", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(BERLIN, "UTC", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu"),
        fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 }),
        (zone, minute) => {
          const at = minute * 60_000;
          const wall = wallTime(at, zone);
          const back = instantAt(wall, zone) ?? 0;
          expect(wallTime(back, zone)).toBe(wall);
          expect(at - back).toBeOneOf([0, 30 * 60_000, 60 * 60_000]);
        },
      ),
    );
  });
});
