import { expect, it, vi } from "vitest";
import type { Mail } from "../../functions/adapters/mailer/mailer.ts";
import { enrolDue } from "../../functions/services/sends/enrol.ts";
import { handOverDue } from "../../functions/services/sends/hand-over.ts";
import type { TestApp } from "../support/app.ts";
import { type Death, dieEverywhere, dying } from "../support/dying.ts";
import { mailSink, seedPeople, sendingOffice, withMailer } from "../support/sends.ts";
import { NOW, system } from "../support/texts.ts";

vi.setConfig({ testTimeout: 240_000 });
const WRITES = {
  sends: ["finish"],
  invitations: ["enrol"],
  handOver: ["lapse", "claim", "settle", "skip"],
} as const;
const PEOPLE = 320;
const MINUTE = 60_000;

/** Counts of the triggers, and the same counted anew. */
const counts = async ({ run }: TestApp) => [
  await run("select state, reason, n from send_counts where n <> 0 order by 1, 2"),
  await run(
    "select state, coalesce(reason, '') as reason, count(*) as n from invitations group by 1, 2 order by 1, 2",
  ),
];

it("a send that is killed at any step hands nobody over twice; what nobody knows is listed as unknown", async () => {
  let workspace = "";
  let send = "";
  let mails: Mail[] = [];
  const plant = async (app: TestApp) => {
    const office = await sendingOffice(app);
    ({ workspace } = office);
    await seedPeople(app, workspace, PEOPLE);
    await app.run("update people set subscription = 'unsubscribed' where person in ('p5', 'p205')");
    ({ id: send } = await office.draft());
    await app.run("update sends set state = 'live', enrol_at = ?", [NOW]);
  };
  const work = async (app: TestApp, death: Death) => {
    const sink = mailSink();
    ({ mails } = sink);
    const { ctx, deps } = system(app, workspace);
    const dead = dying(withMailer(deps, sink.mailer), WRITES, death);
    await enrolDue(ctx, dead);
    await handOverDue(ctx, dead);
  };
  const unknowns: number[] = [];
  const after = async (app: TestApp) => {
    const sink = mailSink();
    const goOn = async (now: number) => {
      const { ctx, deps } = system(app, workspace, now);
      const all = withMailer(deps, sink.mailer);
      await enrolDue(ctx, all);
      await handOverDue(ctx, all);
      return deps;
    };
    // While the lease of the dead runner holds, its mails are nobody's; then they are unknown.
    await goOn(NOW + MINUTE);
    const deps = await goOn(NOW + 12 * MINUTE);
    const all = [...mails, ...sink.mails];
    expect(new Set(all.map(({ to }) => to)).size).toBe(all.length);
    const [kept, anew] = await counts(app);
    expect(kept).toEqual(anew);
    const of = (state: string) => Number(kept?.find((row) => row["state"] === state)?.["n"] ?? 0);
    expect(of("accepted") + of("unknown") + of("skipped")).toBe(PEOPLE);
    expect(of("skipped")).toBe(2);
    expect(of("unknown")).toBeLessThanOrEqual(100);
    // Whoever was not mailed, or may not have been, is among the unknown.
    const known = new Set(all.map(({ to }) => to));
    const { items } = await deps.invitations.list(workspace, send, "unknown", undefined, 200);
    expect(items).toHaveLength(of("unknown"));
    const mailed = (await app.run("select email from invitations where state = 'accepted'")).map(
      ({ email }) => String(email),
    );
    expect(mailed.every((email) => known.has(email))).toBe(true);
    expect(await app.run("select sum(n) as n from mail_days")).toEqual([{ n: PEOPLE - 2 }]);
    expect(await app.run("select state from sends")).toEqual([{ state: "done" }]);
    unknowns.push(of("unknown"));
  };
  await dieEverywhere(plant, work, after, () => NOW);
  expect(Math.min(...unknowns)).toBe(0);
  expect(Math.max(...unknowns)).toBeGreaterThan(0);
});

it("leftovers are sent again, or taken as accepted, when somebody says so, and only they", async () => {
  const { testApp } = await import("../support/app.ts");
  let now = NOW;
  const app = await testApp({ now: () => now, env: { LOCAL: "1" } });
  const office = await sendingOffice(app);
  await office.people(6);
  const { id } = await office.start({ reminders: [3] });
  const cut = mailSink((mail) => (/^p[12]@/u.test(mail.to) ? "unknown" : "accepted"));
  await office.run(cut.mailer);
  const lost = await office.invitations(id, "unknown");
  expect(new Set(lost.map(({ person }) => person))).toEqual(new Set(["p1", "p2"]));
  await office.run(cut.mailer, NOW + 86_400_000);
  expect(cut.mails).toHaveLength(6);

  const [one, two] = lost;
  const accepted = (await office.invitations(id, "accepted"))[0];
  now += MINUTE;
  await office.call("POST", `sends/${id}/settle`, { ids: [one?.id, accepted?.id], as: "again" });
  await office.call("POST", `sends/${id}/settle`, { ids: [two?.id], as: "accepted" });
  const { mails, mailer } = mailSink();
  await office.run(mailer, NOW + 2 * MINUTE);
  expect(mails.map(({ to }) => to)).toEqual([one?.email]);
  expect((await office.read(id)).counts).toMatchObject({ accepted: 6, unknown: 0, planned: 0 });
  // Both mails have one id: a provider with keys of idempotence sends it once.
  expect(cut.mails.map((mail) => mail.id)).toContain(mails[0]?.id);
  await app.close();
});
