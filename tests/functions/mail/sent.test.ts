import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type TestApp,
  ORIGIN,
  seedMember,
  seedSurvey,
  seedWorkspace,
  testApp,
} from "../../support/app.ts";
import { type Sink, startSink } from "../../support/mail-sink.ts";

let app: TestApp;
let sink: Sink;
let headers: Record<string, string>;
let send: string;

beforeAll(async () => {
  sink = await startSink();
  app = await testApp({
    env: {
      LOCAL: "1",
      MAIL_SMTP_URL: `smtp://127.0.0.1:${sink.port}?tls=none`,
      MAIL_FROM: "Acme <hello@acme.example>",
    },
  });
  const home = await seedWorkspace(app);
  headers = (await seedMember(app, home.workspace, "admin")).headers;
  const survey = await seedSurvey(app, home);
  const sender = {
    fromName: "Acme",
    from: "hello@acme.example",
    replyTo: "team@acme.example",
    address: "1 High Street, London",
    dailyCap: 100,
  };
  const put = await app.request("/api/v1/mail", {
    method: "PUT",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(sender),
  });
  expect(put.status).toBe(200);
  const made = await app.post(
    "/api/v1/sends",
    {
      survey: survey.id,
      name: "First",
      audience: { of: "everyone" },
      letter: { subject: "One question, {{first_name|friend}}", intro: "Hello" },
      plan: { kind: "once", at: null },
      reminders: [],
    },
    headers,
  );
  expect(made.status).toBe(201);
  send = ((await made.json()) as { id: string }).id;
});
afterAll(async () => {
  await app.close();
  await sink.close();
});

/** Sends a mail to oneself and returns it as it arrived. */
async function testMail(to: string, more: Record<string, string> = {}) {
  const reply = await app.post(`/api/v1/sends/${send}/test`, { to }, { ...headers, ...more });
  expect(reply.status).toBeLessThan(300);
  const arrived = sink.arrived.find((one) => one.to[0] === to);
  if (!arrived) throw new Error("no mail arrived");
  return arrived;
}
const header = ({ mail }: Sink["arrived"][number], key: string) =>
  mail.headers.find((one) => one.key === key)?.value ?? "";

describe("a mail that goes out", () => {
  it("comes from the workspace's sender, and can be answered", async () => {
    const { mail, from } = await testMail("anna@example.com");
    expect(from).toBe("hello@acme.example");
    expect(mail.from).toMatchObject({ name: "Acme", address: "hello@acme.example" });
    expect(mail.replyTo?.[0]?.address).toBe("team@acme.example");
    expect(mail.subject).toContain("One question, friend");
    expect(mail.text).toContain("1 High Street");
  });

  it("has links that show a page, and headers that end mail by one click", async () => {
    const arrived = await testMail("bob@example.com");
    const links = [...(arrived.mail.html ?? "").matchAll(/href="([^"]+)"/gu)].map(
      ([, link]) => link ?? "",
    );
    const vote = links.find((link) => link.startsWith(`${ORIGIN}/e/`)) ?? "";
    expect((await app.request(vote)).status).toBe(200);
    expect(header(arrived, "list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
    const [, link = ""] = /^<([^>]+)>$/u.exec(header(arrived, "list-unsubscribe")) ?? [];
    expect(link.startsWith(`${ORIGIN}/u/`)).toBe(true);
    expect(links).toContain(link);
    const before = await app.run("select count(*) as n from suppressions");
    expect((await app.request(link)).status).toBe(200);
    expect(await app.run("select count(*) as n from suppressions")).toEqual(before);
    // A test mail ends nothing; make it one of a send.
    await app.run("update invitations set round = ''");
    const reply = await app.request(link, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
    });
    expect(reply.status).toBe(200);
    expect(await app.run("select count(*) as n from suppressions")).toEqual([
      { n: Number(before[0]?.["n"]) + 1 },
    ]);
  });
});

describe("fault 35: links of a mail that goes out", () => {
  it.each([
    { host: "evil.example" },
    { "x-forwarded-host": "evil.example" },
    { "x-forwarded-host": "evil.example", "x-forwarded-proto": "http", "x-forwarded-port": "81" },
    { forwarded: "host=evil.example" },
    { "x-host": "evil.example", "x-original-url": "https://evil.example/" },
  ])("are built from the configured origin alone: %j", async (more) => {
    const to = `h${Object.keys(more).join("-")}@example.com`;
    const { mail, raw } = await testMail(to, more);
    expect(raw).not.toContain("evil");
    const origins = [...(mail.html ?? "").matchAll(/href="([^"]+)"/gu)].map(
      ([, link]) => new URL(link ?? "").origin,
    );
    expect(new Set(origins)).toEqual(new Set([ORIGIN]));
    for (const [link] of (mail.text ?? "").matchAll(/https?:\/\/\S+/gu))
      expect(new URL(link).origin).toBe(ORIGIN);
  });
});
