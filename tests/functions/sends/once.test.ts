import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Handed } from "../../../functions/adapters/mailer/mailer.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import { type Office, mailSink, sendingOffice } from "../../support/sends.ts";
import { NOW } from "../../support/texts.ts";

let app: TestApp;
let office: Office;
let now = NOW;

beforeEach(async () => {
  now = NOW;
  app = await testApp({ now: () => now, env: { LOCAL: "1" } });
  office = await sendingOffice(app);
});
afterEach(() => app.close());

describe("a send that asks once", () => {
  it("asks everybody once, with links of their own, and is done", async () => {
    await office.people(250);
    const { id } = await office.start();
    const { mails, mailer } = mailSink();
    await office.run(mailer);
    await office.run(mailer);
    expect(mails).toHaveLength(250);
    expect(new Set(mails.map(({ to }) => to)).size).toBe(250);
    const send = await office.read(id);
    expect(send).toMatchObject({
      state: "done",
      counts: { accepted: 250, planned: 0, sending: 0 },
    });
    const mail = mails.find(({ to }) => to === "p7@mail0.example");
    expect(mail?.subject).toBe("How was it, Ada 7?");
    expect(mail?.headers?.["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    const link = /http[^"]*\/e\/[\w-]+/u.exec(mail?.html ?? "")?.[0] ?? "";
    expect((await app.request(link)).status).toBe(200);
    expect(mail?.html).not.toBe(mails.find(({ to }) => to === "p8@mail1.example")?.html);
  });

  it("begins at its time and not before", async () => {
    await office.people(3);
    await office.start({ plan: { kind: "once", at: NOW + 3_600_000 } });
    const { mails, mailer } = mailSink();
    await office.run(mailer);
    expect(mails).toHaveLength(0);
    now = NOW + 3_600_000;
    await office.run(mailer, now);
    expect(mails).toHaveLength(3);
  });

  it("writes down what an invitation needs: version, address, domain, attributes, how long links work", async () => {
    await office.people(1);
    const { id } = await office.start();
    await office.run(mailSink().mailer);
    const [row] = await app.run("select * from invitations");
    expect(row).toMatchObject({
      send_id: id,
      state: "accepted",
      step: 1,
      email: "p1@mail1.example",
      domain: "mail1.example",
      version: 1,
      attributes: '{"name":"Ada 1"}',
    });
    expect(Number(row?.["expires_at"]) - Number(row?.["sent_at"])).toBe(30 * 86_400_000);
    expect(Number(row?.["sent_at"])).toBeGreaterThanOrEqual(NOW);
  });

  it("says why somebody was not asked", async () => {
    await office.people(12);
    const set = (person: string, column: string, value: string | null) =>
      app.run(`update people set ${column} = ? where person = ?`, [value, person]);
    await set("p1", "email", null);
    await set("p2", "subscription", "unsubscribed");
    await set("p3", "consent", "withdrawn");
    await set("p5", "email", "p4@mail4.example");
    await app.run(`update workspaces set team = '["p6","@mail0.example"]'`);
    await office.call("POST", "suppressions", { emails: ["p8@mail1.example"] });
    await set("p8", "subscription", "subscribed");
    await app.run(
      "insert into asks (workspace_id, person, survey_id, shown_at) values (?, 'p9', ?, ?)",
      [office.workspace, office.survey, NOW - 86_400_000],
    );
    const { id } = await office.start();
    const { mails, mailer } = mailSink();
    await office.run(mailer);
    const send = await office.read(id);
    expect(send.reasons).toEqual({
      no_address: 1,
      unsubscribed: 1,
      consent_withdrawn: 1,
      same_address: 1,
      team: 2,
      suppressed: 1,
      cool_down: 1,
    });
    expect(send.counts).toMatchObject({ skipped: 8, accepted: 4 });
    expect(mails.map(({ to }) => to).toSorted()).toEqual([
      "p10@mail3.example",
      "p11@mail4.example",
      "p12@mail5.example",
      "p4@mail4.example",
    ]);
    expect(await office.invitations(id, "skipped")).toHaveLength(8);
  });

  it("honours the rest after another send, and after its own", async () => {
    await office.people(5);
    const { mails, mailer } = mailSink();
    await office.start();
    await office.run(mailer);
    const second = await office.start({ name: "Again" });
    now += 86_400_000;
    await office.run(mailer, now);
    expect(mails).toHaveLength(5);
    expect((await office.read(second.id)).reasons).toEqual({ cool_down: 5 });
    const third = await office.start({ name: "A month on" });
    now += 30 * 86_400_000;
    await office.run(mailer, now);
    expect((await office.read(third.id)).counts.accepted).toBe(5);
  });

  it("two sends that are due at once do not ask the same people", async () => {
    await office.people(30);
    const [one, two] = [await office.start(), await office.start({ name: "Too" })];
    const { mails, mailer } = mailSink();
    await Promise.all([office.run(mailer), office.run(mailer)]);
    await office.run(mailer);
    expect(new Set(mails.map(({ to }) => to)).size).toBe(mails.length);
    const counts = [await office.read(one.id), await office.read(two.id)].map((s) => s.counts);
    expect(counts.reduce((sum, { accepted }) => sum + (accepted ?? 0), 0)).toBe(30);
    expect(counts.reduce((sum, { skipped }) => sum + (skipped ?? 0), 0)).toBe(30);
  });

  it("asks a segment, or some people, and nobody else", async () => {
    await office.people(20);
    await app.run(`update people set attributes = '{"plan":"pro"}' where person in ('p3','p14')`);
    const rules = { attributes: [{ name: "plan", is: "one_of", values: ["pro"] }] };
    const segment = await office.call<{ id: string }>(
      "POST",
      "segments",
      { name: "Pro", rules },
      201,
    );
    const { mails, mailer } = mailSink();
    await office.start({ audience: { of: "segment", segment: segment.id } });
    await office.start({ audience: { of: "people", people: ["p5", "nobody"] } });
    await office.run(mailer);
    expect(new Set(mails.map(({ to }) => to.split("@")[0]))).toEqual(new Set(["p14", "p3", "p5"]));
  });
});

describe("the daily cap", () => {
  it("is never passed, and the rest goes out on the days after", async () => {
    await app.run("update workspaces set mail = json_set(mail, '$.dailyCap', 40)");
    await office.people(100);
    const { id } = await office.start();
    const { mails, mailer } = mailSink();
    const days: number[] = [];
    for (let day = 0; day < 4; day++) {
      await office.run(mailer, now);
      await office.run(mailer, now);
      days.push(mails.length);
      now += 86_400_000;
    }
    expect(days).toEqual([40, 80, 100, 100]);
    expect((await office.read(id)).state).toBe("done");
  });

  it("holds for runners side by side", async () => {
    await app.run("update workspaces set mail = json_set(mail, '$.dailyCap', 150)");
    await office.people(400);
    await office.start();
    const { mails, mailer } = mailSink();
    await Promise.all([office.run(mailer), office.run(mailer), office.run(mailer)]);
    expect(mails.length).toBeLessThanOrEqual(150);
    await office.run(mailer);
    expect(mails).toHaveLength(150);
    expect(new Set(mails.map(({ id }) => id)).size).toBe(150);
    expect(await app.run("select n from mail_days")).toEqual([{ n: 150 }]);
  });

  it("warms up: 50 on the first day, half as many again on the next", async () => {
    await app.run("update workspaces set mail = json_set(mail, '$.warmUp', '2026-09-01')");
    await office.people(200);
    await office.start();
    const { mails, mailer } = mailSink();
    await office.run(mailer);
    expect(mails).toHaveLength(50);
    await office.run(mailer, NOW + 86_400_000);
    expect(mails).toHaveLength(125);
  });
});

describe("in the middle", () => {
  it("a pause stops it before the next batch, and going on asks the rest, nobody twice", async () => {
    await office.people(350);
    const { id } = await office.start();
    let paused = false;
    const { mails, mailer } = mailSink(async (): Promise<Handed> => {
      if (mails.length === 120 && !paused) {
        paused = true;
        await office.call("POST", `sends/${id}/move`, { to: "paused" });
      }
      return "accepted";
    });
    await office.run(mailer);
    expect(mails).toHaveLength(200);
    await office.run(mailer);
    expect(mails).toHaveLength(200);
    expect((await office.read(id)).counts).toMatchObject({ accepted: 200, planned: 150 });
    await office.call("POST", `sends/${id}/move`, { to: "live" });
    await office.run(mailer, NOW + 60_000);
    expect(mails).toHaveLength(350);
    expect(new Set(mails.map(({ to }) => to)).size).toBe(350);
  });

  it("a cancelled send sends nothing more; taken up again within the hour it does", async () => {
    await office.people(150);
    const { id } = await office.start({ plan: { kind: "once", at: NOW + 60_000 } });
    const { mails, mailer } = mailSink();
    await office.run(mailer);
    await office.call("POST", `sends/${id}/move`, { to: "cancelled" });
    expect((await office.read(id)).counts).toMatchObject({ cancelled: 150, planned: 0 });
    await office.run(mailer, NOW + 120_000);
    expect(mails).toHaveLength(0);
    now = NOW + 3_500_000;
    await office.call("POST", `sends/${id}/move`, { to: "live" });
    await office.run(mailer, now);
    expect(mails).toHaveLength(150);
  });

  it("a cancelled send cannot be taken up a day later", async () => {
    const { id } = await office.start();
    await office.call("POST", `sends/${id}/move`, { to: "cancelled" });
    now += 86_400_000;
    await office.call("POST", `sends/${id}/move`, { to: "live" }, 409);
  });

  it("a paused survey holds the mail back, a closed one ends it", async () => {
    await office.people(10);
    const { id } = await office.start();
    const { mails, mailer } = mailSink();
    await office.call("POST", `surveys/${office.survey}/move`, { to: "paused" });
    await office.run(mailer);
    await office.run(mailer, NOW + 60_000);
    expect((await office.read(id)).counts.planned).toBe(10);
    await office.call("POST", `surveys/${office.survey}/move`, { to: "closed" });
    await office.run(mailer, NOW + 60_000);
    expect(mails).toHaveLength(0);
    expect((await office.read(id)).reasons).toEqual({ survey_stopped: 10 });
  });

  it("a mailer that cannot be reached loses nothing, and the day's cap gets it back", async () => {
    await office.people(10);
    const { id } = await office.start();
    await office.run(mailSink(() => "later").mailer);
    expect((await office.read(id)).counts).toMatchObject({ planned: 10 });
    expect(await app.run("select n from mail_days")).toEqual([{ n: 0 }]);
    const { mails, mailer } = mailSink((mail) =>
      mail.to.startsWith("p1@") ? "failed" : "accepted",
    );
    await office.run(mailer);
    expect(mails).toHaveLength(0);
    await office.run(mailer, NOW + 3_600_000);
    const send = await office.read(id);
    expect(send.counts).toMatchObject({ accepted: 9, failed: 1 });
    expect(send.reasons).toEqual({ refused: 1 });
  });
});
