import { makeApp, makeContext } from "./app.ts";
import { takeBatch } from "./collect/queue.ts";
import { makeDeps } from "./deps.ts";
import { type Env, settingsOf } from "./env.ts";
import { runCron } from "./scheduled/index.ts";

const app = makeApp();

export default {
  fetch: (request, env, execution) => app.fetch(request, env, execution),
  async scheduled(event, env, execution) {
    const settings = settingsOf(env);
    const ctx = makeContext(event.scheduledTime, (work) => execution.waitUntil(work));
    await runCron(event.cron, ctx, makeDeps(settings, env));
  },
  async queue(batch, env, execution) {
    const settings = settingsOf(env);
    const ctx = makeContext(Date.now(), (work) => execution.waitUntil(work));
    await takeBatch(batch, ctx, makeDeps(settings, env));
  },
} satisfies ExportedHandler<Env>;
