import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SendBinding, bindingMailer } from "../../../functions/adapters/mailer/binding.ts";
import { mailer } from "../../../functions/adapters/mailer/index.ts";
import { readMailbox, writeMailbox } from "../../../functions/adapters/mailer/mailbox.ts";
import type { Mail, MailLog } from "../../../functions/adapters/mailer/mailer.ts";
import { readSmtpUrl } from "../../../functions/adapters/mailer/smtp-url.ts";
import { type Sink, startSink } from "../../support/mail-sink.ts";

const mail = (more: Partial<Mail> = {}): Mail => ({
  id: "inv.1",
  to: "anna@example.com",
  subject: "Hello",
  text: "Text",
  html: "<p>Text</p>",
  at: 0,
  from: { name: 'Ann "A"', address: "hello@acme.example" },
  tracked: true,
  ...more,
});
/** What a log was told: `+id state` for a new mail, `id state` for what became of it. */
function log() {
  const told: string[] = [];
  const bodies: string[] = [];
  const kept: MailLog = {
    add: async ({ id, state, text, html }) => {
      told.push(`+${id} ${state}`);
      bodies.push(text, html ?? "");
    },
    settle: async (id, state) => void told.push(`${id} ${state}`),
  };
  return { ...kept, told, bodies };
}
const settings = (more: object) => ({ LOCAL: false, MAIL_FROM_DOMAINS: [], ...more });
const FROM = { MAIL_FROM: "Acme <post@acme.example>" };

describe("which way mail goes", () => {
  const binding: SendBinding = { send: async () => ({}) };
  it.each([
    [
      { ...FROM, MAIL_SMTP_URL: "smtps://h.example", MAIL_URL: "https://p.example" },
      undefined,
      "smtp",
      true,
    ],
    [{ ...FROM, MAIL_URL: "https://p.example" }, binding, "http", true],
    [FROM, binding, "binding", true],
    [{}, binding, "none", false],
    [{ MAIL_URL: "https://p.example" }, undefined, "none", false],
    [{ LOCAL: true }, undefined, "outbox", false],
    [{}, undefined, "none", false],
  ] as const)("%j", (given, bound, kind, delivers) => {
    expect(mailer(settings(given), log(), bound)).toMatchObject({ kind, delivers });
  });
});

describe("the sender", () => {
  it.each([
    "x@evil.example",
    "x@acme.example.evil.example",
    "x@sub.acme.example",
    "x@acme.example ",
    "x",
  ])("is never somebody else, whatever a workspace has stored: %s", async (address) => {
    const sent: unknown[] = [];
    const way = mailer(settings(FROM), log(), { send: async (one) => sent.push(one) });
    expect(await way.send(mail({ from: { name: "", address } }))).toBe("failed");
    expect(sent).toEqual([]);
    expect(await way.send(mail())).toBe("accepted");
    expect(sent).toHaveLength(1);
  });

  it("may be of a domain that the operator allows", async () => {
    const more = { ...FROM, MAIL_FROM_DOMAINS: ["other.example"] };
    const way = mailer(settings(more), log(), { send: async () => ({}) });
    expect(await way.send(mail({ from: { name: "", address: "a@OTHER.example" } }))).toBe(
      "accepted",
    );
  });

  it.each([
    ["Acme Post <post@acme.example>", "Acme Post", "post@acme.example"],
    ['"Acme, Inc." <post@acme.example>', "Acme, Inc.", "post@acme.example"],
    ["post@acme.example", "", "post@acme.example"],
  ])("is read from %s", (text, name, address) => {
    expect(readMailbox(text)).toEqual({ name, address });
    expect(readMailbox(writeMailbox({ name, address }))).toEqual({ name, address });
  });
});

describe("the log", () => {
  it("keeps what became of letters and never their bodies; tracked mail leaves no row", async () => {
    const kept = log();
    const way = mailer(settings(FROM), kept, { send: async () => ({}) });
    await way.send(mail({ id: "a", tracked: true }));
    expect(kept.told).toEqual([]);
    const { tracked: _, ...letter } = mail({ id: "b" });
    await way.send(letter);
    expect(kept.told).toEqual(["+b sending", "b accepted"]);
    expect(kept.bodies).toEqual(["", ""]);
  });

  it("of an unknown end stays at sending", async () => {
    const kept = log();
    const way = mailer(settings(FROM), kept, { send: () => Promise.reject(new Error("line")) });
    const { tracked: _, ...letter } = mail();
    expect(await way.send(letter)).toBe("unknown");
    expect(kept.told).toEqual(["+inv.1 sending"]);
  });

  it("of the outbox keeps bodies on a machine of one's own only", async () => {
    for (const [LOCAL, text] of [
      [true, "Text"],
      [false, ""],
    ] as const) {
      const kept = log();
      const { tracked: _, ...letter } = mail();
      await mailer(settings({ LOCAL }), kept).send(letter);
      expect(kept.bodies[0]).toBe(text);
    }
  });
});

describe("an HTTP provider", () => {
  const requests: { key: string; body: Record<string, unknown> }[] = [];
  let answers: (number | "cut")[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (part) => (text += part));
    request.on("end", () => {
      requests.push({ key: String(request.headers["idempotency-key"]), body: JSON.parse(text) });
      const answer = answers.shift() ?? 200;
      if (answer === "cut") request.socket.destroy();
      else response.writeHead(answer, { location: "https://evil.example/" }).end();
    });
  });
  let url = "";
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  it.each([
    [[200], "accepted", 1],
    [[422], "failed", 1],
    [[302], "failed", 1],
    [[429], "later", 1],
    [[500, 200], "accepted", 2],
    [["cut", 200], "accepted", 2],
    [["cut", "cut"], "unknown", 2],
    [[503, 503], "unknown", 2],
  ] as const)("that answers %j", async (given, outcome, calls) => {
    requests.length = 0;
    answers = [...given];
    const way = mailer(settings({ ...FROM, MAIL_URL: url, MAIL_KEY: "k" }), log());
    expect(await way.send(mail({ headers: { "List-Unsubscribe": "<https://v/u/x>" } }))).toBe(
      outcome,
    );
    expect(requests).toHaveLength(calls);
    // What ended in doubt is sent again under the same key, or not at all.
    expect(new Set(requests.map(({ key }) => key))).toEqual(new Set(["inv.1"]));
    expect(requests[0]?.body).toMatchObject({
      from: '"Ann \\"A\\"" <hello@acme.example>',
      to: ["anna@example.com"],
      headers: { "List-Unsubscribe": "<https://v/u/x>", "X-Verbatim-Id": "inv.1" },
    });
  });
});

describe("the binding", () => {
  const failing = (code: string): SendBinding => ({
    send: () => Promise.reject(Object.assign(new Error("no"), { code })),
  });
  it.each([
    ["E_RECIPIENT_NOT_ALLOWED", "failed"],
    ["E_VALIDATION_ERROR", "failed"],
    ["E_RATE_LIMIT_EXCEEDED", "later"],
    ["E_DAILY_LIMIT_EXCEEDED", "later"],
    ["E_SENDER_NOT_VERIFIED", "later"],
    ["E_INTERNAL_SERVER_ERROR", "unknown"],
    ["", "unknown"],
  ])("that says %s", async (code, outcome) => {
    expect(await bindingMailer(failing(code), "a@b.example").send(mail())).toBe(outcome);
  });
});

describe("the address of a mail server", () => {
  it.each([
    [
      "smtps://u:p%40ss@h.example",
      { host: "h.example", port: 465, tls: "implicit", user: "u", pass: "p@ss" },
    ],
    ["smtp://h.example", { host: "h.example", port: 587, tls: "starttls", user: "", pass: "" }],
    ["smtp://h.example:2525", { port: 2525, tls: "starttls" }],
    ["smtp://127.0.0.1:1025?tls=none", { tls: "none" }],
    ["smtp://[::1]:1025?tls=none", { tls: "none", host: "::1" }],
  ])("%s", (url, found) => {
    expect(readSmtpUrl(url, true)).toMatchObject(found);
  });

  it("without TLS is this machine, and only where LOCAL says so", () => {
    for (const [url, local] of [
      ["smtp://h.example?tls=none", true],
      ["smtp://10.0.0.1?tls=none", true],
      ["smtp://127.0.0.1.evil.example?tls=none", true],
      ["smtp://127.0.0.1?tls=none", false],
      ["smtps://127.0.0.1?tls=none", true],
      ["http://h.example", true],
      ["smtp://user:secret@?x", true],
    ] as const) {
      expect(() => readSmtpUrl(url, local), url).toThrow();
      try {
        readSmtpUrl(url, local);
      } catch (error) {
        expect(String(error)).not.toContain("secret@");
      }
    }
  });
});

describe("a mail server", () => {
  let sink: Sink | undefined;
  const wayTo = (port: number) =>
    mailer(
      settings({ ...FROM, LOCAL: true, MAIL_SMTP_URL: `smtp://127.0.0.1:${port}?tls=none` }),
      log(),
    );

  it("that refuses the sender costs no mail: the operator mends it", async () => {
    sink = await startSink({ refuseSender: { code: 550, text: "not you" } });
    const way = wayTo(sink.port);
    expect(await way.send(mail())).toBe("later");
    await way.close();
    await sink.close();
  });

  it("that cut an idle line gets the mail on a new one, once", async () => {
    sink = await startSink();
    const way = wayTo(sink.port);
    expect(await way.send(mail({ id: "a" }))).toBe("accepted");
    sink.cutAll();
    expect(await way.send(mail({ id: "b" }))).toBe("accepted");
    expect(sink.arrived.map(({ mail: got }) => got.messageId)).toEqual([
      "<a@acme.example>",
      "<b@acme.example>",
    ]);
    await way.close();
    await sink.close();
  });

  it("that cuts the line when it has the mail leaves it unknown, and is not asked again", async () => {
    sink = await startSink({ cut: () => true });
    const way = wayTo(sink.port);
    expect(await way.send(mail())).toBe("unknown");
    expect(sink.arrived).toHaveLength(1);
    await way.close();
    await sink.close();
  });

  it("goes on after a refused recipient on the same line", async () => {
    sink = await startSink({
      refuse: (to) => (to.startsWith("gone") ? { code: 550, text: "no" } : undefined),
    });
    const way = wayTo(sink.port);
    expect(await way.send(mail({ to: "gone@example.com" }))).toBe("failed");
    expect(await way.send(mail({ to: "anna@example.com" }))).toBe("accepted");
    expect(sink.connections).toBe(1);
    await way.close();
    await sink.close();
  });

  it("is handed no header that was not meant", async () => {
    sink = await startSink();
    const way = wayTo(sink.port);
    const sly = "x\r\nBcc: victim@example.com\r\n\r\n<p>body</p>";
    expect(await way.send(mail({ headers: { "List-Unsubscribe": sly } }))).toBe("failed");
    await way.send(mail({ subject: sly, from: { name: sly, address: "hello@acme.example" } }));
    const [one] = sink.arrived;
    expect(one?.to).toEqual(["anna@example.com"]);
    expect(one?.mail.headers.map(({ key }) => key)).not.toContain("bcc");
    expect(one?.raw).not.toMatch(/^Bcc:/imu);
    await way.close();
    await sink.close();
  });
});
