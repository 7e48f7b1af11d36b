import { expect, it } from "vitest";
import { dayWords } from "../../../admin/charts/day-bars.tsx";

it("a day says what it brings, and when the cap leaves too little room", () => {
  const day = { day: "2026-12-01", planned: 0, expected: 0, reminders: 0, room: null };
  expect(dayWords(day)).toBe("nothing");
  expect(dayWords({ ...day, planned: 40, expected: 2, reminders: 1 })).toBe(
    "40 planned, about 2 expected, 1 reminder",
  );
  expect(dayWords({ ...day, planned: 40, room: 40 })).toBe("40 planned");
  expect(dayWords({ ...day, planned: 1200, room: 500 })).toBe(
    "1,200 planned, more than the 500 that the daily cap leaves",
  );
});
