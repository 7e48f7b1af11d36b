import { describe, expect, it } from "vitest";
import {
  audienceWords,
  invitationWords,
  planWords,
  progressOf,
  progressWords,
  reasonWords,
  reminderWords,
  weekdayWords,
} from "../../../../admin/screens/sends/words.ts";
import type { Invitation } from "../../../../domain/wire/sends.ts";
import { send } from "./support.ts";

const NOW = Date.UTC(2026, 10, 27, 12);
const HOUR = 3_600_000;

describe("days of the week", () => {
  it.each([
    [[2, 3, 4], "Tue to Thu"],
    [[1, 3], "Mon and Wed"],
    [[1, 2], "Mon and Tue"],
    [[1, 2, 3, 4, 5, 6, 7], "every day"],
    [[7, 1, 2, 3], "Mon to Wed and Sun"],
    [[5], "Fri"],
  ])("%j is %s", (days, words) => {
    expect(weekdayWords(days)).toBe(words);
  });
});

describe("a plan", () => {
  const hours = { weekdays: [2, 3, 4], from: 9, to: 12 };
  it("is told by the clock of the workspace", () => {
    expect(planWords({ kind: "once", at: null }, "Europe/Berlin", NOW)).toBe(
      "once, as soon as it starts",
    );
    const at = Date.UTC(2026, 10, 30, 8);
    expect(planWords({ kind: "once", at }, "Europe/Berlin", NOW)).toBe("once, 30 Nov, 09:00");
    expect(planWords({ kind: "once", at }, "Asia/Tokyo", NOW)).toBe("once, 30 Nov, 17:00");
  });
  it("says how an autopilot spreads and whether it asks again", () => {
    const plan = { kind: "autopilot", months: 3, again: true, ...hours } as const;
    expect(planWords({ ...plan, weekdays: [2, 3, 4] }, "UTC", NOW)).toBe(
      "spread over 3 months, Tue to Thu 9 to 12, then again",
    );
    expect(planWords({ ...plan, months: 1, again: false, from: 0, to: 24 }, "UTC", NOW)).toBe(
      "spread over 1 month, Tue to Thu",
    );
  });
  it("says how long after an event", () => {
    const plan = { kind: "trigger", event: "order_delivered", ...hours } as const;
    expect(planWords({ ...plan, days: 7 }, "UTC", NOW)).toBe(
      "7 days after “order_delivered”, Tue to Thu 9 to 12",
    );
    expect(planWords({ ...plan, days: 1 }, "UTC", NOW)).toContain("1 day after");
    expect(planWords({ ...plan, days: 0 }, "UTC", NOW)).toContain("on the day of");
  });
});

it("reminders add up from the mail before", () => {
  expect(reminderWords([])).toBe("");
  expect(reminderWords([1])).toBe("a reminder 1 day later");
  expect(reminderWords([3, 5])).toBe("reminders 3 and 8 days later");
});

it("an audience is named, also where its segment is gone or not known yet", () => {
  const segments = [{ id: "a", name: "Buyers" }];
  expect(audienceWords({ of: "everyone" }, segments)).toBe("everyone");
  expect(audienceWords({ of: "segment", segment: "a" }, segments)).toBe("the segment “Buyers”");
  expect(audienceWords({ of: "segment", segment: "b" }, segments)).toBe("a segment that is gone");
  expect(audienceWords({ of: "segment", segment: "b" }, undefined)).toBe("a segment");
  expect(audienceWords({ of: "people", people: ["x"] }, segments)).toBe("1 person");
});

describe("progress", () => {
  it("counts what came back among what the mailer took, and what was cancelled as nothing", () => {
    const one = send({
      counts: {
        planned: 5,
        sending: 1,
        accepted: 10,
        bounced: 2,
        skipped: 3,
        unknown: 1,
        cancelled: 7,
      },
    });
    expect(progressOf(one)).toEqual({ all: 22, settled: 16, accepted: 12 });
    expect(progressWords(one)).toBe("16 of 22");
    expect(progressWords({ ...one, enrolling: true })).toBe("16 of 22 so far");
  });
  it("says why there is none", () => {
    expect(progressWords(send({ state: "draft" }))).toBe("not started");
    expect(progressWords(send({ enrolling: true }))).toBe("looking for people");
    expect(progressWords(send())).toBe("nobody yet");
    expect(progressWords(send({ state: "cancelled", counts: { cancelled: 9 } }))).toBe(
      "cancelled before anything went out",
    );
  });
});

describe("an invitation", () => {
  const accepted: Invitation = {
    id: "i",
    person: null,
    email: null,
    state: "accepted",
    reason: null,
    dueAt: null,
    sentAt: NOW - 72 * HOUR,
    reminders: 0,
    bouncedAt: null,
    complainedAt: null,
    score: null,
    grade: null,
  };
  it("is called delivered after 72 hours, not a moment before, and spam as spam", () => {
    expect(invitationWords(accepted, NOW)).toBe("Delivered");
    expect(invitationWords(accepted, NOW - 1)).toBe("Accepted");
    expect(invitationWords({ ...accepted, state: "bounced" }, NOW)).toBe("Bounced");
    expect(invitationWords({ ...accepted, complainedAt: NOW }, NOW)).toBe("Marked as spam");
  });
  it("says why it was left out, also for a reason of the mailer's own", () => {
    expect(reasonWords("cool_down")).toBe("Still resting");
    expect(reasonWords("mailbox_full")).toBe("Mailbox full");
    expect(reasonWords("constructor")).toBe("Constructor");
  });
});
