import type { RebuildReply } from "../domain/wire/setup.ts";
import { Failure } from "./failure.ts";
import type { DemoFile } from "./local.ts";

/** What the Worker's setup endpoint answers; it works in steps that each end well in time. */
interface SetupReply {
  done: boolean;
  cursor?: string;
  demo?: Omit<DemoFile, "url" | "database" | "signInUrl">;
  signInUrl?: string;
}

async function post<T>(url: string, path: string, body: Record<string, unknown>): Promise<T> {
  const response = await fetch(url + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (response.status === 404) throw new Failure(`${url} does not know this SETUP_TOKEN.`);
  if (response.status === 422) {
    const { error } = (await response.json()) as { error: { fields?: Record<string, string> } };
    const why = Object.entries(error.fields ?? {}).map(([field, said]) => `${field} ${said}`);
    throw new Failure(`${url} refused: ${why.join(", ")}.`);
  }
  if (!response.ok) {
    throw new Error(`POST ${path} answered ${response.status}: ${await response.text()}`);
  }
  return (await response.json()) as T;
}

const setup = (url: string, body: Record<string, unknown>) =>
  post<SetupReply>(url, "/api/v1/setup", body);

/**
 * A sign-in link that works once, for the first admin, who is made when there is none yet.
 * `email` is that person's address on a hosted installation.
 */
export async function signInLink(url: string, token: string, email?: string): Promise<string> {
  const { signInUrl } = await setup(url, { token, signIn: true, ...(email ? { email } : {}) });
  if (!signInUrl) throw new Error("POST /api/v1/setup answered without a sign-in link");
  return signInUrl;
}

/** Fills the demo workspace step by step and returns what it offers. */
export async function seedDemo(
  url: string,
  token: string,
): Promise<NonNullable<SetupReply["demo"]>> {
  let cursor: string | undefined;
  for (;;) {
    const reply = await setup(url, { token, demo: true, ...(cursor ? { cursor } : {}) });
    if (reply.done) {
      if (!reply.demo) throw new Error("POST /api/v1/setup ended without the demo workspace");
      return reply.demo;
    }
    cursor = reply.cursor;
  }
}

/** One share of a rebuild of the counters; see the Worker's rebuild service. */
export function rebuildShare(
  url: string,
  body: { token: string; workspace?: string; survey?: string; id?: string },
): Promise<RebuildReply> {
  return post<RebuildReply>(url, "/api/v1/setup/rebuild", body);
}
