import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { ReportedBounces, TrackedEvents, TriggerPlan } from "../../../domain/wire/sends.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import { type Office, mailSink, sendingOffice } from "../../support/sends.ts";
import { NOW } from "../../support/texts.ts";

const HOUR = 3_600_000;
const PLAN: TriggerPlan = {
  kind: "trigger",
  event: "order_delivered",
  days: 2,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  from: 9,
  to: 17,
};
/** Two days after a Tuesday, nine o'clock. */
const DUE = Date.UTC(2026, 8, 3, 9);

let app: TestApp;
let office: Office;
let now = NOW;

beforeEach(async () => {
  now = NOW;
  app = await testApp({ now: () => now, env: { LOCAL: "1" } });
  office = await sendingOffice(app);
  await office.people(10);
});
afterEach(() => app.close());

const track = (items: object[]) => office.call<TrackedEvents>("POST", "events", { items });
const event = (person: string, id = `e-${person}`, more = {}) => ({
  id,
  person,
  event: "order_delivered",
  ...more,
});

describe("a send that an event triggers", () => {
  it("asks so many days after it, and an event that comes twice is one", async () => {
    const { id } = await office.start({ plan: PLAN });
    expect(await track([event("p1"), event("p2")])).toEqual({ planned: 2, known: 0, errors: [] });
    expect(await track([event("p1"), event("p3")])).toEqual({ planned: 1, known: 1, errors: [] });
    const { mails, mailer } = mailSink();
    await office.run(mailer, DUE - 1000);
    expect(mails).toHaveLength(0);
    expect((await office.invitations(id, "planned")).map(({ dueAt }) => dueAt)).toEqual([
      DUE,
      DUE,
      DUE,
    ]);
    await office.run(mailer, DUE);
    expect(mails).toHaveLength(3);
    expect((await office.read(id)).state).toBe("live");
  });

  it("says which events it cannot use, and other events bring nothing", async () => {
    await office.start({ plan: PLAN });
    const reply = await track([
      event("nobody"),
      event("p1", "future", { at: NOW + HOUR }),
      event("p2", "old", { at: NOW - 31 * DAY_MS }),
      { id: "x", person: "p3", event: "signed_up" },
      event("p4"),
    ]);
    expect(reply).toEqual({
      planned: 1,
      known: 0,
      errors: [
        { index: 0, message: "person is not known" },
        { index: 1, message: "at lies in the future" },
        { index: 2, message: "at is more than 30 days ago" },
      ],
    });
  });

  it("does not ask when a rule forbids at that time, nor who is not in the audience", async () => {
    const unless = [{ name: "refunded", is: "set" as const }];
    const audience = { of: "people" as const, people: ["p1", "p2"] };
    const { id } = await office.start({ plan: { ...PLAN, unless }, audience });
    expect((await track([event("p1"), event("p2"), event("p3")])).planned).toBe(2);
    await app.run(`update people set attributes = '{"refunded":true}' where person = 'p2'`);
    const { mails, mailer } = mailSink();
    await office.run(mailer, DUE);
    expect(mails.map(({ to }) => to)).toEqual(["p1@mail1.example"]);
    expect((await office.read(id)).reasons).toEqual({ rule: 1 });
  });

  it("a second order within the rest asks once", async () => {
    const { id } = await office.start({ plan: PLAN });
    await track([event("p1", "first"), event("p1", "second")]);
    const { mails, mailer } = mailSink();
    await office.run(mailer, DUE);
    expect(mails).toHaveLength(1);
    expect((await office.read(id)).reasons).toEqual({ cool_down: 1 });
  });

  it("what happens during a pause is asked after it", async () => {
    const { id } = await office.start({ plan: PLAN });
    await office.call("POST", `sends/${id}/move`, { to: "paused" });
    expect((await track([event("p1")])).planned).toBe(1);
    const { mails, mailer } = mailSink();
    await office.run(mailer, DUE);
    expect(mails).toHaveLength(0);
    await office.call("POST", `sends/${id}/move`, { to: "live" });
    await office.run(mailer, DUE + HOUR);
    expect(mails).toHaveLength(1);
  });
});

describe("reminders", () => {
  const answer = (grade: string) =>
    app.run(
      `insert into responses (row, workspace_id, survey_id, submission, rev, content, version, channel, state, score, answers, complete, day, facts, grade, created_at, updated_at)
       select s.no * 4294967296 + 1, i.workspace_id, i.survey_id, i.id, 0, 'c', 1, 'email', ?, 9, '{"q1":9}', 1, 0, '[]', ?, ?, ?
       from invitations i join surveys s on s.id = i.survey_id where i.person = 'p1'`,
      [grade === "suspect" ? "suspect" : "counted", grade, NOW, NOW],
    );

  it("come to those who have not answered, with the same links, and end", async () => {
    const people = ["p1", "p2", "p3"];
    const { id } = await office.start({ audience: { of: "people", people }, reminders: [3, 4] });
    const { mails, mailer } = mailSink();
    await office.run(mailer);
    expect(mails).toHaveLength(3);
    await answer("confirmed");
    await app.run("update people set subscription = 'unsubscribed' where person = 'p2'");
    const steps: number[] = [];
    for (const days of [2.9, 3.1, 6, 7.2, 12, 40]) {
      now = NOW + days * DAY_MS;
      await office.run(mailer, now);
      steps.push(mails.length);
    }
    expect(steps).toEqual([3, 4, 4, 5, 5, 5]);
    const own = mails.filter(({ to }) => to === "p3@mail3.example");
    const links = own.map(({ html }) => /\/e\/[\w-]+/u.exec(html)?.[0]);
    expect(new Set(links).size).toBe(1);
    expect(new Set(own.map((mail) => mail.id)).size).toBe(3);
    const [row] = await app.run("select * from invitations where person = 'p3'");
    expect(row).toMatchObject({ step: 3, state: "accepted", remind_at: null });
    expect(await app.run("select sum(n) as n from mail_days")).toEqual([{ n: 5 }]);
    expect(await office.read(id)).toMatchObject({
      counts: { accepted: 3 },
      answered: 1,
      suspect: 0,
    });
    expect((await office.invitations(id))[2]?.reminders).toBe(2);
  });

  it("come although a scanner has voted", async () => {
    const { id } = await office.start({
      audience: { of: "people", people: ["p1"] },
      reminders: [3],
    });
    const { mails, mailer } = mailSink();
    await office.run(mailer);
    await answer("suspect");
    await office.run(mailer, NOW + 4 * DAY_MS);
    expect(mails).toHaveLength(2);
    expect(await office.read(id)).toMatchObject({ answered: 0, suspect: 1 });
  });

  it("wait while the send is paused", async () => {
    const { id } = await office.start({ plan: { ...PLAN, days: 0 }, reminders: [3] });
    await track([event("p1")]);
    const { mails, mailer } = mailSink();
    await office.run(mailer, NOW + 60_000);
    await office.call("POST", `sends/${id}/move`, { to: "paused" });
    await office.run(mailer, NOW + 4 * DAY_MS);
    expect(mails).toHaveLength(1);
    await office.call("POST", `sends/${id}/move`, { to: "live" });
    await office.run(mailer, NOW + 4 * DAY_MS + 2 * HOUR);
    expect(mails).toHaveLength(2);
  });

  it("that a mailer cannot take now are tried again, and a refused one changes nothing", async () => {
    await office.start({ audience: { of: "people", people: ["p1"] }, reminders: [3] });
    await office.run(mailSink().mailer);
    const at = NOW + 4 * DAY_MS;
    await office.run(mailSink(() => "later").mailer, at);
    const [waiting] = await app.run("select step, state, sent_at from invitations");
    expect(waiting).toMatchObject({ step: 1, state: "accepted" });
    expect(Number(waiting?.["sent_at"])).toBeLessThan(NOW + DAY_MS);
    await office.run(mailSink(() => "failed").mailer, at + HOUR);
    const [refused] = await app.run("select step, state, remind_at, sent_at from invitations");
    expect(refused).toMatchObject({ step: 1, state: "accepted", remind_at: null });
  });
});

describe("what comes back", () => {
  const report = (items: object[]) => office.call<ReportedBounces>("POST", "bounces", { items });

  it("a mailbox that is not there ends mail to the address; a full one is noted", async () => {
    const people = ["p1", "p2", "p3"];
    const { id } = await office.start({ audience: { of: "people", people }, reminders: [3] });
    const { mails, mailer } = mailSink();
    await office.run(mailer);
    const mailed = () => app.run("select shown from impressions where channel = 'email'");
    expect(await mailed()).toEqual([{ shown: 3 }]);
    const ids = Object.fromEntries((await office.invitations(id)).map((i) => [i.person, i.id]));
    const items = [
      { invitation: ids["p1"], kind: "hard" },
      { email: "p2@mail2.example", kind: "complaint" },
      { invitation: ids["p3"], kind: "soft" },
      { email: "stranger@example.com", kind: "soft" },
    ];
    expect(await report(items)).toEqual({ noted: 3, unknown: 1 });
    expect(await report(items)).toEqual({ noted: 3, unknown: 1 });
    expect(await mailed()).toEqual([{ shown: 2 }]);
    const send = await office.read(id);
    expect(send.counts).toMatchObject({ accepted: 2, bounced: 1 });
    const [one, two, three] = await office.invitations(id);
    expect(one).toMatchObject({ state: "bounced", bouncedAt: NOW });
    expect(two).toMatchObject({ state: "accepted", complainedAt: NOW });
    expect(three).toMatchObject({ state: "accepted", reason: "soft_bounce", bouncedAt: null });
    const known = await app.run(
      "select person, subscription from people where person in ('p1','p2','p3')",
    );
    expect(known.map((row) => row["subscription"])).toEqual([
      "bounced",
      "complained",
      "subscribed",
    ]);
    await office.run(mailer, NOW + 4 * DAY_MS);
    expect(mails.slice(3).map(({ to }) => to)).toEqual(["p3@mail3.example"]);
    const reasons = await app.run("select reason from suppressions order by reason");
    expect(reasons.map(({ reason }) => reason)).toEqual(["bounced", "complained"]);
  });

  it("accepted becomes delivered when 72 hours have passed without a bounce, and not before", async () => {
    const { id } = await office.start({ audience: { of: "people", people: ["p1", "p2"] } });
    await office.run(mailSink().mailer);
    const [first] = await office.invitations(id);
    const delivered = async (hours: number) => {
      now = NOW + hours * HOUR;
      return (await office.read(id)).delivered;
    };
    expect(await delivered(71)).toBe(0);
    await report([{ invitation: first?.id, kind: "hard" }]);
    expect(await delivered(96)).toBe(1);
  });
});
