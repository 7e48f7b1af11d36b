import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ORIGIN, type TestApp, seedMember, seedWorkspace, testApp } from "../../support/app.ts";
import { form, signIn } from "./support.ts";

let app: TestApp;
let now = Date.UTC(2026, 5, 1, 12);
type Member = Awaited<ReturnType<typeof seedMember>>;
let home: { workspace: string };
let owner: Member;
let admin: Member;

beforeAll(async () => {
  app = await testApp({ env: { LOCAL: "1" }, now: () => now });
  home = await seedWorkspace(app);
  owner = await seedMember(app, home.workspace, "owner");
  admin = await seedMember(app, home.workspace, "admin");
});
afterAll(() => app.close());

let people = 0;
const somebody = () => `person${people++}@example.com`;
const invite = async (email: string, role = "analyst", by = admin) => {
  const reply = await app.post("/api/v1/members", { email, role }, by.headers);
  return { status: reply.status, ...((await reply.json()) as { id: string; link: string }) };
};
const cookieOf = (reply: Response) => reply.headers.get("set-cookie")?.split(";")[0] ?? "";
const me = async (cookie: string) => {
  const reply = await app.request("/api/v1/me", { headers: { cookie } });
  return {
    status: reply.status,
    ...((await reply.json()) as { role?: string; workspaces?: { id: string }[] }),
  };
};

describe("an invite", () => {
  it("gives the link to hand over when no mailer delivers, and joins who opens it", async () => {
    const email = somebody();
    const made = await invite(email);
    expect(made.status).toBe(201);
    expect(made.link).toMatch(new RegExp(`^${ORIGIN}/auth/invite\\?token=[\\w-]{43}$`, "u"));
    const page = await (await app.request(made.link)).text();
    expect(page).toContain(email);
    const reply = await form(app, made.link);
    expect(reply.status).toBe(303);
    expect(await me(cookieOf(reply))).toMatchObject({
      status: 200,
      role: "analyst",
      user: { email },
    });
    const members = await (await app.request("/api/v1/members", { headers: admin.headers })).json();
    expect(JSON.stringify(members)).toContain(email);
  });

  it("fault 35: works once, of twenty at once", async () => {
    const { link } = await invite(somebody());
    const replies = await Promise.all(Array.from({ length: 20 }, () => form(app, link)));
    expect(replies.filter((reply) => reply.status === 303)).toHaveLength(1);
    expect((await form(app, link)).status).toBe(400);
  });

  it("works for 7 days, and not then", async () => {
    const start = now;
    const [first, second] = [await invite(somebody()), await invite(somebody())];
    now = start + 7 * 86_400_000 - 1;
    expect((await form(app, first.link)).status).toBe(303);
    now += 1;
    expect((await app.request(second.link)).status).toBe(400);
    expect((await form(app, second.link)).status).toBe(400);
    now = start;
  });

  it("is dead once taken back, and when the address is invited again", async () => {
    const taken = await invite(somebody());
    expect(
      (
        await app.request(`/api/v1/invites/${taken.id}`, {
          method: "DELETE",
          headers: admin.headers,
        })
      ).status,
    ).toBe(200);
    expect((await form(app, taken.link)).status).toBe(400);
    const email = somebody();
    const [old, fresh] = [await invite(email), await invite(email, "viewer")];
    expect((await form(app, old.link)).status).toBe(400);
    expect(await me(cookieOf(await form(app, fresh.link)))).toMatchObject({ role: "viewer" });
  });

  it("is used up by nothing that only looks", async () => {
    const { link } = await invite(somebody());
    for (let i = 0; i < 20; i++) await app.request(link, { method: i % 2 ? "GET" : "HEAD" });
    expect((await form(app, link)).status).toBe(303);
  });

  it("fault 42: shows a workspace's name as text", async () => {
    const there = await seedWorkspace(app);
    const by = await seedMember(app, there.workspace, "owner");
    const name = `<img src=x onerror=alert(1)>"'&`;
    await app.request("/api/v1/workspace", {
      method: "PATCH",
      headers: by.headers,
      body: JSON.stringify({ name }),
    });
    const email = somebody();
    const { link } = await invite(email, "viewer", by);
    await app.settled();
    expect(await (await app.request(link)).text()).not.toContain("<img");
    const [mail] = await app.run('select html from mails where "to" = ?', [email]);
    expect(String(mail?.["html"])).not.toContain("<img");
    expect(await (await app.request("/auth/outbox")).text()).not.toContain("<img");
  });
});

describe("an invite proves nothing about its address", () => {
  it("opens no account that is in use", async () => {
    const victim = await seedMember(app, (await seedWorkspace(app)).workspace, "owner");
    const { link } = await invite(victim.email);
    const reply = await form(app, link);
    expect(reply.status).toBe(200);
    expect(await reply.text()).toContain("Sign in first");
    expect(reply.headers.get("set-cookie")).toBeNull();
    const another = await seedMember(app, home.workspace, "viewer");
    expect(
      (await form(app, link, { cookie: another.headers.cookie })).headers.get("set-cookie"),
    ).toBeNull();
    const own = await form(app, link, { cookie: victim.headers.cookie });
    expect(own.status).toBe(303);
    expect((await me(cookieOf(own))).workspaces).toHaveLength(2);
  });

  it("a session that was made by it ends when the person of the address signs in by mail", async () => {
    const email = somebody();
    const squatter = cookieOf(await form(app, (await invite(email)).link));
    expect((await me(squatter)).status).toBe(200);
    const person = await signIn(app, email);
    expect((await me(person)).status).toBe(200);
    expect((await me(squatter)).status).toBe(401);
    // From then on the address is proven, and a second browser ends no first one.
    await signIn(app, email);
    expect((await me(person)).status).toBe(200);
  });

  it("an invited person who asks for a sign-in link joins by it", async () => {
    const email = somebody();
    await invite(email, "viewer");
    expect(await me(await signIn(app, email))).toMatchObject({ status: 200, role: "viewer" });
  });
});

describe("members", () => {
  const change = (id: string, role: string, by: Member) =>
    app.request(`/api/v1/members/${id}`, {
      method: "PATCH",
      headers: by.headers,
      body: JSON.stringify({ role }),
    });
  const remove = (id: string, by: Member) =>
    app.request(`/api/v1/members/${id}`, { method: "DELETE", headers: by.headers });

  it("an admin manages up to admin; what concerns owners is for owners", async () => {
    expect((await invite(somebody(), "admin")).status).toBe(201);
    expect((await invite(somebody(), "owner")).status).toBe(403);
    expect((await change(admin.id, "owner", admin)).status).toBe(403);
    expect((await change(owner.id, "viewer", admin)).status).toBe(403);
    expect((await remove(owner.id, admin)).status).toBe(403);
    const byOwner = await invite(somebody(), "owner", owner);
    expect(byOwner.status).toBe(201);
    expect(
      (
        await app.request(`/api/v1/invites/${byOwner.id}`, {
          method: "DELETE",
          headers: admin.headers,
        })
      ).status,
    ).toBe(403);
  });

  it("the last owner stays, and leaves no trace of having tried", async () => {
    const entries = () =>
      app.run("select count(*) as n from audit_entries where workspace_id = ? and target = ?", [
        home.workspace,
        owner.id,
      ]);
    const before = await entries();
    expect((await remove(owner.id, owner)).status).toBe(409);
    expect((await change(owner.id, "admin", owner)).status).toBe(409);
    expect(await entries()).toEqual(before);
    expect(await me(owner.headers.cookie)).toMatchObject({ role: "owner" });
  });

  it("of two owners who remove each other at once, one stays", async () => {
    const there = await seedWorkspace(app);
    const a = await seedMember(app, there.workspace, "owner");
    const b = await seedMember(app, there.workspace, "owner");
    const replies = await Promise.all([remove(a.id, b), remove(b.id, a)]);
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1);
    expect(
      await app.run("select role from members where workspace_id = ?", [there.workspace]),
    ).toEqual([{ role: "owner" }]);
  });

  it("fault 31: a changed role and a removal count with the next request", async () => {
    const analyst = await seedMember(app, home.workspace, "analyst");
    expect((await change(analyst.id, "viewer", admin)).status).toBe(200);
    expect(await me(analyst.headers.cookie)).toMatchObject({ role: "viewer" });
    expect((await remove(analyst.id, admin)).status).toBe(200);
    expect((await me(analyst.headers.cookie)).status).toBe(401);
  });

  it("each write leaves an audit entry of who did it", async () => {
    const person = await seedMember(app, home.workspace, "viewer");
    await change(person.id, "analyst", admin);
    const rows = await app.run("select actor, action, detail from audit_entries where target = ?", [
      person.id,
    ]);
    expect(rows).toEqual([
      {
        actor: `member:${admin.id}`,
        action: "member.role",
        detail: '{"from":"viewer","to":"analyst"}',
      },
    ]);
  });
});

describe("with a mail provider", () => {
  it("mails the link and returns none; a refused mail is marked, and no body is kept", async () => {
    const sent: { to: string[]; text: string }[] = [];
    let accepts = true;
    const real = globalThis.fetch;
    vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
      const url = input instanceof Request ? input.url : input.toString();
      if (url !== "https://mail.example/send") return real(input, init);
      sent.push((await new Response(init?.body).json()) as (typeof sent)[number]);
      return new Response(null, { status: accepts ? 202 : 422 });
    });
    const env = {
      MAIL_URL: "https://mail.example/send",
      MAIL_KEY: "k",
      MAIL_FROM: "Verbatim <voc@example.com>",
    };
    const hosted = await testApp({ env, now: () => now });
    const there = await seedWorkspace(hosted);
    const by = await seedMember(hosted, there.workspace, "owner");
    const reply = await hosted.post(
      "/api/v1/members",
      { email: "ana@example.com", role: "viewer" },
      by.headers,
    );
    expect(await reply.json()).toMatchObject({ link: null });
    await hosted.settled();
    expect(sent[0]).toMatchObject({ from: "Verbatim <voc@example.com>", to: ["ana@example.com"] });
    const link = /http\S+/u.exec(sent[0]?.text ?? "")?.[0] ?? "";
    expect((await form(hosted, link)).status).toBe(303);
    accepts = false;
    await hosted.post("/auth/sign-in", { email: "ana@example.com" });
    await hosted.settled();
    expect(await hosted.run("select state, text, html from mails order by rowid")).toEqual([
      { state: "accepted", text: "", html: null },
      { state: "failed", text: "", html: null },
    ]);
    await hosted.close();
  });
});
