import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromBase64Url, toBase64Url } from "../../../domain/links/base64url.ts";
import { makeDeps } from "../../../functions/deps.ts";
import { settingsOf } from "../../../functions/env.ts";
import { makeInvitation } from "../../../functions/services/sends/make-links.ts";
import { linksOf } from "../../../functions/services/links/links.ts";
import { unsubscribeLink } from "../../../functions/services/mail/unsubscribe-link.ts";
import { makeContext } from "../../../functions/world.ts";
import { ORIGIN, type TestApp, seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";

let app: TestApp;
let home: { workspace: string; site: string };
let survey: { id: string };
let count = 0;

beforeAll(async () => {
  app = await testApp();
  home = await seedWorkspace(app);
  survey = await seedSurvey(app, home);
});
afterAll(() => app.close());

const deps = () => makeDeps(settingsOf(app.env), app.env);

/** A person with an invitation. */
async function invited(language?: string) {
  const email = `anna${++count}@example.com`;
  await app.run(
    "insert into people (workspace_id, person, email, source, created_at, updated_at) values (?, ?, ?, 'api', 0, 0)",
    [home.workspace, `p${count}`, email],
  );
  const ctx = {
    ...makeContext(app.now(), () => {}),
    workspace: home.workspace,
    actor: { kind: "system" as const, id: "test" },
  };
  const { id } = await makeInvitation(ctx, deps(), survey.id, {
    email,
    ...(language && { language }),
  });
  const whose = { workspace: home.workspace, invitation: id };
  const link = await unsubscribeLink(deps().signer, ORIGIN, whose);
  return { email, id, whose, path: new URL(link).pathname };
}
const subscription = async (email: string) =>
  (await app.run("select subscription from people where email = ?", [email]))[0]?.["subscription"];
const suppressed = async () =>
  Number((await app.run("select count(*) as n from suppressions"))[0]?.["n"]);
const form = (path: string, body: string, headers: Record<string, string> = {}) =>
  app.request(path, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body,
  });

describe("a link that ends mail", () => {
  it("shows a page with a form to GET and HEAD and changes nothing", async () => {
    const { email, path } = await invited();
    const before = await suppressed();
    for (let i = 0; i < 20; i++) {
      const page = await app.request(path);
      expect(page.status).toBe(200);
      const html = await page.text();
      expect(html).toContain('name="do" value="unsubscribe"');
      expect(html).not.toContain(email);
      expect(page.headers.get("cache-control")).toContain("no-store");
      expect(page.headers.get("referrer-policy")).toBe("no-referrer");
      expect(page.headers.get("set-cookie")).toBeNull();
      expect((await app.request(path, { method: "HEAD" })).status).toBe(200);
    }
    await app.settled();
    expect(await subscription(email)).toBe("subscribed");
    expect(await suppressed()).toBe(before);
  });

  it("ends mail by one click of a mail program, in either kind of form, without a redirect", async () => {
    for (const [type, body] of [
      ["application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"],
      [
        "multipart/form-data; boundary=x",
        '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
      ],
    ] as const) {
      const { email, path } = await invited();
      const before = await suppressed();
      const reply = await form(path, body, { "content-type": type });
      expect(reply.status).toBe(200);
      expect(await subscription(email)).toBe("unsubscribed");
      expect(await suppressed()).toBe(before + 1);
    }
  });

  it("is safe to send twice, and says so once in the audit log", async () => {
    const { email, id, path } = await invited();
    for (let i = 0; i < 3; i++) expect((await form(path, "do=unsubscribe")).status).toBe(200);
    expect(await subscription(email)).toBe("unsubscribed");
    const log = await app.run("select action from audit_entries where target = ?", [id]);
    expect(log.map(({ action }) => action)).toEqual(["person.unsubscribe"]);
  });

  it("takes it back on the page", async () => {
    const { email, path } = await invited();
    const before = await suppressed();
    const done = await (await form(path, "do=unsubscribe")).text();
    expect(done).toContain('name="do" value="back"');
    expect(await (await form(path, "do=back")).text()).toContain("subscribed again");
    expect(await subscription(email)).toBe("subscribed");
    expect(await suppressed()).toBe(before);
  });

  it("does not take back a complaint", async () => {
    const { email, path } = await invited();
    await form(path, "do=unsubscribe");
    await app.run("update suppressions set reason = 'complained'");
    await app.run("update people set subscription = 'complained' where email = ?", [email]);
    expect(await (await form(path, "do=back")).text()).toContain("another reason");
    expect(await subscription(email)).toBe("complained");
  });

  it("ends nothing for a member who tries it in a test mail", async () => {
    const { email, id, path } = await invited();
    await app.run("update invitations set round = 'test' where id = ?", [id]);
    expect(await (await form(path, "do=unsubscribe")).text()).toContain("test");
    expect(await subscription(email)).toBe("subscribed");
  });

  it("changes nothing by a post of anything else", async () => {
    const { email, path } = await invited();
    for (const body of ["", "x=1", "List-Unsubscribe=Two-Clicks", "do=DROP", "One-Click"])
      expect((await form(path, body)).status).toBe(200);
    expect(await subscription(email)).toBe("subscribed");
  });

  it("speaks the language of the mail, and that of the browser where it has none", async () => {
    const german = await invited("de");
    expect(await (await app.request(german.path)).text()).toContain("Umfragen");
    const plain = await invited();
    const headers = { "accept-language": "fr-CH,fr;q=0.9" };
    const page = await (await app.request(plain.path, { headers })).text();
    expect(page).toContain('lang="fr"');
  });

  it("works when the invitation is gone, and tells nothing", async () => {
    const { id, path } = await invited();
    await app.run("delete from invitations where id = ?", [id]);
    expect((await form(path, "do=unsubscribe")).status).toBe(200);
  });

  it("stops at 30 posts a minute", async () => {
    const { path } = await invited();
    const all = [];
    for (let i = 0; i < 40; i++) all.push((await form(path, "x=1")).status);
    expect(all.filter((status) => status === 429).length).toBeGreaterThan(0);
  });
});

describe("fault 24: the token of a link that ends mail", () => {
  it("is refused with any bit flipped, on GET and POST", async () => {
    const { email, path } = await invited();
    const token = path.slice("/u/".length);
    const bytes = fromBase64Url(token) as Uint8Array;
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const other = bytes.slice();
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const to = `/u/${toBase64Url(other)}`;
      expect((await app.request(to)).status, `GET, bit ${bit}`).toBe(400);
      expect((await form(to, "do=unsubscribe")).status, `POST, bit ${bit}`).toBe(400);
    }
    for (const bad of ["", "x", token.slice(0, -1), `${token}A`, "A".repeat(token.length)])
      expect([400, 404]).toContain((await form(`/u/${bad}`, "do=unsubscribe")).status);
    expect(await subscription(email)).toBe("subscribed");
  });
});

describe("fault 26: a token of another purpose", () => {
  it("ends no mail, and one that ends mail casts no vote", async () => {
    const { email, whose, path } = await invited();
    const slots = [0, 9, 253, 254, 255];
    for (const vote of await linksOf(deps().signer, ORIGIN, whose, slots)) {
      const token = new URL(vote).pathname.slice("/e/".length);
      expect((await form(`/u/${token}`, "do=unsubscribe")).status).toBe(400);
    }
    expect((await app.request(path.replace("/u/", "/e/"))).status).toBe(400);
    expect(await subscription(email)).toBe("subscribed");
  });

  it("ends no mail of another workspace", async () => {
    const other = await seedWorkspace(app);
    const { email, id } = await invited();
    const link = await unsubscribeLink(deps().signer, ORIGIN, {
      workspace: other.workspace,
      invitation: id,
    });
    // It is signed, but that workspace has no such invitation.
    expect((await form(new URL(link).pathname, "do=unsubscribe")).status).toBe(200);
    expect(await subscription(email)).toBe("subscribed");
  });
});

describe("fault 35: whatever Host says", () => {
  it("the page names no address but its own", async () => {
    const { path } = await invited();
    for (const headers of [
      { host: "evil.example" },
      { "x-forwarded-host": "evil.example" },
      { "x-forwarded-proto": "http", forwarded: "host=evil.example" },
    ]) {
      const page = await (await app.request(path, { headers })).text();
      expect(page).not.toContain("evil.example");
      expect(page).not.toMatch(/<form[^>]+action=/u);
    }
  });
});
