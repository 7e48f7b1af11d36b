import worker from "../../functions/index.ts";
import type { Env } from "../../functions/env.ts";

/** What stands beside the Worker's own bindings when workerd serves it without Cloudflare. */
type Served = Env & {
  ASSETS: Fetcher;
  /** run_worker_first of wrangler.toml: paths, or `/folder/*`. */
  WORKER_FIRST: string[];
};

/**
 * Stands where Cloudflare's router stands, in the Worker's own isolate: a path that is a built file
 * is answered from the files, everything else by the Worker.
 */
export default {
  async fetch(request, env, execution) {
    if (request.method === "GET" || request.method === "HEAD") {
      const { pathname } = new URL(request.url);
      if (!env.WORKER_FIRST.some((rule) => matches(rule, pathname))) {
        const file = await env.ASSETS.fetch(request);
        if (file.status !== 404) return file;
      }
    }
    const response = await worker.fetch(request, env, execution);
    if (!request.bodyUsed && request.body) await forget(request.body);
    return response;
  },
} satisfies ExportedHandler<Served>;

/**
 * Reads the rest of a body that the Worker refused unread: workerd closes a connection which is
 * answered in the middle of one, and whoever still writes there never reads the answer. The front
 * passes on a megabyte at most.
 */
function forget(body: ReadableStream): Promise<void> {
  return body.pipeTo(new WritableStream()).catch(() => undefined);
}

/** Runs the scheduled handler: POST { cron, scheduledTime }. Stands on a socket of its own. */
export const scheduled = {
  async fetch(request, env, execution) {
    const event = await request.json<{ cron: string; scheduledTime: number }>();
    try {
      await worker.scheduled({ ...event, noRetry: () => undefined }, env, execution);
      return new Response(null, { status: 204 });
    } catch (error) {
      // The name alone: a driver's message holds people's answers.
      return new Response(error instanceof Error ? error.name : "", { status: 500 });
    }
  },
} satisfies ExportedHandler<Served>;

function matches(rule: string, path: string): boolean {
  return rule.endsWith("*") ? path.startsWith(rule.slice(0, -1)) : path === rule;
}
