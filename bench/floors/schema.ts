import { Hono } from "hono";
import * as v from "valibot";
import { Submission } from "../../domain/wire/ingest.ts";

type Env = { Bindings: { DATABASE_URL?: string } };

/**
 * A Worker as one would begin it: Hono, JSON and our schema. With a DATABASE_URL it also makes one
 * fetch there and waits for the reply, as any Worker that stores something must.
 */
const app = new Hono<Env>();
app.post("/v1/in", async (c) => {
  const { output, success } = v.safeParse(Submission, await c.req.json());
  if (!success) return c.json({ error: "invalid" }, 422);
  const { DATABASE_URL } = c.env;
  if (DATABASE_URL) {
    const reply = await fetch(DATABASE_URL, { method: "POST", body: JSON.stringify(output) });
    await reply.json();
  }
  return c.json({ status: "stored", submission: output.submission, rev: 0 });
});

export default app;
