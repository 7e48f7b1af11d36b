import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { SendOutlook } from "../../../domain/wire/sends.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import { type Office, mailSink, seedPeople, sendingOffice } from "../../support/sends.ts";

/** 2026-10-19T06:00Z, a Monday. Vienna's clocks go back on the 25th. */
const NOW = Date.UTC(2026, 9, 19, 6);
const HOUR = 3_600_000;
const WORKDAYS = { weekdays: [1, 2, 3, 4, 5], from: 9, to: 17 };
const MONTHLY = { kind: "autopilot" as const, months: 1 as const, again: true, ...WORKDAYS };

let app: TestApp;
let office: Office;
let now = NOW;

beforeEach(async () => {
  now = NOW;
  app = await testApp({ now: () => now, env: { LOCAL: "1" } });
  office = await sendingOffice(app, {}, "Europe/Vienna");
  // So that only the autopilot's own rules decide here.
  await app.run(`update workspaces set cooldown = '{"shown":0,"metric":0}'`);
});
afterEach(() => app.close());

/** Some days, with a run in the morning and one in the afternoon: before and after the clocks change. */
async function live(mailer: Parameters<Office["run"]>[0], days: number) {
  for (const end = now + days * DAY_MS; now < end; now += DAY_MS) {
    const midnight = now - (now % DAY_MS);
    for (const hours of [8.5, 14.5]) await office.run(mailer, midnight + hours * HOUR);
  }
}

describe("an autopilot", () => {
  it("asks everybody once a month, on weekdays in office hours, evenly, and again in the next", async () => {
    await office.people(120);
    const { id } = await office.start({ plan: MONTHLY });
    const at: number[] = [];
    const { mails, mailer } = mailSink((mail) => (at.push(mail.at), "accepted"));
    await live(mailer, 12);
    const first = mails.length;
    expect(first).toBeGreaterThan(35);
    await live(mailer, 20);
    expect(new Set(mails.map(({ to }) => to)).size).toBe(120);
    const [october, november] = [0, 1].map((i) =>
      mails.filter((mail) => Number(mail.at >= Date.UTC(2026, 10, 1)) === i),
    );
    for (const month of [october, november])
      expect(new Set(month?.map(({ to }) => to)).size).toBe(month?.length);
    const clock = new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/Vienna",
      weekday: "short",
      hour: "numeric",
      hourCycle: "h23",
    });
    for (const time of at) {
      const [weekday = "", hour = ""] = clock.format(time).split(" ");
      expect(["Mon,", "Tue,", "Wed,", "Thu,", "Fri,"]).toContain(weekday);
      expect(Number(hour)).toBeGreaterThanOrEqual(9);
      expect(Number(hour)).toBeLessThan(17);
    }
    const perDay = Map.groupBy(at, (time) => Math.floor(time / DAY_MS));
    expect(perDay.size).toBeGreaterThan(19);
    expect(Math.max(...[...perDay.values()].map((times) => times.length))).toBeLessThan(18);
    expect((await office.read(id)).state).toBe("live");
  }, 120_000);

  it("that asks once asks nobody again, and new people fall into place", async () => {
    await office.people(20);
    await office.start({ plan: { ...MONTHLY, again: false } });
    const { mails, mailer } = mailSink();
    await live(mailer, 32);
    expect(mails).toHaveLength(20);
    await app.run(
      "insert into people (workspace_id, person, email, source, created_at, updated_at) values (?, 'new', 'new@mail.example', 'api', 0, 0)",
      [office.workspace],
    );
    await live(mailer, 32);
    expect(mails.map(({ to }) => to).slice(20)).toEqual(["new@mail.example"]);
  }, 60_000);

  it("keeps within its window although the cap was used up before, and waits for the next", async () => {
    await app.run("update workspaces set mail = json_set(mail, '$.dailyCap', 3)");
    await office.people(90);
    await office.start({ plan: MONTHLY });
    const at: number[] = [];
    const { mails, mailer } = mailSink((mail) => (at.push(mail.at), "accepted"));
    await live(mailer, 10);
    const days = Map.groupBy(at, (time) => Math.floor((time + 2 * HOUR) / DAY_MS));
    expect([...days.values()].every((times) => times.length <= 3)).toBe(true);
    expect(mails.length).toBeGreaterThan(15);
    for (const time of at) expect((time / HOUR) % 24).toBeGreaterThanOrEqual(7);
    for (const time of at) expect((time / HOUR) % 24).toBeLessThan(16);
  }, 60_000);

  it("plans three days ahead and forgets them when its hours change", async () => {
    await office.people(400);
    const send = await office.start({ plan: MONTHLY });
    const { mailer } = mailSink();
    await office.run(mailer);
    const planned = await office.invitations(send.id, "planned");
    expect(planned.length).toBeGreaterThan(20);
    expect(Math.max(...planned.map(({ dueAt }) => dueAt ?? 0))).toBeLessThan(
      NOW + 3 * DAY_MS + HOUR,
    );
    const { name, audience, letter, reminders } = send;
    const plan = { ...MONTHLY, weekdays: [3], from: 12, to: 13 };
    const body = { name, audience, letter, reminders, plan };
    await office.call("PATCH", `sends/${send.id}`, body);
    expect((await office.read(send.id)).counts.planned).toBe(0);
    now += 60_000;
    await office.run(mailer, now);
    const moved = await office.invitations(send.id, "planned");
    expect(moved.length).toBeGreaterThan(5);
    for (const { dueAt } of moved) {
      expect(dueAt).toBeGreaterThanOrEqual(Date.UTC(2026, 9, 21, 10));
      expect(dueAt).toBeLessThan(Date.UTC(2026, 9, 21, 11));
    }
  });

  it("resumed after a pause goes on from there", async () => {
    await office.people(200);
    const { id } = await office.start({ plan: MONTHLY });
    const { mails, mailer } = mailSink();
    await live(mailer, 2);
    const before = mails.length;
    expect(before).toBeGreaterThan(5);
    await office.call("POST", `sends/${id}/move`, { to: "paused" });
    await live(mailer, 7);
    expect(mails).toHaveLength(before);
    await office.call("POST", `sends/${id}/move`, { to: "live" });
    await live(mailer, 3);
    expect(mails.length).toBeGreaterThan(before);
    expect(new Set(mails.map(({ to }) => to)).size).toBe(mails.length);
  }, 60_000);
});

describe("the outlook", () => {
  const outlook = async (id: string) =>
    (await office.call<SendOutlook>("GET", `sends/${id}/outlook`)).days;

  it("of a fortnight is what comes to pass", async () => {
    await office.people(300);
    const { id } = await office.start({ plan: MONTHLY });
    const { mails, mailer } = mailSink();
    const before = await outlook(id);
    await office.run(mailer);
    const after = await outlook(id);
    expect(before).toHaveLength(14);
    expect(before[0]?.day).toBe("2026-10-19");
    const total = (days: typeof before) => days.map((d) => d.planned + d.expected);
    expect(total(after)).toEqual(total(before));
    expect(after.slice(0, 3).every(({ planned, expected }) => planned > 0 && expected === 0)).toBe(
      true,
    );
    const weekend = after.filter(({ day }) => /-(24|25|31)$|11-01$/u.test(day));
    expect(weekend.map((d) => d.planned + d.expected)).toEqual([0, 0, 0, 0]);
    const [first] = before;
    await office.run(mailer, Date.UTC(2026, 9, 19, 14, 59, 50));
    expect(mails).toHaveLength((first?.planned ?? 0) + (first?.expected ?? 0));
  });

  it("of a draft that asks once fills each day's room", async () => {
    await app.run("update workspaces set mail = json_set(mail, '$.dailyCap', 100)");
    await office.people(250);
    const { id } = await office.draft({ reminders: [3] });
    const days = await outlook(id);
    expect(days.slice(0, 4).map(({ expected }) => expected)).toEqual([100, 100, 50, 0]);
    expect(days.slice(3, 6).map(({ reminders }) => reminders)).toEqual([100, 100, 50]);
    expect(days.every(({ room }) => room === 100)).toBe(true);
  });

  it("says that nothing comes of a send that is over", async () => {
    await seedPeople(app, office.workspace, 5);
    const { id } = await office.start({ plan: { kind: "once", at: NOW + DAY_MS } });
    await office.run(mailSink().mailer);
    await office.call("POST", `sends/${id}/move`, { to: "cancelled" });
    expect((await outlook(id)).every((d) => d.planned + d.expected === 0)).toBe(true);
  });
});
