import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CreateSend, Send } from "../../domain/wire/sends.ts";
import type { Segment } from "../../domain/wire/people.ts";
import { launchBrowser } from "../../scripts/browser.ts";
import { TestProduct } from "../support/product.ts";
import { type Published, publishedSurvey } from "../support/published.ts";

let product: TestProduct;
let survey: Published;
let segment: Segment;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 740 };

beforeAll(async () => {
  [product, browser] = await Promise.all([TestProduct.start(), launchBrowser()]);
  survey = await publishedSurvey(product);
  await call("POST", "/people", {
    items: [
      { person: "c1", email: "ada@x.example", attributes: { plan: "team", first_name: "Ada" } },
      { person: "c2", email: "bo@x.example", attributes: { plan: "team" } },
      { person: "c3", attributes: { plan: "team" } },
      {
        person: "c4",
        email: "no@x.example",
        attributes: { plan: "team" },
        subscription: "unsubscribed",
      },
      { person: "c5", email: "free@x.example", attributes: { plan: "free" } },
    ],
  });
  segment = await call<Segment>("POST", "/segments", {
    name: "Team plan",
    rules: { attributes: [{ name: "plan", is: "one_of", values: ["team"] }] },
  });
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: WIDE, reducedMotion: "reduce" });
  context.setDefaultTimeout(10_000);
  page = await context.newPage();
  complaints = [];
  page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
  await page.goto(await product.signIn());
  await page.getByRole("button").first().click();
  await page.waitForURL(/\/app/u);
});
afterEach(() => context.close());

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const reply = await fetch(`${product.url}/api/v1${path}`, {
    method,
    headers: { ...survey.headers, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as T;
}

const open = (path: string) => page.goto(`${product.url}/app${path}`);
const said = (text: string | RegExp) => page.getByText(text).first().waitFor();
const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true });
const mails = async () =>
  (await product.rows(`select "to" || ': ' || subject as line from mails order by 1`)).map(
    ({ line }) => line,
  );
const minute = () => product.scheduled("* * * * *");
const stateOf = async (id: string) => (await call<Send>("GET", `/sends/${id}`)).state;

/** A send that stays where it is: its time comes in a year. */
const later = (name: string): CreateSend => ({
  survey: survey.id,
  name,
  audience: { of: "segment", segment: segment.id },
  letter: { subject: "How are we doing?", intro: "Hello" },
  plan: { kind: "once", at: Date.now() + 365 * 86_400_000 },
  reminders: [3],
});

/** A live send of which nothing goes out for a year. */
async function waiting(): Promise<string> {
  const { items } = await call<{ items: Send[] }>("GET", "/sends");
  const known = items.find(({ name, state }) => name === "Waiting" && state === "live");
  if (known) return known.id;
  await call("PUT", "/mail", {
    fromName: "Halden",
    from: "hello@halden.example",
    address: "Halden AS, Street 1, Bergen",
    dailyCap: 2000,
  });
  const { id } = await call<Send>("POST", "/sends", later("Waiting"));
  await call("POST", `/sends/${id}/move`, { to: "live" });
  return id;
}

describe("from the sender to the outbox", () => {
  it("the sender is set, and taken back by undo", async () => {
    await open("/sends");
    await said("Here you will ask by mail");
    await said("No sender is set, so nothing can be started.");
    await page.getByRole("link", { name: "Set the sender" }).click();
    await page.getByLabel("From, address").fill("hello");
    await button("Save").click();
    await said("An address like hello@example.com.");
    await page.getByLabel("From, name").fill("Halden");
    await page.getByLabel("From, address").fill("hello@halden.example");
    await page.getByLabel("Postal address").fill("Halden AS, Street 1, Bergen");
    await button("Save").click();
    await said("The sender is saved.");
    await page.getByRole("heading", { name: "Does mail from halden.example arrive?" }).waitFor();
    await page.getByLabel("Mails a day at most").fill("700");
    await button("Save").click();
    await button("Undo").click();
    await expect
      .poll(async () => (await call<{ settings: object }>("GET", "/mail")).settings)
      .toMatchObject({ fromName: "Halden", dailyCap: 2000 });
  });

  it("a letter for a segment is written, seen, tested, and started; mail lands in the outbox", async () => {
    await open(`/sends/new?survey=${survey.id}&segment=${segment.id}`);
    await button("Create draft").click();
    await page.waitForURL(/\/sends\/[^/]+\/edit\?step=letter/u);
    const id = /sends\/([^/]+)\/edit/u.exec(page.url())?.[1] ?? "";

    await page.getByLabel("Subject", { exact: true }).fill("A word, ");
    await button("Insert into Subject").click();
    await page.getByRole("menuitem", { name: "Attribute first_name" }).click();
    await expect
      .poll(() => page.getByLabel("Subject", { exact: true }).inputValue())
      .toBe("A word, {{first_name}}");
    await page.getByLabel("Subject", { exact: true }).fill("A word, {{first_name|dear reader}}?");
    await page.getByLabel("Above the question", { exact: true }).fill("Would you tell us?");
    await said(/^Saved \d\d:\d\d$/u);

    // The real mail, styled although the page's policy allows no inline styles, and without links to follow.
    const mail = page.frameLocator('iframe[title="Preview of the mail"]');
    await mail.getByText("Would you tell us?").first().waitFor();
    await mail.getByText("How likely are you to recommend us?").first().waitFor();
    const frame = page.frames().find((one) => one.url().endsWith("/app/mail.html"));
    const styled = await page.evaluate(() => {
      const inside = document.querySelector("iframe")!.contentDocument!;
      return {
        inline: inside.querySelectorAll("[style]").length,
        links: [...inside.querySelectorAll("a")].map((a) => getComputedStyle(a).pointerEvents),
        scripts: inside.scripts.length,
      };
    });
    expect(frame).toBeDefined();
    expect(styled.inline).toBeGreaterThan(10);
    expect(styled.links.length).toBeGreaterThan(10);
    expect(new Set(styled.links)).toEqual(new Set(["none"]));
    expect(styled.scripts).toBe(0);
    await page.getByText(/^\d+(\.\d)? kB of HTML/u).waitFor();
    const canvas = () =>
      page.evaluate(() => {
        const inside = document.querySelector("iframe")!.contentDocument!;
        return getComputedStyle(inside.body).backgroundColor;
      });
    const light = await canvas();
    await page.getByRole("radio", { name: "Dark", exact: true }).check({ force: true });
    await expect.poll(canvas).not.toBe(light);
    await page.getByRole("radio", { name: "As plain text" }).check({ force: true });
    expect(await page.locator(".mail-text").textContent()).toContain("Would you tell us?");
    expect(complaints).toEqual([]);

    await button("Send a test").click();
    await page.getByLabel("To", { exact: true }).fill("me@halden.example");
    await button("Send the test").click();
    await said("The test for me@halden.example waits in the outbox.");
    expect(await mails()).toEqual(["me@halden.example: [Test] A word, dear reader?"]);

    await page.getByRole("link", { name: "Check and start" }).first().click();
    await said(/^2 people of the segment “Team plan” get “A word, \[first_name\]\?” from Halden/u);
    await said("2 of 4 are left out now: no address, unsubscribed, or no consent.");
    await button("Start").click();
    await page.waitForURL(new RegExp(`/app/sends/${id}$`, "u"));
    await said("Live");

    await expect
      .poll(
        async () => {
          await minute();
          return mails();
        },
        { timeout: 20_000 },
      )
      .toEqual([
        "ada@x.example: A word, Ada?",
        "bo@x.example: A word, dear reader?",
        "me@halden.example: [Test] A word, dear reader?",
      ]);
    await page.reload();
    await said(/2 of \d were accepted by the mailer/u);
    await page.getByRole("link", { name: "ada@x.example" }).waitFor();
    await page.getByLabel("Invitations by state").selectOption("skipped");
    expect(page.url()).toContain("state=skipped");
    await page.getByRole("link", { name: "no@x.example" }).waitFor();
    expect(await page.getByRole("link", { name: "ada@x.example" }).count()).toBe(0);
  });

  it("what is left over is told, and decided by a person", async () => {
    const [row] = await product.rows(
      "select id, send_id from invitations where state = 'accepted' and send_id is not null",
    );
    await product.rows("update invitations set state = 'unknown', due_at = null where id = ?", [
      row!["id"]!,
    ]);
    await open("/sends");
    await page.getByRole("link", { name: "Decide" }).click();
    await page.getByRole("heading", { name: "1 mail left over" }).waitFor();
    await button("Leave it: count as accepted").click();
    await said("1 mail counts as accepted.");
    await page.getByRole("heading", { name: "1 mail left over" }).waitFor({ state: "detached" });
    const [after] = await product.rows("select state from invitations where id = ?", [row!["id"]!]);
    expect(after).toEqual({ state: "accepted" });
  });
});

describe("a send that runs", () => {
  it("is paused, resumed and cancelled, each with a way back", async () => {
    const id = await waiting();
    await open(`/sends/${id}`);
    await button("Pause").click();
    await said("“Waiting” is paused. Nothing goes out until you resume it.");
    expect(await stateOf(id)).toBe("paused");
    await button("Undo").click();
    await button("Pause").waitFor();
    expect(await stateOf(id)).toBe("live");
    await button("Pause").click();
    await button("Resume").click();
    await said("“Waiting” is live.");
    expect(await stateOf(id)).toBe("live");

    await button("More actions for Waiting").click();
    await page.getByRole("menuitem", { name: "Cancel" }).click();
    await said("“Waiting” is cancelled. What was planned is not sent.");
    expect(await stateOf(id)).toBe("cancelled");
    await page
      .locator(".toast", { hasText: "cancelled" })
      .getByRole("button", { name: "Undo" })
      .click();
    await button("Pause").waitFor();
    expect(await stateOf(id)).toBe("live");
  });

  it("keeps its audience; a draft is given up only after a question", async () => {
    await waiting();
    const { id } = await call<Send>("POST", "/sends", later("Fixed"));
    await open(`/sends`);
    await button("Actions for Fixed").click();
    await page.getByRole("menuitem", { name: "Discard…" }).click();
    await page.getByRole("button", { name: "Close" }).click();
    expect(await stateOf(id)).toBe("draft");
    await call("POST", `/sends/${id}/move`, { to: "live" });
    await open(`/sends/${id}/edit`);
    await said(/That is fixed since it started/u);
    expect(await page.getByRole("radiogroup", { name: "Who is asked" }).count()).toBe(0);
  });
});

it("addresses are suppressed from a list, looked up, and let through again", async () => {
  await open("/settings/mail");
  await page.getByLabel("Suppress addresses").fill("email\nstop@x.example\nnobody\n");
  await button("Suppress 2 addresses").click();
  await said("1 address added, 1 not understood.");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download the lines that failed" }).click();
  expect((await download).suggestedFilename()).toBe("addresses-not-understood.csv");
  await page.getByLabel("Look an address up").fill("stop@x.example");
  await button("Look up").click();
  await said(/stop@x\.example gets no mail since .*: imported\./u);
  await button("Let mail through again").click();
  await said("stop@x.example is not suppressed.");
});

it("analysts read sends and change nothing; viewers are told that their role does not show them", async () => {
  const send = await call<Send>("GET", `/sends/${await waiting()}`);
  const asRole = (role: string) => product.rows("update members set role = ?", [role]);
  try {
    await asRole("analyst");
    await open("/sends");
    await page.getByRole("link", { name: send.name }).first().waitFor();
    expect(await page.getByRole("link", { name: "New send" }).count()).toBe(0);
    expect(await page.getByRole("button", { name: /^Actions for/u }).count()).toBe(0);
    await page.getByRole("link", { name: send.name }).first().click();
    await page.getByRole("heading", { name: "Invitations" }).waitFor();
    expect(await button("Pause").count()).toBe(0);
    for (const closed of [`/sends/${send.id}/edit`, "/sends/new", "/settings/mail"]) {
      await open(closed);
      await said("Your role does not show this");
    }
    await asRole("viewer");
    for (const closed of ["/sends", `/sends/${send.id}`, `/surveys/${survey.id}/mail`]) {
      await open(closed);
      await said("Your role does not show this");
    }
  } finally {
    await asRole("owner");
  }
});

describe.each([
  ["narrow", NARROW],
  ["wide", WIDE],
])("%s", (_, viewport) => {
  it.each([
    ["the list", "/sends", "Waiting"],
    ["a new send", "/sends/new", "Create draft"],
    ["who", "/sends/ID/edit", "may get mail now"],
    ["the letter", "/sends/ID/edit?step=letter", "kB of HTML"],
    ["when", "/sends/ID/edit?step=plan", "The next fortnight"],
    ["the check", "/sends/ID/edit?step=check", "get “How are we doing?”"],
    ["one send", "/sends/ID", "Invitations"],
    ["a survey's mail", "/surveys/SURVEY/mail", "Paste the block"],
    ["the settings", "/settings/mail", "Suppressed addresses"],
  ])("axe finds nothing on %s, and nothing overflows", async (_name, path, text) => {
    const id = await waiting();
    await page.setViewportSize(viewport);
    await open(path.replace("ID", id).replace("SURVEY", survey.id));
    await page.getByText(text).first().waitFor({ state: "attached" });
    await page.waitForLoadState("networkidle");
    expect(await violations()).toEqual([]);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over).toBeLessThanOrEqual(0);
  });
});

/** What axe-core finds on the page as it stands; the mail in its frame is not the console's. */
async function violations(): Promise<string[]> {
  // Read by the debugger, so that the page's own policy may stay as it is.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { run } = (window as unknown as { axe: typeof axe }).axe;
    const { violations: found } = await run(document, {
      rules: { "target-size": { enabled: true } },
      iframes: false,
    });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
  });
}
