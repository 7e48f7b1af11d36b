import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dueIn, periodAt, placeOf, planFor } from "../../../domain/sending/autopilot.ts";
import { dayIn, isOpen } from "../../../domain/sending/hours.ts";
import { clockOf } from "../../../domain/time/clock.ts";
import { DAY_MS, dayText } from "../../../domain/time/days.ts";
import type { AutopilotPlan } from "../../../domain/wire/sends.ts";

const FROM = Date.UTC(2025, 0, 1);
const TO = Date.UTC(2028, 0, 1);
const CLOCKS = ["UTC", "Europe/Vienna", "America/St_Johns", "Australia/Lord_Howe"].map((zone) =>
  clockOf(zone, FROM, TO),
);
const clocks = fc.constantFrom(...CLOCKS);
const instants = fc.integer({ min: Date.UTC(2026, 0, 2), max: Date.UTC(2026, 11, 30) });
const plans: fc.Arbitrary<AutopilotPlan> = fc.record({
  kind: fc.constant("autopilot" as const),
  months: fc.constantFrom(1 as const, 3 as const, 6 as const, 12 as const),
  again: fc.boolean(),
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  from: fc.integer({ min: 0, max: 12 }),
  to: fc.integer({ min: 13, max: 24 }),
});
const WORKDAYS = { weekdays: [1, 2, 3, 4, 5], from: 9, to: 17 };
const quarter = (again: boolean): AutopilotPlan => ({
  kind: "autopilot",
  months: 3,
  again,
  ...WORKDAYS,
});
const people = (n: number) => Array.from({ length: n }, (_, i) => `person-${i}`);

describe("a period", () => {
  it("holds its instant, borders on the next, and has a key of its own", () => {
    fc.assert(
      fc.property(clocks, plans, instants, (clock, plan, at) => {
        const period = periodAt(clock, plan, at);
        expect(period.from).toBeLessThanOrEqual(at);
        expect(period.to).toBeGreaterThan(at);
        const after = periodAt(clock, plan, period.to);
        expect(after.from).toBe(period.to);
        expect(after.key).not.toBe(period.key);
        expect(dayText(dayIn(clock, period.from))).toMatch(/-01$/u);
      }),
      { numRuns: 200 },
    );
  });

  it("gives every place a moment at which mail may go out", () => {
    fc.assert(
      fc.property(
        clocks,
        plans,
        instants,
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (clock, plan, at, place) => {
          const period = periodAt(clock, plan, at);
          const due = dueIn(period, place);
          expect(due).toBeDefined();
          expect(isOpen(clock, plan, due ?? 0)).toBe(true);
          expect(due).toBeGreaterThanOrEqual(period.from);
          expect(due).toBeLessThan(period.to);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("an autopilot", () => {
  /** Every invitation that passes of a few days each bring, wherever they begin. */
  const asked = (plan: AutopilotPlan, begin: number, days: number, step: number, who: string[]) => {
    const rounds: { person: string; dueAt: number; round: string }[] = [];
    for (let at = begin; at < begin + days * DAY_MS; at += step * DAY_MS) {
      const due = planFor(CLOCKS[1]!, { id: "send", plan }, { from: at, to: at + step * DAY_MS });
      for (const person of who) {
        const found = due(person);
        if (found) rounds.push({ person, ...found });
      }
    }
    return rounds;
  };

  it("asks each person once in a quarter, whenever it begins and however often it looks", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 5 }), (day, step) => {
        const begin = Date.UTC(2026, 0, 2) + day * DAY_MS;
        const who = people(40);
        const all = asked(quarter(true), begin, 380, step, who);
        for (const person of who) {
          const own = all.filter((entry) => entry.person === person);
          // A year and two weeks hold four quarters and the beginning of another.
          expect(own.length).toBeGreaterThanOrEqual(4);
          expect(own.length).toBeLessThanOrEqual(5);
          expect(new Set(own.map(({ round }) => round)).size).toBe(own.length);
          own.slice(1).forEach(({ dueAt }, i) => {
            const apart = dueAt - (own[i]?.dueAt ?? 0);
            expect(apart).toBeGreaterThan(84 * DAY_MS);
            expect(apart).toBeLessThan(99 * DAY_MS);
          });
        }
      }),
      { numRuns: 12 },
    );
  });

  it("that asks once names one round for ever", () => {
    const all = asked(quarter(false), Date.UTC(2026, 1, 11), 200, 3, people(20));
    expect(new Set(all.map(({ round }) => round))).toEqual(new Set([""]));
  });

  it("gives the same moment on every pass", () => {
    const at = Date.UTC(2026, 3, 14);
    const wide = planFor(CLOCKS[0]!, { id: "s", plan: quarter(true) }, { from: at, to: at + 9e9 });
    for (const person of people(200)) {
      const due = wide(person)?.dueAt;
      if (due === undefined) continue;
      const narrow = { from: due, to: due + 1 };
      const again = planFor(CLOCKS[0]!, { id: "s", plan: quarter(true) }, narrow);
      expect(again(person)?.dueAt).toBe(due);
    }
  });

  it("spreads 20,000 people evenly over the open days: no day is off by more than chance", () => {
    const period = periodAt(CLOCKS[1]!, quarter(true), Date.UTC(2026, 4, 5));
    const days = new Map<number, number>();
    for (const person of people(20_000)) {
      const day = dayIn(CLOCKS[1]!, dueIn(period, placeOf("send", person)) ?? 0);
      days.set(day, (days.get(day) ?? 0) + 1);
    }
    expect(days.size).toBe(period.openings.length);
    const expected = 20_000 / period.openings.length;
    const chi = [...days.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    // 64 degrees of freedom: 112 is passed once in 5,000 (and the places are fixed, so never by bad luck).
    expect(period.openings.length).toBe(65);
    expect(chi).toBeLessThan(112);
  });

  it("stands people in another order for another send", () => {
    const order = (send: string) =>
      people(50).toSorted((a, b) => placeOf(send, a) - placeOf(send, b));
    expect(order("a")).not.toEqual(order("b"));
    expect(order("a")).toEqual(order("a"));
  });
});
