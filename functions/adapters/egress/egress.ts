import { isPublicAddress } from "./address.ts";
import { resolve } from "./resolve.ts";
import { refusedUrl } from "./url.ts";

export type EgressOptions = {
  /** Origins that may be called whatever they are. */
  allow: readonly string[];
  ownHost: string;
  /** DNS over HTTPS, asked before each call; none where the network itself refuses. */
  resolver: string | undefined;
  /** A network that connects to public addresses only (workerd's own); without it the global fetch. */
  network: { fetch: typeof fetch } | undefined;
};

/** What became of a call: an answer, or why there is none. Nothing of the answer's body leaves. */
export type Sent =
  | { kind: "answered"; status: number; retryAfterMs: number | undefined }
  | { kind: "failed"; why: "refused" | "unresolved" | "timeout" | "unreachable" };

/** Requests to addresses that tenants chose. Every one passes the same guard. */
export type Egress = {
  /** Why this address may not be called, as the rest of a sentence; undefined when it may. */
  refusal(url: string): Promise<string | undefined>;
  /** Posts JSON if the guard lets it. Never throws and never follows a redirect. */
  post(url: string, headers: Record<string, string>, body: string): Promise<Sent>;
};

/** How long a receiver has for all of its answer. */
export const DEADLINE_MS = 10_000;
/** What is read of it, so that the connection can be used again. */
const MOST_READ = 4096;
const LONGEST_WAIT_MS = 24 * 3_600_000;

export function egress(options: EgressOptions): Egress {
  const { allow, ownHost, resolver, network } = options;
  const guard = async (
    url: string,
  ): Promise<{ why: "refused" | "unresolved"; say: string } | undefined> => {
    const say = refusedUrl(url, { allow, ownHost });
    if (say !== undefined) return { why: "refused", say };
    const { origin, hostname } = new URL(url);
    if (allow.includes(origin) || resolver === undefined) return undefined;
    const found = await resolve(resolver, hostname).catch(() => undefined);
    if (!found) return { why: "unresolved", say: "could not be looked up just now" };
    if (found.length === 0) return { why: "unresolved", say: "must name a host that exists" };
    const fit = await Promise.all(found.map(isPublicAddress));
    return fit.every(Boolean)
      ? undefined
      : { why: "refused", say: "must name a host of the public internet" };
  };
  return {
    refusal: async (url) => (await guard(url))?.say,
    async post(url, headers, body) {
      const stopped = await guard(url);
      if (stopped) return { kind: "failed", why: stopped.why };
      const through = allow.includes(new URL(url).origin) ? undefined : network;
      const signal = AbortSignal.timeout(DEADLINE_MS);
      const init = { method: "POST", headers, body, redirect: "manual", signal } as const;
      try {
        const reply = await (through ? through.fetch(url, init) : fetch(url, init));
        await readSome(reply);
        return {
          kind: "answered",
          status: reply.status,
          retryAfterMs: retryAfter(reply.headers.get("retry-after")),
        };
      } catch {
        return { kind: "failed", why: signal.aborted ? "timeout" : "unreachable" };
      }
    },
  };
}

/** Reads the first bytes of an answer and lets go of the rest. The status stands whatever comes. */
async function readSome({ body }: Response): Promise<void> {
  if (!body) return;
  const reader = body.getReader();
  try {
    for (let size = 0; size < MOST_READ;) {
      const { done, value } = await reader.read();
      if (done) return;
      size += (value as Uint8Array).byteLength;
    }
    await reader.cancel();
  } catch {
    // Cut or too slow.
  }
}

/** Seconds or a date, as ms from now; at most a day. */
function retryAfter(value: string | null): number | undefined {
  if (value === null) return undefined;
  const ms = /^\d{1,9}$/u.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_WAIT_MS) : undefined;
}
