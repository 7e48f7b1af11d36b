import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestApp, seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";

let app: TestApp;

beforeAll(async () => {
  app = await testApp({ env: { LOCAL: "1" } });
  const home = await seedWorkspace(app);
  const survey = await seedSurvey(app, home);
  await app.run("update surveys set demo = 1 where id = ?", [survey.id]);
  await app.run(
    `insert into invitations (workspace_id, id, survey_id, version, email, expires_at, created_at)
     values (?, '00000000-0000-7000-8000-000000000001', ?, 1, 'anna@example.com', ?, 0)`,
    [home.workspace, survey.id, app.now() + 1e9],
  );
  for (const [id, html, state] of [
    ["m1", '<p onclick="x">Hi</p><script>alert(1)</script>', "outbox"],
    ["m2", null, "outbox"],
    ["m3", "<p>secret</p>", "accepted"],
  ] as const)
    await app.run(
      "insert into mails (id, \"to\", subject, text, html, state, created_at) values (?, 'x@example.com', ?, 'As text', ?, ?, 1)",
      [id, `<b>Subject ${id}</b>`, html, state],
    );
});
afterAll(() => app.close());

describe("the outbox page", () => {
  it("lists what waits and the sample invitation, with every text escaped", async () => {
    const page = await (await app.request("/demo/mail")).text();
    expect(page).toContain("&lt;b&gt;Subject m1");
    expect(page).not.toContain("Subject m3");
    expect(page).toContain("?mail=sample");
    expect(page).toContain("anna@example.com");
    expect(page).toContain('sandbox="allow-popups');
  });

  it("shows a mail at the width of a phone", async () => {
    const page = await (await app.request("/demo/mail?mail=m1&width=phone")).text();
    expect(page).toContain('width="375"');
    expect(page).toContain('src="/demo/mail/m1"');
  });

  it("hands a mail out so that nothing in it runs or loads", async () => {
    const mail = await app.request("/demo/mail/m1");
    expect(mail.headers.get("content-security-policy")).toMatch(/^sandbox allow-popups/u);
    expect(mail.headers.get("content-security-policy")).not.toMatch(/allow-scripts|script-src/u);
    expect(await (await app.request("/demo/mail/m2")).text()).toBe("As text");
    expect((await app.request("/demo/mail/m1?as=text")).headers.get("content-type")).toContain(
      "text/plain",
    );
    for (const id of ["m3", "nothing"])
      expect((await app.request(`/demo/mail/${id}`)).status).toBe(404);
  });

  it("has a sample whose links open", async () => {
    const html = await (await app.request("/demo/mail/sample")).text();
    const links = [...html.matchAll(/href="([^"]+)"/gu)].map(([, link]) => new URL(link ?? ""));
    // Eleven values, the open link, the trap, and the one that ends mail.
    expect(links).toHaveLength(14);
    const answers = await Promise.all(
      links.map(async (link) => (await app.request(link.pathname)).status),
    );
    // The trap shows nothing to whoever falls into it.
    expect(answers.filter((status) => status === 200)).toHaveLength(13);
    expect(answers.filter((status) => status === 404)).toHaveLength(1);
  });

  it("is nobody's outside a machine of one's own", async () => {
    const other = await testApp();
    for (const path of ["/demo/mail", "/demo/mail/sample", "/demo/mail/m1"])
      expect((await other.request(path)).status).toBe(404);
    await other.close();
  });
});

describe("fault 35: links of a mail", () => {
  it("are built from the configured origin, whatever the request says", async () => {
    for (const headers of [
      { host: "evil.example" },
      { "x-forwarded-host": "evil.example" },
      { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" },
      { forwarded: "host=evil.example;proto=https" },
      { "x-original-host": "evil.example", "x-host": "evil.example" },
      { origin: "https://evil.example", referer: "https://evil.example/" },
    ]) {
      const html = await (await app.request("/demo/mail/sample", { headers })).text();
      expect(html).not.toContain("evil.example");
      const hosts = [...html.matchAll(/href="([^"]+)"/gu)].map(
        ([, link]) => new URL(link ?? "").origin,
      );
      expect(new Set(hosts)).toEqual(new Set([app.env.PUBLIC_ORIGIN]));
    }
    const page = await app.request("http://evil.example/demo/mail/sample");
    expect(await page.text()).not.toContain("evil.example");
  });
});

describe("fault 28: a mail that is forwarded", () => {
  it("has links that hold nothing of the person: no address, no name, no attribute", async () => {
    const html = await (await app.request("/demo/mail/sample")).text();
    for (const [, link = ""] of html.matchAll(/href="([^"]+)"/gu)) {
      expect(link).not.toMatch(/[?&#@]|anna|%40/iu);
      expect(
        Buffer.from(link.split("/").at(-1) ?? "", "base64url").toString("latin1"),
      ).not.toContain("anna");
    }
  });
});
