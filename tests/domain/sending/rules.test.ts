import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { capOn } from "../../../domain/sending/caps.ts";
import { idFrom } from "../../../domain/sending/ids.ts";
import { type Facts, mayNotSend } from "../../../domain/sending/may-send.ts";
import { remindAt } from "../../../domain/sending/reminders.ts";
import { triggerDue } from "../../../domain/sending/triggers.ts";
import { dayIn, isOpen } from "../../../domain/sending/hours.ts";
import { COOLDOWN } from "../../../domain/targeting/rests.ts";
import { clockOf } from "../../../domain/time/clock.ts";
import { DAY_MS, dayNumber } from "../../../domain/time/days.ts";
import type { OncePlan, TriggerPlan } from "../../../domain/wire/sends.ts";
import type * as v from "valibot";

const NOW = Date.UTC(2026, 8, 1, 12);
const CLOCK = clockOf("Asia/Kolkata", NOW - 10 * DAY_MS, NOW + 500 * DAY_MS);
const TRIGGER: TriggerPlan = {
  kind: "trigger",
  event: "order_delivered",
  days: 7,
  weekdays: [1, 2, 3, 4, 5],
  from: 9,
  to: 17,
};
const ONCE: v.InferOutput<typeof OncePlan> = { kind: "once", at: null };

describe("the daily cap", () => {
  it("is what the settings say without a warm-up", () => {
    expect(capOn({ dailyCap: 700 }, 20_000)).toBe(700);
  });

  it("begins with 50 and grows by half each day up to the cap", () => {
    const first = dayNumber("2026-09-01");
    const caps = [-1, 0, 1, 2, 3, 4, 5, 400].map((n) =>
      capOn({ dailyCap: 300, warmUp: "2026-09-01" }, first + n),
    );
    expect(caps).toEqual([0, 50, 75, 112, 168, 253, 300, 300]);
  });

  it("never falls and never passes the cap", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 0, max: 5000 }),
        (dailyCap, day) => {
          const settings = { dailyCap, warmUp: "2026-09-01" };
          const at = dayNumber("2026-09-01") + day;
          expect(capOn(settings, at)).toBeLessThanOrEqual(dailyCap);
          expect(capOn(settings, at + 1)).toBeGreaterThanOrEqual(capOn(settings, at));
        },
      ),
    );
  });
});

describe("the time of a trigger", () => {
  it("is open, on the day or the first open one after it, and never before the event", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: NOW - 5 * DAY_MS, max: NOW + 60 * DAY_MS }),
        fc.integer({ min: 0, max: 365 }),
        (at, days) => {
          const due = triggerDue(CLOCK, { ...TRIGGER, days }, at);
          expect(isOpen(CLOCK, TRIGGER, due)).toBe(true);
          expect(due).toBeGreaterThanOrEqual(at);
          const late = dayIn(CLOCK, due) - dayIn(CLOCK, at) - days;
          expect(late).toBeGreaterThanOrEqual(0);
          expect(late).toBeLessThanOrEqual(3);
        },
      ),
    );
  });

  it("is nine o'clock in Kolkata a week after", () => {
    const due = triggerDue(CLOCK, TRIGGER, Date.UTC(2026, 8, 1, 20));
    // 01:30 on 2 September there; a week on is a Wednesday.
    expect(new Date(due).toISOString()).toBe("2026-09-09T03:30:00.000Z");
  });
});

describe("reminders", () => {
  it("come so many days after the mail before, in the window of the plan, and end", () => {
    const send = { plan: TRIGGER, reminders: [3, 5] };
    const first = remindAt(CLOCK, send, 1, NOW) ?? 0;
    expect(first).toBeGreaterThanOrEqual(NOW + 3 * DAY_MS);
    expect(isOpen(CLOCK, TRIGGER, first)).toBe(true);
    expect(remindAt(CLOCK, send, 2, NOW)).toBeGreaterThanOrEqual(NOW + 5 * DAY_MS);
    expect(remindAt(CLOCK, send, 3, NOW)).toBeNull();
    expect(remindAt(CLOCK, { plan: ONCE, reminders: [3] }, 1, NOW)).toBe(NOW + 3 * DAY_MS);
    expect(remindAt(CLOCK, { plan: ONCE, reminders: [] }, 1, NOW)).toBeNull();
  });
});

describe("whether an invitation may go out", () => {
  const person = {
    id: "ada",
    email: "ada@example.com",
    subscription: "subscribed" as const,
    consent: "unknown" as const,
    attributes: { plan: "pro", refunds: 2 },
  };
  const fine: Facts = {
    now: NOW,
    plan: TRIGGER,
    survey: { id: "sv_a", metric: "nps" },
    stopped: false,
    team: ["someone", "@acme.example"],
    cooldown: COOLDOWN,
    person,
    suppressed: false,
    sameAddress: false,
    history: [],
  };
  const sent = (days: number) => ({
    survey: "sv_b",
    what: "sent" as const,
    at: NOW - days * DAY_MS,
  });
  const unless = (value: string): TriggerPlan => ({
    ...TRIGGER,
    unless: [
      { name: "plan", is: "one_of", values: [value] },
      { name: "refunds", is: "more", values: ["1"] },
    ],
  });

  it.each<[string, Partial<Facts>, ReturnType<typeof mayNotSend>]>([
    ["when nothing speaks against it", {}, undefined],
    ["the person is gone", { person: undefined }, "no_address"],
    ["no address", { person: { ...person, email: null } }, "no_address"],
    ["said no", { person: { ...person, subscription: "unsubscribed" } }, "unsubscribed"],
    ["bounced", { person: { ...person, subscription: "bounced" } }, "suppressed"],
    ["complained", { person: { ...person, subscription: "complained" } }, "suppressed"],
    ["no consent any more", { person: { ...person, consent: "withdrawn" } }, "consent_withdrawn"],
    ["a tombstone", { suppressed: true }, "suppressed"],
    ["the survey is over", { stopped: true }, "survey_stopped"],
    ["team by id", { person: { ...person, id: "someone" } }, "team"],
    ["team by domain", { person: { ...person, email: "x@ACME.example" } }, "team"],
    ["every rule holds", { plan: unless("pro") }, "rule"],
    ["one rule does not", { plan: unless("basic") }, undefined],
    ["the address was asked", { sameAddress: true }, "same_address"],
    ["a mail 29 days ago", { history: [sent(29)] }, "cool_down"],
    ["a mail 31 days ago", { history: [sent(31)] }, undefined],
    [
      "answered this survey",
      { history: [{ survey: "sv_a", metric: "nps", what: "answered", at: NOW - 100 * DAY_MS }] },
      "answered",
    ],
    [
      "answered the same metric",
      { history: [{ survey: "sv_b", metric: "nps", what: "answered", at: NOW - 89 * DAY_MS }] },
      "cool_down",
    ],
    [
      "asked again by choice",
      {
        survey: { id: "sv_a", metric: "nps", again: { answered: 7, dismissed: 30 } },
        cooldown: { shown: 0, metric: 0 },
        history: [{ survey: "sv_a", metric: "nps", what: "answered", at: NOW - 8 * DAY_MS }],
      },
      undefined,
    ],
    [
      "no to it on a page",
      { history: [{ survey: "sv_a", what: "dismissed", at: NOW - 29 * DAY_MS }] },
      "cool_down",
    ],
  ])("%s", (_, change, reason) => {
    expect(mayNotSend({ ...fine, ...change })).toBe(reason);
  });
});

it("ids made of the same parts are the same UUID, and of others are not", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.string()), (a, b) => {
      expect(idFrom(...a)).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u,
      );
      expect(idFrom(...a) === idFrom(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    }),
  );
});
