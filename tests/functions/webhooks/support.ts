import { v7 } from "uuid";
import { expect } from "vitest";
import type { Webhook, WebhookSecret } from "../../../domain/wire/webhooks.ts";
import { makeDeps } from "../../../functions/deps.ts";
import { settingsOf } from "../../../functions/env.ts";
import { deliverDue } from "../../../functions/services/outbox/deliver.ts";
import { seedMember, seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";
import { startReceiver } from "../../support/receiver.ts";
import { system } from "../../support/texts.ts";

export const START = Date.UTC(2026, 8, 1, 12);
export const MINUTE = 60_000;

/** An application with a clock of its own, an admin, a live survey and a receiver that it may call. */
export async function hookedApp(env: Record<string, string> = {}) {
  const receiver = await startReceiver();
  const clock = { now: START };
  const app = await testApp({
    now: () => clock.now,
    env: { WEBHOOK_ALLOW: receiver.origin, ...env },
  });
  const home = await seedWorkspace(app);
  const { headers } = await seedMember(app, home.workspace, "admin");
  const survey = await seedSurvey(app, home);
  const call = (method: string, path: string, body?: unknown) =>
    app.request(`/api/v1${path}`, {
      method,
      headers: { ...headers, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const answered = async <T>(reply: Response, status = 200): Promise<T> => {
    const text = await reply.text();
    expect([reply.status, text]).toEqual([status, text]);
    return JSON.parse(text) as T;
  };
  return {
    app,
    receiver,
    clock,
    home,
    survey,
    call,
    answered,
    makeDeps: () => makeDeps(settingsOf(app.env), app.env),
    create: async (path = "/hook") =>
      answered<WebhookSecret>(
        await call("POST", "/webhooks", { url: receiver.origin + path }),
        201,
      ),
    list: async () => (await answered<{ items: Webhook[] }>(await call("GET", "/webhooks"))).items,
    /** One recorded response; gives its submission. */
    async respond(more: Record<string, unknown> = {}): Promise<string> {
      const submission = v7();
      const body = {
        wire: 1,
        site: home.site,
        survey: survey.id,
        submission,
        answers: { q1: 9, q2: "Fast" },
        complete: true,
        ...more,
      };
      expect((await app.post("/v1/in", body)).status).toBe(200);
      await app.settled();
      return submission;
    },
    /** The delivery job, once, at the clock's time. */
    deliver(replace: Partial<ReturnType<typeof makeDeps>> = {}) {
      const { ctx, deps } = system(app, home.workspace, clock.now);
      const { outbox, egress, signer, signHeaders } = deps;
      return deliverDue(ctx, { outbox, egress, signer, signHeaders, ...replace });
    },
    waiting: () =>
      app.run("select row, attempts, last, due_at from outbox order by webhook_id, row"),
    async close() {
      await app.close();
      await receiver.close();
    },
  };
}
export type Hooked = Awaited<ReturnType<typeof hookedApp>>;
