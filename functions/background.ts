import { takeBatch } from "./collect/queue.ts";
import { makeDeps } from "./deps.ts";
import { type Env, settingsOf } from "./env.ts";
import { runCron } from "./scheduled/index.ts";
import { makeContext } from "./world.ts";

/** What runs without a visitor: the crons and the queue's batches. */
export const background = {
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
