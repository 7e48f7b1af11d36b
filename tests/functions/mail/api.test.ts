import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type {
  Deliverability,
  Mailing,
  MailPreview,
  MergeBlock,
} from "../../../domain/wire/mail.ts";
import { type TestApp, seedMember, seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";

const SENDER = {
  fromName: "Acme",
  from: "hello@acme.example",
  address: "1 High Street, London",
  dailyCap: 1000,
  selectors: ["s1"],
  spf: "relay.example",
};
const LETTER = { subject: "One question, {{first_name}}", intro: "Hello {{first_name|there}}" };

/** What a resolver says, by name and type; a name that is missing does not exist. */
let zone: Record<string, { type: number; data: string }[]> = {};
let silent = false;
let questions = 0;
const resolver = createServer((request, response) => {
  questions++;
  if (silent) return void response.writeHead(502).end();
  const name = new URL(request.url ?? "", "http://resolver").searchParams.get("name") ?? "";
  const Answer = zone[name];
  response.end(JSON.stringify(Answer ? { Status: 0, Answer } : { Status: 3 }));
});

let app: TestApp;
let headers: Record<string, string>;
let workspace: string;
let survey: string;

beforeAll(async () => {
  await new Promise<void>((done) => resolver.listen(0, "127.0.0.1", done));
  const { port } = resolver.address() as AddressInfo;
  app = await testApp({
    env: {
      MAIL_RESOLVER: `http://127.0.0.1:${port}/dns-query`,
      MAIL_SMTP_URL: "smtps://127.0.0.1:1",
      MAIL_FROM: "Verbatim <post@verbatim.example>",
      MAIL_FROM_DOMAINS: "acme.example Other.example",
    },
  });
  const home = await seedWorkspace(app);
  workspace = home.workspace;
  headers = (await seedMember(app, workspace, "admin")).headers;
  survey = (await seedSurvey(app, home)).id;
});
afterAll(async () => {
  await app.close();
  resolver.close();
});

const send = (method: string, path: string, body?: object) =>
  app.request(`/api/v1${path}`, {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
const read = async <T>(method: string, path: string, body?: object): Promise<T> => {
  const reply = await send(method, path, body);
  expect(reply.status).toBe(200);
  return (await reply.json()) as T;
};
const fieldsOf = async (reply: Response) => {
  expect(reply.status).toBe(422);
  return ((await reply.json()) as { error: { fields: Record<string, string> } }).error.fields;
};

describe("settings of mail", () => {
  it("are empty first, are saved, read back and written into the audit log", async () => {
    expect(await read<Mailing>("GET", "/mail")).toMatchObject({
      settings: null,
      kind: "smtp",
      delivers: true,
      today: { cap: null, sent: 0 },
    });
    const saved = await read<Mailing>("PUT", "/mail", SENDER);
    expect(saved).toMatchObject({ settings: SENDER, today: { cap: 1000, sent: 0 } });
    expect(await read<Mailing>("GET", "/mail")).toEqual(saved);
    const log = await app.run("select action from audit_entries where workspace_id = ?", [
      workspace,
    ]);
    expect(log.map(({ action }) => action)).toContain("mail.save");
  });

  it.each([
    "ceo@bank.example",
    "a@acme.example.evil.example",
    "a@sub.acme.example",
    "a@xacme.example",
  ])("take nobody else's name: %s", async (from) => {
    expect((await fieldsOf(await send("PUT", "/mail", { ...SENDER, from })))["from"]).toContain(
      "acme.example",
    );
    expect((await read<Mailing>("GET", "/mail")).settings?.from).toBe(SENDER.from);
  });

  it.each(["a@acme.example", "a@verbatim.example", "A@OTHER.example"])(
    "take the domains of the installation: %s",
    async (from) => {
      expect((await read<Mailing>("PUT", "/mail", { ...SENDER, from })).settings?.from).toBe(
        from.toLowerCase(),
      );
      await read("PUT", "/mail", SENDER);
    },
  );

  it("refuse what is no address, a line end in a name, and fields that are not theirs", async () => {
    for (const more of [
      { from: "nobody" },
      { replyTo: "x" },
      { address: "" },
      { dailyCap: 0 },
      { kind: "smtp" },
    ])
      expect((await send("PUT", "/mail", { ...SENDER, ...more })).status).toBe(422);
  });
});

describe("a preview", () => {
  it("shows the mail, its size and what to mind", async () => {
    const preview = await read<MailPreview>("POST", `/surveys/${survey}/mail/preview`, {
      letter: LETTER,
    });
    expect(preview.subject).toBe("One question, Anna");
    expect(preview.bytes).toBe(Buffer.byteLength(preview.html));
    expect(preview.bytes).toBeLessThan(30_000);
    expect(preview.languages).toContain("en");
    expect(preview.warnings.some((says) => says.includes("{{first_name}}"))).toBe(true);
    expect(preview.text).toContain("Hello Anna");
  });

  it("takes a person's attributes and language, and nobody's of another workspace", async () => {
    await app.run(
      "insert into people (workspace_id, person, attributes, language, source, created_at, updated_at) values (?, 'p1', ?, 'de', 'api', 0, 0)",
      [workspace, JSON.stringify({ first_name: "Zoë <b>" })],
    );
    const path = `/surveys/${survey}/mail/preview`;
    const preview = await read<MailPreview>("POST", path, { letter: LETTER, person: "p1" });
    expect(preview.subject).toBe("One question, Zoë <b>");
    expect(preview.html).not.toContain("<b>");
    const other = await seedWorkspace(app);
    await app.run(
      "insert into people (workspace_id, person, source, created_at, updated_at) values (?, 'theirs', 'api', 0, 0)",
      [other.workspace],
    );
    expect((await send("POST", path, { letter: LETTER, person: "theirs" })).status).toBe(404);
  });

  it("counts nothing: its links are not valid", async () => {
    const { html } = await read<MailPreview>("POST", `/surveys/${survey}/mail/preview`, {
      letter: LETTER,
    });
    const links = [...html.matchAll(/href="([^"]+)"/gu)].map(([, link]) => new URL(link ?? ""));
    expect(links.length).toBeGreaterThan(12);
    for (const link of links)
      expect([400, 404]).toContain((await app.request(link.pathname)).status);
  });
});

describe("the merge block", () => {
  it("is read for each tool, and refuses others", async () => {
    for (const tool of ["mailchimp", "klaviyo", "hubspot", "salesforce", "plain"]) {
      const block = await read<MergeBlock>("GET", `/surveys/${survey}/mail/block?tool=${tool}`);
      expect(block.tags).toHaveLength(13);
    }
    expect((await send("GET", `/surveys/${survey}/mail/block?tool=lotus`)).status).toBe(400);
  });
});

describe("deliverability", () => {
  const good = () => ({
    "acme.example": [
      // In two strings, as a long record comes.
      { type: 16, data: '"v=spf1 include:relay" ".example ~all"' },
      { type: 16, data: '"google-site-verification=x"' },
    ],
    "relay.example": [{ type: 16, data: "v=spf1 ip4:192.0.2.0/24 -all" }],
    "s1._domainkey.acme.example": [
      { type: 5, data: "s1.relay.example." },
      { type: 16, data: `"v=DKIM1\\; k=rsa\\; p=${Buffer.alloc(294, 1).toString("base64")}"` },
    ],
    "_dmarc.acme.example": [{ type: 16, data: '"v=DMARC1; p=reject; rua=mailto:d@acme.example"' }],
  });
  const check = () => read<Deliverability>("GET", "/mail/deliverability");

  it("finds what is right, through aliases and records in two strings", async () => {
    zone = good();
    const { records, aligned, domain } = await check();
    expect([domain, aligned]).toEqual(["acme.example", "yes"]);
    const states = Object.fromEntries(records.map(({ what, state }) => [what, state]));
    expect(states).toEqual({ spf: "ok", dkim: "ok", dmarc: "ok", mx: "missing" });
  });

  it("tells what is missing, with the line to paste", async () => {
    zone = {};
    const { records, aligned } = await check();
    expect(aligned).toBe("no");
    expect(records.find(({ what }) => what === "spf")?.value).toBe(
      "v=spf1 include:relay.example ~all",
    );
    expect(records.find(({ what }) => what === "dmarc")?.value).toMatch(/^v=DMARC1; p=none/u);
    for (const record of records) expect(record.note).toMatch(/\.$/u);
  });

  it("knows a domain that takes no mail", async () => {
    zone = { ...good(), "acme.example": [...good()["acme.example"], { type: 15, data: "0 ." }] };
    const mx = (await check()).records.find(({ what }) => what === "mx");
    expect(mx?.state).toBe("wrong");
  });

  it("says that nobody could say, and does not fail, when the resolver is away", async () => {
    silent = true;
    const { records, aligned } = await check();
    silent = false;
    expect(new Set(records.map(({ state }) => state))).toEqual(new Set(["unknown"]));
    expect(aligned).toBe("unknown");
  });

  it("asks no more than 60 names of a record that names others without end", async () => {
    zone = good();
    for (let i = 0; i < 200; i++)
      zone[`n${i}.example`] = [
        { type: 16, data: `v=spf1 include:n${2 * i + 1}.example include:n${2 * i + 2}.example` },
      ];
    zone["acme.example"] = [
      { type: 16, data: "v=spf1 include:n0.example include:relay.example -all" },
    ];
    questions = 0;
    const spf = (await check()).records.find(({ what }) => what === "spf");
    expect(questions).toBeLessThan(60);
    expect(["wrong", "unknown"]).toContain(spf?.state);
  });

  it("is refused until a sender is set", async () => {
    await app.run("update workspaces set mail = null where id = ?", [workspace]);
    expect(await fieldsOf(await send("GET", "/mail/deliverability"))).toHaveProperty("from");
  });
});
