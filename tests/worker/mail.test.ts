import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startMailWorker } from "../support/mail-worker.ts";
import { TestProduct } from "../support/product.ts";
import { type Sink, startSink, testCertificate } from "../support/mail-sink.ts";

let certificate: Awaited<ReturnType<typeof testCertificate>>;
const before = process.env["NODE_EXTRA_CA_CERTS"];
const user = { name: "relay@acme.example", pass: "p@ss:word/é" };

beforeAll(async () => {
  certificate = await testCertificate();
  process.env["NODE_EXTRA_CA_CERTS"] = certificate.file;
});
afterAll(() => {
  if (before === undefined) delete process.env["NODE_EXTRA_CA_CERTS"];
  else process.env["NODE_EXTRA_CA_CERTS"] = before;
});

let count = 0;
const mail = (to: string, more: object = {}) => ({
  id: `m${++count}`,
  to,
  subject: "Wie war's? – eine Frage",
  text: "Hallo,\n\n.ein Punkt am Anfang\n..zwei\n",
  html: `<p>${"ä".repeat(200)}</p>`,
  at: Date.UTC(2026, 10, 27, 12),
  from: { name: 'Jörg "Jo" Łuk, Acme', address: "hello@acme.example" },
  replyTo: "team@acme.example",
  headers: {
    "List-Unsubscribe": `<https://verbatim.example/u/${"A".repeat(80)}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  },
  ...more,
});

const credentials = `${encodeURIComponent(user.name)}:${encodeURIComponent(user.pass)}@`;

/** What every mail that arrived must look like, whichever way it came. */
function expectWhole(
  { mail: got, raw, from }: Sink["arrived"][number],
  sent: ReturnType<typeof mail>,
) {
  expect(from).toBe("hello@acme.example");
  expect(got.subject).toBe(sent.subject);
  expect(got.from).toMatchObject({ name: sent.from.name, address: sent.from.address });
  expect(got.replyTo?.[0]).toMatchObject({ address: sent.replyTo });
  expect(got.text?.replaceAll("\r\n", "\n").trimEnd()).toBe(sent.text.trimEnd());
  expect(got.html?.trim()).toBe(sent.html);
  expect(got.messageId).toBe(`<${sent.id}@acme.example>`);
  expect(raw).toContain(`\r\nList-Unsubscribe: ${sent.headers["List-Unsubscribe"]}\r\n`);
  expect(raw).toContain("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
  expect(raw).toMatch(/^Date: Fri, 27 Nov 2026 12:00:00 \+0000\r$/mu);
  for (const line of raw.split("\r\n")) expect(line.length).toBeLessThanOrEqual(998);
}

describe("mail from workerd to a real mail server", () => {
  it.each(["starttls", "implicit"] as const)("by %s, signed in", async (tls) => {
    const sink = await startSink({ tls, ...certificate, user });
    const scheme = tls === "implicit" ? "smtps" : "smtp";
    const worker = await startMailWorker({
      MAIL_SMTP_URL: `${scheme}://${credentials}127.0.0.1:${sink.port}`,
      MAIL_FROM: "Acme <hello@acme.example>",
    });
    const sent = mail("anna@example.com");
    expect(await worker.send([sent])).toEqual(["accepted"]);
    expect(sink.arrived).toHaveLength(1);
    const arrived = sink.arrived[0] as Sink["arrived"][number];
    expect(arrived).toMatchObject({ secure: true, user: user.name, to: ["anna@example.com"] });
    expectWhole(arrived, sent);
    await worker.stop();
    await sink.close();
  });

  it("sends 60 mails over few lines, each once", async () => {
    const sink = await startSink();
    const worker = await startMailWorker({
      MAIL_SMTP_URL: `smtp://127.0.0.1:${sink.port}?tls=none`,
      MAIL_FROM: "hello@acme.example",
      LOCAL: "1",
    });
    const mails = Array.from({ length: 60 }, (_, i) => mail(`p${i}@example.com`));
    expect(new Set(await worker.send(mails))).toEqual(new Set(["accepted"]));
    expect(sink.arrived).toHaveLength(60);
    expect(new Set(sink.arrived.map(({ to }) => to[0]))).toEqual(
      new Set(mails.map(({ to }) => to)),
    );
    expect(sink.connections).toBeLessThanOrEqual(3);
    await worker.stop();
    await sink.close();
  });

  it("says nothing where the server does not turn to TLS", async () => {
    const sink = await startSink();
    const worker = await startMailWorker({
      MAIL_SMTP_URL: `smtp://${credentials}127.0.0.1:${sink.port}`,
      MAIL_FROM: "hello@acme.example",
    });
    expect(await worker.send([mail("anna@example.com")])).toEqual(["later"]);
    expect(sink.arrived).toEqual([]);
    await worker.stop();
    await sink.close();
  });

  it("tells what passes from what is for good, and what nobody knows", async () => {
    const sink = await startSink({
      refuse: (to) =>
        to.startsWith("gone")
          ? { code: 550, text: "no such mailbox" }
          : to.startsWith("full")
            ? { code: 452, text: "mailbox full" }
            : undefined,
      cut: (to) => to.startsWith("cut"),
    });
    const worker = await startMailWorker({
      MAIL_SMTP_URL: `smtp://127.0.0.1:${sink.port}?tls=none`,
      MAIL_FROM: "hello@acme.example",
      LOCAL: "1",
    });
    const one = async (to: string) => (await worker.send([mail(to)]))[0];
    expect(await one("gone@example.com")).toBe("failed");
    expect(await one("full@example.com")).toBe("later");
    expect(await one("cut@example.com")).toBe("unknown");
    expect(await one("anna@example.com")).toBe("accepted");
    await sink.close();
    expect(await one("anna@example.com")).toBe("later");
    await worker.stop();
  });
});

it("the built Worker mails a sign-in link through a mail server", async () => {
  const sink = await startSink();
  const product = await TestProduct.start({
    bindings: {
      LOCAL: "1",
      MAIL_SMTP_URL: `smtp://127.0.0.1:${sink.port}?tls=none`,
      MAIL_FROM: "Acme <post@acme.example>",
    },
  });
  await product.signIn();
  const [admin] = await product.rows("select email from users");
  const reply = await fetch(`${product.url}/auth/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: product.url },
    body: JSON.stringify({ email: admin?.["email"] }),
  });
  expect(reply.status).toBe(200);
  await vi.waitFor(() => expect(sink.arrived).toHaveLength(1), { timeout: 20_000 });
  const { mail: got, from } = sink.arrived[0] as Sink["arrived"][number];
  expect(from).toBe("post@acme.example");
  expect(got.text).toContain(`${product.url}/auth/`);
  await vi.waitFor(
    async () =>
      expect(await product.rows("select state, text from mails")).toEqual([
        { state: "accepted", text: "" },
      ]),
    { timeout: 20_000 },
  );
  await product.stop();
  await sink.close();
});
