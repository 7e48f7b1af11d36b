import type { Env } from "./env.ts";
import { makeFetch } from "./fetch.ts";

export default {
  fetch: makeFetch(),
  async scheduled(event, env, execution) {
    const { background } = await import("./rest.ts");
    await background.scheduled(event, env, execution);
  },
  async queue(batch, env, execution) {
    const { background } = await import("./rest.ts");
    await background.queue(batch, env, execution);
  },
} satisfies ExportedHandler<Env>;
