import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type TestApp, testApp } from "../../support/app.ts";
import { type Office, mailSink, sendingOffice } from "../../support/sends.ts";
import { type Sent, sentBy } from "../../support/sent.ts";
import { NOW } from "../../support/texts.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
let app: TestApp;
let office: Office;

beforeAll(async () => {
  app = await testApp({ now: () => NOW, env: { LOCAL: "1" } });
  office = await sendingOffice(app);
  await office.people(120);
});
afterAll(() => app.close());

/** How the tables that grow are read: by more of an index than the workspace alone. */
async function badPlans(sent: readonly Sent[]): Promise<string[]> {
  const bad: string[] = [];
  for (const { sql, args } of sent) {
    if (/^\s*(begin|commit|rollback|create|insert into mails)/iu.test(sql)) continue;
    for (const { detail } of await app.run(`explain query plan ${sql}`, args)) {
      const plan = String(detail);
      const grown = /\b(invitations|people|responses|[ijnpr])\b/u.test(plan.split(" ")[1] ?? "");
      const whole = plan.startsWith("SCAN") || plan.endsWith("(workspace_id=?)");
      // A page that was read by an index, with what belongs to it, is looked through whole.
      const page = plan === "SCAN i" && sql.includes("invitations i indexed by");
      if (grown && whole && !page && !/people|\bp\b/u.test(plan))
        bad.push(`${plan}: ${sql.slice(0, 90)}`);
    }
  }
  return bad;
}

it("no step of sending looks through all invitations of a workspace", async () => {
  const { mailer } = mailSink((mail) => (mail.to.startsWith("p1@") ? "unknown" : "accepted"));
  const sent = await sentBy(async () => {
    const { id } = await office.start({ reminders: [3] });
    await office.run(mailer);
    const items = await office.invitations(id, "accepted");
    await office.invitations(id);
    await office.invitations(id, "unknown");
    await office.call("GET", `sends/${id}/outlook`);
    await office.call("GET", "sends");
    await office.call("POST", "bounces", {
      items: [
        { invitation: items[0]?.id, kind: "hard" },
        { email: items[1]?.email, kind: "complaint" },
      ],
    });
    await office.call("POST", "invitations", { survey: office.survey, items: [{ key: "a" }] });
    const unknown = await office.invitations(id, "unknown");
    const ids = unknown.map((one) => one.id);
    await office.call("POST", `sends/${id}/settle`, { ids, as: "again" });
    await office.run(mailer, NOW + 4 * 86_400_000);
  });
  expect(sent.length).toBeGreaterThan(60);
  expect(await badPlans(sent)).toEqual([]);
});
