import { readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { SignJWT } from "jose";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { Definition } from "../../domain/wire/survey.ts";
import { launchBrowser } from "../../scripts/browser.ts";
import { root } from "../../scripts/paths.ts";
import { npsDefinition } from "../support/definitions.ts";
import { type Edge, type Exchange, hostPage, openEdge } from "./support/edge.ts";

const FILE = `${root}/docs/ledger.md`;

/** What the keys of the one stored value hold. A key without a line here fails the test. */
const MEANING: Record<string, string> = {
  s: "a random share 0 to 1, which decides samples; it is never sent",
  t: "no popover before this time",
  nps: "no survey of this metric before this time (also `csat`, `ces`)",
  "sv_…": "not this survey before this time",
  o: "answers that are not delivered yet, by their id, as they are posted; gone when they are",
  h: "counts of what failed on this device, until they are reported",
};

let edge: Edge;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** The chapters of the page, in the order of the runs. */
const chapters: string[] = [];
/** Every key that any run has written. */
const written = new Map<string, string>();

/** The customer's origin under our host's name: cookies know no ports, so ours would come along. */
let shop: string;

beforeAll(async () => {
  [edge, browser] = await Promise.all([openEdge(), launchBrowser()]);
  shop = edge.host.replace("localhost", "127.0.0.1");
});
afterAll(async () => {
  await browser?.close();
  await edge?.close();
});
beforeEach(() => edge.reset());
afterEach(() => context?.close());

const ONE: Definition = {
  ...npsDefinition,
  questions: npsDefinition.questions.slice(0, 2),
};
const inline = (look: Definition["look"]["mode"]): Definition => ({
  ...ONE,
  look: { ...ONE.look, mode: look },
});

type Step = [name: string, act: () => unknown];

/**
 * Runs one situation and writes its chapter: each request in the step in which it was made, then what
 * the device holds at the end.
 */
async function chapter(
  title: string,
  definitions: Definition[] | "none",
  { head = "", body = "", before, clock }: Parts,
  ...steps: Step[]
): Promise<void> {
  const site = await edge.site(...(definitions === "none" ? [] : definitions));
  if (definitions === "none")
    await edge.app.run("update surveys set state = 'closed' where site_id = ?", [site.id]);
  if (head.includes("PROOF_KEY")) await addProofKey(site.id);
  const tag = `<script async crossorigin src="${edge.url}/v1/${site.id}.js"></script>`;
  const proof = await proofFor(site.id);
  edge.pages.set("/", { html: hostPage(head.replace("PROOF_KEY", proof) + tag, body) });
  context = await browser.newContext();
  context.setDefaultTimeout(10_000);
  page = await context.newPage();
  if (clock) await page.clock.install();
  if (before) await page.addInitScript(before);
  // A cookie that an earlier, careless set-up might have left.
  await context.addCookies([{ name: "stray", value: "1", url: edge.url }]);

  const rows: string[] = [];
  let reached = 0;
  const take = async ([name, act]: Step) => {
    await act();
    await quiet();
    const made = edge.exchanges.slice(reached);
    reached = edge.exchanges.length;
    rows.push(
      ...(made.length > 0 ? made.map((one) => row(name, one)) : [`| ${name} | none | | |`]),
    );
  };
  for (const step of [["The page loads", () => page.goto(`${shop}/`)] as Step, ...steps])
    await take(step);
  const kept = await stored();
  await take(["The page is left", () => page.goto("about:blank")]);
  chapters.push(
    [
      `## ${title}\n`,
      "| when | request | sent | answered |\n|---|---|---|---|",
      ...rows,
      `\nOn the device: ${kept}.\n`,
    ].join("\n"),
  );
}
type Parts = { head?: string; body?: string; before?: () => void; clock?: true };

/** Waits until no request has been made for a while. */
async function quiet(): Promise<void> {
  let count = -1;
  while (count !== (count = edge.exchanges.length)) await new Promise((r) => setTimeout(r, 700));
}

const ids = (text: string) =>
  text
    .replace(/st_[a-z2-7]{10}/gu, "SITE")
    .replace(/sv_[a-z2-7]{10}/gu, "sv_…")
    .replace(/\/w\/.*\.js$/u, "/w/NAME.HASH.js");

/** Sizes to the next half kilobyte, so that the page changes when they do, not with each byte. */
const size = (bytes: number) => `≤ ${(Math.ceil(bytes / 512) / 2).toFixed(1)} kB`;

function row(when: string, { method, path, headers, body, status, reply, text }: Exchange): string {
  for (const name of ["cookie", "authorization"]) expect(headers.get(name)).toBeNull();
  expect(reply.get("set-cookie")).toBeNull();
  // Nothing but the origin of the page goes along, or the script of ours that brings another.
  expect(ids(headers.get("referer") ?? "")).toMatch(
    new RegExp(`^(?:${shop}/|${edge.url}/v1/SITE\\.js)$`, "u"),
  );
  expect(method).not.toBe("OPTIONS");
  const keys = body && Object.keys(JSON.parse(body) as object).toSorted();
  const sent = keys
    ? `${headers.get("content-type")}, ${size(body.length)}: ${keys.map((k) => `\`${k}\``).join(" ")}`
    : "nothing";
  const answer = [
    `${status}`,
    text && size(gzipSync(text, { level: 9 }).length),
    reply.get("cache-control"),
  ];
  return `| ${when} | \`${method} ${ids(path)}\` | ${sent} | ${answer.filter(Boolean).join(", ")} |`;
}

/** What a value looks like, without what it says. */
function shape(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return typeof value === "number" ? 0 : "…";
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      /^[0-9a-f-]{36}$/u.test(key) ? "ID" : ids(key),
      shape(inner),
    ]),
  );
}

async function stored(): Promise<string> {
  const found = await page
    .evaluate(async () => ({
      local: Object.fromEntries(Object.entries(localStorage)) as Record<string, string>,
      session: Object.keys(sessionStorage),
      databases: (await indexedDB.databases()).map(({ name }) => name),
      caches: await caches.keys(),
      cookies: document.cookie,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }))
    .catch(() => undefined);
  if (!found) return "nothing: storage is blocked";
  const { local, ...others } = found;
  expect(others).toEqual({
    session: [],
    databases: [],
    caches: [],
    cookies: "stray=1",
    workers: 0,
  });
  expect((await context.cookies()).map(({ name }) => name)).toEqual(["stray"]);
  const entries = Object.entries(local);
  if (entries.length === 0) return "nothing";
  expect(entries.map(([key]) => key)).toEqual(["verbatim"]);
  const value = shape(JSON.parse(local["verbatim"]!)) as object;
  for (const key of Object.keys(value)) {
    expect(MEANING).toHaveProperty([key]);
    written.set(key, MEANING[key]!);
  }
  return `\`verbatim\` = \`${JSON.stringify(value)}\``;
}

const KEY = { kid: "k1", secret: "a secret of at least thirty-two characters" };
const addProofKey = (site: string) =>
  edge.app.run("update sites set proof_secrets = ? where id = ?", [JSON.stringify([KEY]), site]);
const proofFor = (site: string) =>
  new SignJWT({ attrs: { plan: "pro" } })
    .setProtectedHeader({ alg: "HS256", kid: KEY.kid })
    .setAudience(site)
    .setSubject("customer-42")
    .setIssuedAt()
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(KEY.secret));

const stub = (...calls: string[]) =>
  `<script>window.verbatim=function(){(verbatim.q=verbatim.q||[]).push(arguments)};${calls
    .map((call) => `verbatim(${call})`)
    .join(";")}</script>`;
const nine = () => page.getByRole("radio", { name: /^9/u });
const click = (name: string) => page.getByRole("button", { name }).click();
const score = () => nine().click();
const finish = async () => {
  await page.getByRole("textbox").fill("Quick and friendly");
  await click("Send");
  await page.getByText("Thank you").waitFor();
};
const INLINE = { body: `<div data-verbatim style="min-height:260px"></div>` };
const silent = () => Object.defineProperty(navigator, "globalPrivacyControl", { value: true });
const blocked = () => {
  for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
    Object.defineProperty(window, name, {
      get() {
        throw new DOMException("refused", "SecurityError");
      },
    });
};

it("no survey applies", () => chapter("A page where no survey applies", "none", {}));

it("shown and left alone", () =>
  chapter("A question is shown and left alone", [ONE], {}, [
    "The visitor reads on",
    () => nine().waitFor(),
  ]));

it("answered", () =>
  chapter(
    "A question is answered",
    [ONE],
    { head: stub(`"set",{plan:"pro"}`) },
    ["The score is chosen", score],
    ["The text is sent", finish],
    ["It is closed", () => click("Close")],
  ));

it("dismissed", () =>
  chapter("A question is dismissed", [ONE], {}, ["It is closed", () => click("Close")]));

it("not delivered", () =>
  chapter("An answer cannot be delivered", [ONE], {}, [
    "The score is chosen, and the server is busy",
    async () => {
      edge.instead = (path) =>
        path.startsWith("/v1/in") || path === "/v1/seen"
          ? new Response(null, {
              status: 503,
              headers: {
                "retry-after": "600",
                "access-control-allow-origin": "*",
                "access-control-expose-headers": "retry-after",
              },
            })
          : undefined;
      await score();
    },
  ]));

it("identified", () =>
  chapter(
    "A visitor with a signed proof",
    [ONE],
    { head: stub(`"identify",{proof:"PROOF_KEY"}`) },
    ["The score is chosen", score],
    ["The text is sent", finish],
    ["It is closed", () => click("Close")],
  ));

it("without consent", () =>
  chapter(
    "`consent: false`, with an inline survey",
    [inline("inline"), ONE],
    { ...INLINE, head: stub(`"set",{consent:false,plan:"pro"}`, `"identify","customer-42"`) },
    ["The score is chosen", score],
    ["The text is sent", finish],
  ));

it("Global Privacy Control", () =>
  chapter(
    "Global Privacy Control, with an inline survey",
    [inline("inline"), ONE],
    { ...INLINE, before: silent },
    ["The score is chosen", score],
    ["The text is sent", finish],
  ));

it("storage blocked", () =>
  chapter(
    "Storage is blocked, and the page calls `show`",
    [ONE],
    { before: blocked },
    ["`show`", () => page.evaluate(() => window.verbatim!("show"))],
    ["The score is chosen", score],
    ["The text is sent", finish],
  ));

it("open for long", () =>
  chapter("A page stays open with a question on it", [ONE], { clock: true }, [
    "A minute later",
    async () => {
      await nine().waitFor();
      await page.clock.runFor(65_000);
    },
  ]));

it("is what docs/ledger.md says", async () => {
  expect(chapters).toHaveLength(10);
  const text = `# What is stored and requested

Generated from real runs in a browser by \`tests/browser/ledger.test.ts\`, which fails when this page no longer says what happens (\`LEDGER=write\` writes it anew). The widget and the real application stand on one origin, the customer's page on another.

In every run, and checked in every run: no cookie is set, sent or read, not even one that is there for our own host; no preflight; no request to anybody else; of the page's address only the origin goes along as \`Referer\`; no session storage, database, cache or worker. Sizes are after gzip for what we answer, to the next half kilobyte.

An answer (\`POST /v1/in\`) holds its own random id (\`submission\`), the site, the survey and its version, the answers, the language they were asked in, the channel, the time of the device (\`at\`) and how long the question stood (\`ms\`). With storage allowed also the page without its query, and what \`identify\` and \`set\` said. Addresses of visitors are not stored in clear: [data-life.md](data-life.md).

One key in \`localStorage\`, \`verbatim\`, whose value is JSON. What stands in it:

| key | what it is |
|---|---|
${[...written]
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(([key, what]) => `| \`${key}\` | ${what} |`)
  .join("\n")}

${chapters.join("\n")}`;
  if (process.env["LEDGER"] === "write") await writeFile(FILE, text);
  expect(await readFile(FILE, "utf8")).toBe(text);
  expect(text.length).toBeGreaterThan(2000);
});
