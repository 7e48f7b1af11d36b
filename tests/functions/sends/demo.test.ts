import { expect, it } from "vitest";
import { DemoProgress } from "../../../domain/wire/demo.ts";
import type { Sends } from "../../../domain/wire/sends.ts";
import * as v from "valibot";
import { seedMember, seedWorkspace, testApp } from "../../support/app.ts";
import { mailSink, withMailer } from "../../support/sends.ts";
import { enrolDue } from "../../../functions/services/sends/enrol.ts";
import { handOverDue } from "../../../functions/services/sends/hand-over.ts";
import { system } from "../../support/texts.ts";

it(
  "the sample shop has sent mail, goes on into the outbox alone, and leaves nothing",
  { timeout: 120_000 },
  async () => {
    const now = Date.UTC(2026, 10, 23, 14, 20);
    const app = await testApp({ now: () => now, env: { LOCAL: "1" } });
    const { workspace } = await seedWorkspace(app);
    const { headers } = await seedMember(app, workspace, "admin");
    for (let cursor: string | undefined, done = false; !done;) {
      const reply = await app.post("/api/v1/demo", cursor === undefined ? {} : { cursor }, headers);
      ({ cursor, done } = v.parse(DemoProgress, await reply.json()));
    }
    const list = async () =>
      ((await (await app.request("/api/v1/sends", { headers })).json()) as Sends).items;
    const sends = new Map((await list()).map((send) => [send.name, send]));
    const once = sends.get("Autumn: how are we doing?");
    const orders = sends.get("Two days after a delivery");
    expect(once).toMatchObject({ state: "done" });
    expect(once?.counts.accepted).toBeGreaterThan(500);
    expect(once?.answered).toBeGreaterThan(20);
    expect(orders?.counts.accepted).toBeGreaterThan(1_000);
    expect(orders?.answered).toBeGreaterThan(200);
    expect((orders?.answered ?? 0) / (orders?.counts.accepted ?? 1)).toBeLessThan(0.3);
    expect(orders?.delivered).toBeGreaterThan(1_000);
    expect(sends.get("Everybody twice a year")).toMatchObject({ state: "live" });

    const { ctx, deps } = system(app, workspace, now);
    await enrolDue(ctx, deps);
    const { mails, mailer } = mailSink();
    const later = system(app, workspace, now + 86_400_000);
    await enrolDue(later.ctx, later.deps);
    await handOverDue(later.ctx, withMailer(later.deps, mailer));
    expect(mails).toEqual([]);
    await handOverDue(later.ctx, later.deps);
    const [boxed] = await app.run("select count(*) as n from mails where state = 'outbox'");
    expect(Number(boxed?.["n"])).toBeGreaterThan(0);

    for (let done = false; !done;) {
      const reply = await app.request("/api/v1/demo", { method: "DELETE", headers });
      ({ done } = (await reply.json()) as { done: boolean });
    }
    await app.settled();
    for (const table of ["sends", "invitations", "send_counts", "send_days", "send_answers"])
      expect([
        table,
        await app.run(`select * from ${table} where workspace_id = ? limit 1`, [workspace]),
      ]).toEqual([table, []]);
    expect(await app.run("select mail from workspaces")).toEqual([{ mail: null }]);
    await app.close();
  },
);
