import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestApp, testApp } from "../../support/app.ts";
import { form } from "./support.ts";

const TOKEN = "a-setup-token-of-thirty-two-or-more";
let app: TestApp;
let now = Date.UTC(2026, 5, 1, 12);

beforeAll(async () => {
  app = await testApp({ env: { SETUP_TOKEN: TOKEN, LOCAL: "1" }, now: () => now });
});
afterAll(() => app.close());

const setUp = (body: object = {}, one = app) =>
  one.post("/api/v1/setup", { token: TOKEN, ...body });
const linkOf = async (reply: Response) =>
  ((await reply.json()) as { signInUrl?: string }).signInUrl;

describe("POST /api/v1/setup", () => {
  it("is not there without the token, or when the installation has none", async () => {
    const closed = await testApp({ now: () => now });
    expect((await setUp({}, closed)).status).toBe(404);
    await closed.close();
    for (const token of ["", "x", TOKEN.slice(0, -1), `${TOKEN}x`, TOKEN.toUpperCase()]) {
      expect((await setUp({ token })).status).toBe(404);
    }
    expect(await app.run("select id from workspaces")).toEqual([]);
  });

  it("makes one workspace and one owner, whoever asks at once, and signs them in", async () => {
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => setUp({ email: "Root@Example.com" })),
    );
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200, 200, 200]);
    expect(await app.run("select id from workspaces")).toHaveLength(1);
    expect(await app.run("select role from members")).toEqual([{ role: "owner" }]);
    const link = await linkOf(replies[0] as Response);
    const signedIn = await form(app, link ?? "");
    const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
    const me = await app.request("/api/v1/me", { headers: { cookie } });
    expect(await me.json()).toMatchObject({ role: "owner", user: { email: "root@example.com" } });
    expect((await form(app, link ?? "")).status).toBe(400);
  });

  it("later gives a link only when asked for one, for a day", async () => {
    expect(await linkOf(await setUp())).toBeUndefined();
    const [first, second] = [
      await linkOf(await setUp({ signIn: true })),
      await linkOf(await setUp({ signIn: true })),
    ];
    const start = now;
    now = start + 86_400_000 - 1;
    expect((await form(app, first ?? "")).status).toBe(303);
    now += 1;
    expect((await form(app, second ?? "")).status).toBe(400);
    now = start;
  });

  it("gives no link to an address that is no owner's", async () => {
    const reply = await setUp({ signIn: true, email: "else@example.com" });
    expect(reply.status).toBe(422);
    expect(await app.run("select role from members")).toHaveLength(1);
  });
});
