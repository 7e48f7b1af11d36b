import type { DemoFile } from "./local.ts";

/** What the Worker's setup endpoint answers; it works in steps that each end well in time. */
interface SetupReply {
  done: boolean;
  cursor?: string;
  demo?: Omit<DemoFile, "url" | "database" | "signInUrl">;
  signInUrl?: string;
}

async function setup(url: string, body: Record<string, unknown>): Promise<SetupReply> {
  const response = await fetch(`${url}/api/v1/setup`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`POST /api/v1/setup answered ${response.status}: ${await response.text()}`);
  }
  return (await response.json()) as SetupReply;
}

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
