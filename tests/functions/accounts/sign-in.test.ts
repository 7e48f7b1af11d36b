import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ORIGIN, type TestApp, seedMember, seedWorkspace, testApp } from "../../support/app.ts";
import { form, linkIn, signIn } from "./support.ts";

let app: TestApp;
let home: { workspace: string };
let now = Date.UTC(2026, 5, 1, 12);
let caller = 0;
/** A caller of its own for each request, so that only the test of the limit meets it. */
const elsewhere = () => ({ "cf-connecting-ip": `198.51.100.${caller++}` });

beforeAll(async () => {
  app = await testApp({ env: { LOCAL: "1" }, now: () => now });
  home = await seedWorkspace(app);
});
afterAll(() => app.close());

const ask = (email: string, headers: Record<string, string> = elsewhere()) =>
  app.post("/auth/sign-in", { email }, headers);
const me = (cookie: string) => app.request("/api/v1/me", { headers: { cookie } });
const mailsTo = (email: string) => app.run('select text from mails where "to" = ?', [email]);

describe("signing in by a mailed link", () => {
  it("asks, opens the page, presses the button, is in", async () => {
    const { email, id } = await seedMember(app, home.workspace, "analyst");
    expect(await (await ask(email)).json()).toEqual({ ok: true });
    await app.settled();
    const link = await linkIn(app, email);
    const page = await app.request(link);
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(page.headers.get("referrer-policy")).toBe("same-origin");
    expect(page.headers.get("cache-control")).toBe("no-store");
    const reply = await form(app, link);
    expect(reply.status).toBe(303);
    expect(reply.headers.get("location")).toBe("/app");
    const cookie = reply.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(
      /^verbatim=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/u,
    );
    expect(await (await me(cookie.split(";")[0] ?? "")).json()).toMatchObject({
      user: { id, email },
      role: "analyst",
      workspace: { id: home.workspace },
    });
  });

  it("takes another spelling of the same address", async () => {
    const { email } = await seedMember(app, home.workspace, "viewer");
    await ask(` ${email.toUpperCase()} `);
    await app.settled();
    expect(await mailsTo(email)).toHaveLength(1);
  });

  it("fault 23: a hundred GETs and HEADs of the link use nothing up", async () => {
    const { email } = await seedMember(app, home.workspace, "viewer");
    await ask(email);
    await app.settled();
    const link = await linkIn(app, email);
    for (let i = 0; i < 50; i++) {
      expect((await app.request(link)).status).toBe(200);
      expect((await app.request(link, { method: "HEAD" })).status).toBe(200);
    }
    expect((await form(app, link)).status).toBe(303);
  });

  it("works once, of twenty presses at once", async () => {
    const { email, id } = await seedMember(app, home.workspace, "viewer");
    await ask(email);
    await app.settled();
    const link = await linkIn(app, email);
    const replies = await Promise.all(Array.from({ length: 20 }, () => form(app, link)));
    expect(replies.filter((reply) => reply.status === 303)).toHaveLength(1);
    expect(replies.filter((reply) => reply.status === 400)).toHaveLength(19);
    expect(await app.run("select id from sessions where user_id = ?", [id])).toHaveLength(2);
  });

  it("fault 25: works until it expires, and not then", async () => {
    const { email } = await seedMember(app, home.workspace, "viewer");
    await ask(email);
    await ask(email);
    await app.settled();
    const [first = "", second = ""] = (await mailsTo(email)).map(
      (mail) => /http\S+/u.exec(String(mail["text"]))?.[0] ?? "",
    );
    const start = now;
    now = start + 15 * 60_000 - 1;
    expect((await form(app, first)).status).toBe(303);
    now += 1;
    expect((await form(app, second)).status).toBe(400);
    now = start;
  });

  it.each(["", "?token=", "?token=short", `?token=${"x".repeat(43)}`])(
    "a made-up link %s signs nobody in",
    async (query) => {
      const reply = await form(app, `/auth/link${query}`);
      expect(reply.status).toBe(400);
      expect(reply.headers.get("set-cookie")).toBeNull();
    },
  );
});

describe("fault 33: enumeration and brute force", () => {
  it("answers a stranger as it answers a member, and mails nothing", async () => {
    const { email } = await seedMember(app, home.workspace, "viewer");
    const known = await ask(email);
    const unknown = await ask("nobody@example.com");
    await app.settled();
    expect(unknown.status).toBe(known.status);
    expect(await unknown.text()).toBe(await known.text());
    const names = (reply: Response) => [...reply.headers.keys()].sort();
    expect(names(unknown)).toEqual(names(known));
    expect(await mailsTo("nobody@example.com")).toEqual([]);
  });

  it("takes the same time for both", async () => {
    const { email } = await seedMember(app, home.workspace, "viewer");
    const taken: [number[], number[]] = [[], []];
    for (let i = 0; i < 200; i++) {
      // A window of its own for each attempt, so that none is refused.
      now += 16 * 60_000;
      const known = i % 2;
      const start = performance.now();
      await ask(known ? email : "nobody@example.com");
      taken[known as 0 | 1].push(performance.now() - start);
      await app.settled();
    }
    const [unknown, known] = taken.map((times) => times.toSorted((a, b) => a - b)[50] ?? 0);
    // The looking up and mailing that only a member causes takes longer than this whole band.
    expect(Math.abs((known ?? 0) - (unknown ?? 0))).toBeLessThan(Math.max(1, (unknown ?? 0) * 0.5));
  });

  it("stops after five for one address, known or not, whoever asks", async () => {
    const { email } = await seedMember(app, home.workspace, "viewer");
    for (const address of [email, "stranger@example.com"]) {
      for (let i = 0; i < 5; i++) expect((await ask(address)).status).toBe(200);
      const refused = await ask(address);
      expect(refused.status).toBe(429);
      expect(refused.headers.get("retry-after")).toBe("900");
    }
    const noted = () =>
      app.run("select count(*) as n from verifications where identifier like 'attempt:%'");
    const before = await noted();
    for (let i = 0; i < 10; i++)
      await app.post("/auth/sign-in", { email }, { "cf-connecting-ip": "203.0.113.8" });
    expect(Number((await noted())[0]?.["n"]) - Number(before[0]?.["n"])).toBe(10);
    await app.settled();
    expect(await mailsTo(email)).toHaveLength(5);
    now += 15 * 60_000;
    expect((await ask(email)).status).toBe(200);
  });

  it("stops after twenty from one caller, whatever X-Forwarded-For says", async () => {
    const from = (i: number) => ({
      "cf-connecting-ip": "203.0.113.9",
      "x-forwarded-for": `10.0.0.${i}`,
    });
    for (let i = 0; i < 20; i++) expect((await ask(`a${i}@example.com`, from(i))).status).toBe(200);
    expect((await ask("b@example.com", from(21))).status).toBe(429);
    expect((await ask("b@example.com")).status).toBe(200);
  });
});

describe("fault 31: sessions", () => {
  it("a token planted before the sign-in is worth nothing after it", async () => {
    const { email, session } = await seedMember(app, home.workspace, "viewer");
    await ask(email);
    await app.settled();
    const planted = `verbatim=${session}`;
    const reply = await form(app, await linkIn(app, email), { cookie: planted });
    const cookie = reply.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(cookie).not.toBe(planted);
    expect((await me(cookie)).status).toBe(200);
    expect((await me(planted)).status).toBe(401);
  });

  it("a token of the browser's own making is never taken over", async () => {
    const { email } = await seedMember(app, home.workspace, "viewer");
    await ask(email);
    await app.settled();
    const made = `verbatim=${"a".repeat(43)}`;
    await form(app, await linkIn(app, email), { cookie: made });
    expect((await me(made)).status).toBe(401);
  });

  it("is dead at once after signing out, in every copy", async () => {
    const cookie = await signIn(
      app,
      (await seedMember(app, home.workspace, "viewer")).email,
      elsewhere(),
    );
    expect((await me(cookie)).status).toBe(200);
    const out = await app.request("/auth/sign-out", {
      method: "POST",
      headers: { cookie, "x-verbatim": "1" },
    });
    expect(out.headers.get("set-cookie")).toContain("Max-Age=0");
    expect((await me(cookie)).status).toBe(401);
  });

  it("ends after 30 days", async () => {
    const cookie = await signIn(
      app,
      (await seedMember(app, home.workspace, "viewer")).email,
      elsewhere(),
    );
    const start = now;
    now = start + 30 * 86_400_000 - 1;
    expect((await me(cookie)).status).toBe(200);
    now += 1;
    expect((await me(cookie)).status).toBe(401);
    now = start;
  });

  it("carries __Host- and Secure on https", async () => {
    const secure = await testApp({
      env: { PUBLIC_ORIGIN: "https://voc.example.com", LOCAL: "1" },
      now: () => now,
    });
    const there = await seedWorkspace(secure);
    const { email } = await seedMember(secure, there.workspace, "owner");
    await secure.post("/auth/sign-in", { email });
    await secure.settled();
    const reply = await form(secure, await linkIn(secure, email), {
      origin: "https://voc.example.com",
    });
    expect(reply.headers.get("set-cookie")).toMatch(
      /^__Host-verbatim=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/u,
    );
    await secure.close();
  });
});

describe("fault 32: foreign pages", () => {
  it.each([
    ["a foreign origin", { origin: "https://evil.example" }],
    ["a foreign site", { "sec-fetch-site": "cross-site" }],
    ["a sibling site", { "sec-fetch-site": "same-site", origin: "http://other.verbatim.test" }],
    ["an opaque origin", { origin: "null" }],
  ])("%s can neither ask, sign in, accept nor sign out", async (_, headers) => {
    const cookie = await signIn(
      app,
      (await seedMember(app, home.workspace, "viewer")).email,
      elsewhere(),
    );
    for (const path of ["/auth/sign-in", "/auth/sign-out", "/auth/link", "/auth/invite"]) {
      const reply = await app.request(path, {
        method: "POST",
        headers: { ...headers, cookie },
        body: "token=x",
      });
      expect(reply.status).toBe(403);
      expect(await reply.json()).toMatchObject({ error: { code: "csrf" } });
    }
    expect((await me(cookie)).status).toBe(200);
  });

  it("our own pages' forms pass, though they send no origin to tell", async () => {
    const { email } = await seedMember(app, home.workspace, "viewer");
    await ask(email);
    await app.settled();
    const reply = await form(app, await linkIn(app, email), {
      origin: "null",
      "sec-fetch-site": "same-origin",
    });
    expect(reply.status).toBe(303);
  });
});

describe("fault 35: host headers", () => {
  it("mails links of the configured origin, whatever host was named", async () => {
    const { email } = await seedMember(app, home.workspace, "viewer");
    await app.request("http://evil.example/auth/sign-in", {
      method: "POST",
      headers: {
        host: "evil.example",
        "x-forwarded-host": "evil.example",
        forwarded: "host=evil.example",
        ...elsewhere(),
      },
      body: JSON.stringify({ email }),
    });
    await app.settled();
    const [mail] = await app.run('select text, html from mails where "to" = ?', [email]);
    expect(String(mail?.["text"])).toContain(`${ORIGIN}/auth/link?token=`);
    expect(JSON.stringify(mail)).not.toContain("evil");
  });
});

describe("the outbox page", () => {
  it("lists mail with a link to press, on a machine of one's own", async () => {
    const { email } = await seedMember(app, home.workspace, "viewer");
    await ask(email);
    await app.settled();
    const page = await (await app.request("/auth/outbox")).text();
    expect(page).toContain(email);
    expect(page).toContain(`<a href="${ORIGIN}/auth/link?token=`);
  });

  it("is not there elsewhere, and no link is kept", async () => {
    const hosted = await testApp({ now: () => now });
    const there = await seedWorkspace(hosted);
    const { email } = await seedMember(hosted, there.workspace, "owner");
    await hosted.post("/auth/sign-in", { email });
    await hosted.settled();
    expect((await hosted.request("/auth/outbox")).status).toBe(404);
    expect(await hosted.run("select state, text, html from mails")).toEqual([
      { state: "failed", text: "", html: null },
    ]);
    await hosted.close();
  });
});
