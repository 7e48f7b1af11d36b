import type { Submission } from "../../domain/wire/ingest.ts";
import { KEY, change, count } from "./state.ts";

/** Entries older than this are dropped and counted: the server could not place them any more. */
const OLDEST = 30 * 864e5;

let tries = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Posts text without a preflight, in a way that survives the page. Undefined: no connection.
 * A host page may have replaced fetch by something that throws or returns nothing: then, and only
 * then, a beacon goes out, and what the browser took counts as delivered.
 */
export async function post(url: string, body: string): Promise<Response | undefined> {
  let reply: Promise<Response> | undefined;
  try {
    reply = fetch(url, { method: "POST", body, keepalive: true });
    return await reply.then((answer) => answer);
  } catch {
    return reply || !navigator.sendBeacon(url, body) ? undefined : new Response();
  }
}

/**
 * Keeps a revision, then sends it to `host`/v1/in, again and again under the same id and revision.
 * @returns false when it is kept for a later try
 */
export function put(host: string, submission: Submission): Promise<boolean> {
  const id = submission.submission;
  const body = JSON.stringify(submission);
  change((state) => ((state.o ??= {})[id] = body));
  // Not behind the lock: the page may close right after the click, and a repeat is harmless.
  return deliver(host, id, body);
}

/** Sends what an earlier page or a lost connection left behind, in one tab at a time. */
export function flush(host: string): Promise<void> {
  const work = async () => {
    for (const [id, body] of Object.entries(change().o ?? {})) await deliver(host, id, body);
  };
  // Locks may be missing or refused (sandboxed pages).
  return navigator.locks?.request(KEY, work).catch(work) ?? work();
}

async function deliver(host: string, id: string, body: string): Promise<boolean> {
  let reply: Response | undefined;
  if (Date.now() - JSON.parse(body).at < OLDEST) {
    reply = await post(`${host}/v1/in`, body);
    // An older server may not know a new version yet.
    if (!reply || /^(408|429|5)|unknown_v/.test(reply.status + (await reply.text()))) {
      count("failed");
      const wait = Number(reply?.headers.get("retry-after")) || Math.min(2 ** tries++, 300);
      timer ||= setTimeout(
        () => {
          timer = undefined;
          void flush(host);
        },
        wait * 1e3 * (1 + Math.random()),
      );
      return false;
    }
  }
  tries = 0;
  if (!reply?.ok) count("lost");
  change((state) => {
    // A newer revision may have taken the place meanwhile.
    if (state.o?.[id] === body) delete state.o[id];
    if (!Object.keys(state.o ?? {})[0]) delete state.o;
  });
  return true;
}
