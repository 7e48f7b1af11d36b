import { Temporal } from "@js-temporal/polyfill";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { clockOf, dayBy } from "../../domain/time/clock.ts";
import { DAY_MS, dayNumber, dayOf, dayText } from "../../domain/time/days.ts";
import type { Scores } from "../../domain/wire/scores.ts";
import { continueZoneChanges } from "../../functions/services/accounts/change-zone.ts";
import { type TestApp, seedMember, seedSurvey, seedWorkspace, testApp } from "../support/app.ts";
import { NO_DRIFT, drift } from "../support/counters.ts";
import { runs } from "../support/faults/gate.ts";
import { rounds } from "../support/faults/size.ts";
import { seedResponses } from "../support/responses.ts";
import { system } from "../support/texts.ts";

vi.setConfig({ testTimeout: rounds(120_000, 600_000) });
const HOUR = 3_600_000;
/** Clocks that change at midnight, by half an hour, or by a whole day; odd offsets; none. */
const ZONES = [
  "Africa/Cairo",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "America/Sao_Paulo",
  "America/St_Johns",
  "Asia/Kathmandu",
  "Asia/Tehran",
  "Europe/Berlin",
  "Pacific/Kiritimati",
  "UTC",
];
const zones = fc.constantFrom(...ZONES);

const dateOf = (at: number, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
const numberOf = (date: Temporal.PlainDate): number =>
  date.since("1970-01-01", { largestUnit: "days" }).days;

/** Every change of a zone's clock between two years, ms UTC. */
function changesOf(zone: string, from: number, to: number): number[] {
  const end = Date.UTC(to, 0);
  const found: number[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(Date.UTC(from, 0)).toZonedDateTimeISO(zone);
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    if (!next || next.epochMilliseconds >= end) return found;
    found.push(next.epochMilliseconds);
    at = next;
  }
}

describe("fault 57: the day of an instant", () => {
  it("is that of an independent calendar, at any time and around every change of clocks", () => {
    const anyTime = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2040, 0) });
    fc.assert(
      fc.property(zones, anyTime, (zone, at) => {
        expect(dayOf(at, zone)).toBe(numberOf(dateOf(at, zone)));
      }),
      runs(2_000, 50_000),
    );
    let seen = 0;
    for (const zone of ZONES) {
      for (const change of changesOf(zone, rounds(2011, 1990), rounds(2026, 2037))) {
        for (const by of [-DAY_MS, -HOUR, -1, 0, 1, HOUR / 2, HOUR, DAY_MS]) {
          const at = change + by;
          expect([zone, at, dayOf(at, zone)]).toEqual([zone, at, numberOf(dateOf(at, zone))]);
          seen++;
        }
      }
    }
    expect(seen).toBeGreaterThan(500);
  });

  it("is the same by the clock that a workspace keeps, inside and outside of its reach", () => {
    const [from, to] = [Date.UTC(2011, 0), Date.UTC(2013, 0)];
    for (const zone of ZONES) {
      const clock = clockOf(zone, from, to);
      for (const change of [...changesOf(zone, 2010, 2014), from, to]) {
        for (const by of [-DAY_MS, -HOUR, -1, 0, 1, HOUR / 2, HOUR, DAY_MS]) {
          const at = change + by;
          expect([zone, at, dayBy(clock, at, zone)]).toEqual([
            zone,
            at,
            numberOf(dateOf(at, zone)),
          ]);
        }
      }
    }
  });

  it.each([
    ["Africa/Cairo", "2024-04-26", 23],
    ["Africa/Cairo", "2024-10-31", 25],
    ["Europe/Berlin", "2026-03-29", 23],
    ["Europe/Berlin", "2026-10-25", 25],
    ["Australia/Lord_Howe", "2026-10-04", 23.5],
    ["Australia/Lord_Howe", "2026-04-05", 24.5],
    ["America/Sao_Paulo", "2018-11-04", 23],
    ["Pacific/Apia", "2011-12-29", 24],
    ["Pacific/Apia", "2011-12-30", 0],
    ["Pacific/Apia", "2011-12-31", 24],
    ["UTC", "2026-03-29", 24],
  ])("%s: %s has %s hours, and the days beside it join it without a gap", (zone, text, hours) => {
    const day = dayNumber(text);
    const quarters = Array.from(
      { length: 4 * 24 * 6 },
      (_, i) => (day - 3) * DAY_MS + (i * HOUR) / 4,
    ).map((at) => dayOf(at, zone));
    expect(quarters.filter((one) => one === day).length / 4).toBe(hours);
    expect(quarters.toSorted((a, b) => a - b)).toEqual(quarters);
    // The calendar of the zone has each of these days, and no other.
    const there = new Set(quarters.map((one) => dayText(one)));
    const calendar = [-2, -1, 0, 1].map((by) => dayText(day + by));
    for (const one of calendar) {
      const begins = Temporal.PlainDate.from(one).toZonedDateTime(zone).toPlainDate().toString();
      expect([one, there.has(one)]).toEqual([one, begins === one]);
    }
  });
});

describe("fault 57: answers by day", () => {
  let app: TestApp;
  const NOW = Date.UTC(2026, 5, 1, 12);
  beforeAll(async () => {
    app = await testApp({ now: () => NOW });
  });
  afterAll(() => app.close());

  /** Instants near changes of the clock, where days are short, long or missing. */
  const instants = fc.array(
    fc
      .tuple(
        zones.chain((zone) => fc.constantFrom(...changesOf(zone, 2011, 2026), Date.UTC(2020, 0))),
        fc.integer({ min: -2 * DAY_MS, max: 2 * DAY_MS }),
      )
      .map(([change, by]) => change + by),
    { minLength: 1, maxLength: 40 },
  );

  it("are one bucket for each day there is, add up to the total, and move with the zone", async () => {
    await fc.assert(
      fc.asyncProperty(zones, zones, instants, async (first, second, ats) => {
        const home = await seedWorkspace(app);
        await app.run("update workspaces set zone = ? where id = ?", [first, home.workspace]);
        const { id } = await seedSurvey(app, home);
        const { headers } = await seedMember(app, home.workspace, "admin");
        const given = ats.map((occurredAt, i) => ({ answers: { q1: i % 11 }, occurredAt }));
        await seedResponses(app, home.workspace, id, given);
        const expectDays = async (zone: string) => {
          const expected = new Map<string, number>();
          for (const at of ats) {
            const day = dateOf(at, zone).toString();
            expected.set(day, (expected.get(day) ?? 0) + 1);
          }
          const path = `/api/v1/surveys/${id}/scores?by=day`;
          const { n, rows } = (await (await app.request(path, { headers })).json()) as Scores;
          expect(Object.fromEntries(rows.map((row) => [row.key, row.n]))).toEqual(
            Object.fromEntries(expected),
          );
          expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
          expect([n, rows.reduce((sum, row) => sum + row.n, 0)]).toEqual([ats.length, ats.length]);
          // No day that a calendar of the zone does not have.
          for (const { key } of rows) {
            const start = Temporal.PlainDate.from(key).toZonedDateTime(zone).startOfDay();
            expect(start.toPlainDate().toString()).toBe(dayText(dayNumber(key)));
          }
        };
        await expectDays(first);
        const body = JSON.stringify({ zone: second });
        const saved = await app.request("/api/v1/workspace", { method: "PATCH", headers, body });
        expect(saved.status).toBe(200);
        await expectDays(second);
        const { ctx, deps } = system(app, home.workspace, NOW + 60_000);
        await continueZoneChanges(ctx, deps);
        await expectDays(second);
      }),
      runs(12, 150),
    );
    expect(await drift(app)).toEqual(NO_DRIFT);
  });
});
