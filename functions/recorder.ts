import { DurableObject } from "cloudflare:workers";
import { RECORDED_TEXTS } from "./db/repositories/collect.ts";
import { Together } from "./db/together.ts";
import { type Env, settingsOf } from "./env.ts";

/**
 * One place through which the answers of all requests pass, so that those that arrive at the same
 * moment share a request to the database and its commit. Only an object may do so: what belongs to
 * one request of a Worker ends with it (docs/decisions/0010). It keeps nothing.
 */
export class Recorder extends DurableObject<Env> {
  #together: Together | undefined;

  /** Takes and gives texts: they pass from isolate to isolate at a fifth of the cost of objects. */
  record(order: string): Promise<string> {
    const { DATABASE_URL: url, DATABASE_TOKEN: token } = settingsOf(this.env);
    this.#together ??= new Together({ url, token }, RECORDED_TEXTS);
    return this.#together.record(order);
  }
}
