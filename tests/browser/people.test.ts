import { readFile } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import axe from "axe-core";
import Papa from "papaparse";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { launchBrowser } from "../../scripts/browser.ts";
import { TestProduct } from "../support/product.ts";
import { type Published, publishedSurvey } from "../support/published.ts";

let product: TestProduct;
let survey: Published;
let browser: Browser;
let context: BrowserContext;
let page: Page;

const WIDE = { width: 1280, height: 900 };
const SMALL = { width: 320, height: 640 };
const ROWS = 1000;
/** Rows of the file whose address is none, one that has no id either, one that slid. */
const BAD = [10, 110, 210, 310, 410, 510, 610];
const PLANS = ["free", "team", "pro", "enterprise"];

const id = (i: number) => `C-${String(i).padStart(4, "0")}`;
const cellsOf = (i: number): string[] => [
  id(i),
  BAD.includes(i) ? "=cmd|nobody" : `person${i}@example.com`,
  `Ann ${i}`,
  PLANS[i % 4] ?? "",
  String(i % 30),
  `${String(1 + (i % 28)).padStart(2, "0")}.06.2025`,
  i % 5 === 0 ? "no" : "yes",
];
const HEADS = ["Customer ID", "E-mail", "Name", "Plan", "Orders", "Signed up", "Consent"];
const FILE = {
  name: "customers.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(
    Papa.unparse([HEADS, ...Array.from({ length: ROWS }, (_, i) => cellsOf(i))], {
      delimiter: ";",
      newline: "\r\n",
    }),
  ),
};

beforeAll(async () => {
  [product, browser] = await Promise.all([TestProduct.start(), launchBrowser()]);
  survey = await publishedSurvey(product);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});
beforeEach(() => open());
afterEach(() => context.close());

/** A window of the first admin's, in which the product's content security policy holds. */
async function open(more: { bypassCSP?: boolean } = {}): Promise<void> {
  context = await browser.newContext({ viewport: WIDE, reducedMotion: "reduce", ...more });
  context.setDefaultTimeout(20_000);
  page = await context.newPage();
  await page.goto(await product.signIn());
  await page.getByRole("button").first().click();
  await page.waitForURL(/\/app/u);
}

const button = (name: string | RegExp) => page.getByRole("button", { name });
const heading = (name: string | RegExp) => page.getByRole("heading", { level: 1, name });
const figure = (name: string) =>
  page.locator(".tallies > div").filter({ hasText: name }).locator("b").textContent();
const figures = async () =>
  Promise.all(["Created", "Updated", "Unchanged", "Rows with an error"].map(figure));

/** Chooses the file and goes as far as the look at what will happen. */
async function toCheck(): Promise<void> {
  await page.goto(`${product.url}/app/people/import`);
  await page.locator("input[type=file]").setInputFiles(FILE);
  await heading("What the columns hold").waitFor();
  await button("Look at what will happen").click();
  await page.getByText("993 of 1,000 rows can be imported.").waitFor();
}

it("a file of 1,000 rows with 7 bad ones is imported twice; the bad ones come back as a file to mend", async () => {
  await page.goto(`${product.url}/app/people`);
  await page.getByRole("heading", { name: "Here you will see whom you ask" }).waitFor();
  await page.getByRole("link", { name: "Import a CSV file" }).click();
  await page.locator("input[type=file]").setInputFiles(FILE);

  // What was guessed: separator, ids, addresses, types, the order of day and month.
  await heading("What the columns hold").waitFor();
  const chosen = async (label: string) =>
    page.getByLabel(label).locator("option:checked").textContent();
  expect(await chosen("Columns are parted by")).toBe("Semicolon");
  expect(await Promise.all(HEADS.map((head) => chosen(`What ${head} is`)))).toEqual([
    "Person id",
    "E-mail address",
    "Attribute",
    "Attribute",
    "Attribute",
    "Attribute",
    "Consent",
  ]);
  expect(await chosen("Kind of value in Orders")).toBe("Number");
  expect(await chosen("How Signed up is written")).toBe("Day, month, year");

  await button("Look at what will happen").click();
  await page.getByText("993 of 1,000 rows can be imported.").waitFor();
  await page.getByText("E-mail: “=cmd|nobody” is no e-mail address").first().waitFor();
  await button("Import 993 rows").click();
  await heading("993 rows are in, 7 rows are not").waitFor();
  expect(await figures()).toEqual(["993", "0", "0", "7"]);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    button("Download 7 rows with errors").click(),
  ]);
  expect(download.suggestedFilename()).toBe("customers-errors.csv");
  const text = await readFile(await download.path(), "utf8");
  const { data } = Papa.parse<string[]>(text.slice(1), { skipEmptyLines: true });
  expect(data[0]).toEqual([...HEADS, "Row in the file", "Column with a problem", "Problem"]);
  expect(data.slice(1)).toEqual(
    BAD.map((i) => {
      const [person = "", email = "", ...rest] = cellsOf(i);
      const why = `E-mail: “${email}” is no e-mail address`;
      return [person, `'${email}`, ...rest, String(i + 2), "E-mail", why];
    }),
  );

  // The same file again changes nothing.
  await button("Import another file").click();
  await toCheck();
  await button("Import 993 rows").click();
  await heading("993 rows are in, 7 rows are not").waitFor();
  expect(await figures()).toEqual(["0", "0", "993", "7"]);
  const [stored] = await product.rows(
    `select count(*) as n, sum(consent = 'given') as given, min(attributes ->> 'signed_up') as day from people`,
  );
  expect(stored).toEqual({ n: 993, given: 800, day: "2025-06-01" });

  // Mended, the file of errors brings those who are missing and nobody else.
  await button("Import another file").click();
  const mended = text.replaceAll("'=cmd|nobody", "mended@example.com");
  await page.getByText("Paste rows instead").click();
  await page.getByLabel("Rows, the names of the columns first").fill(mended);
  await button("Go on").click();
  await button("Look at what will happen").click();
  await button("Import 7 rows").click();
  await heading("7 people are as in the file").waitFor();
  expect(await figures()).toEqual(["7", "0", "0", "0"]);
});

it("an import that is interrupted says so, waits to be told, and goes on where it was", async () => {
  await product.rows("delete from people");
  let broken = true;
  await page.route("**/api/v1/people", (route) =>
    broken ? route.fulfill({ status: 403, json: {} }) : route.continue(),
  );
  await toCheck();
  await button("Import 993 rows").click();
  await page.getByRole("heading", { name: "It stopped" }).waitFor();
  // In between one may look elsewhere; the page warns before it is closed.
  await page.getByRole("link", { name: "Surveys", exact: true }).click();
  await heading(/survey/u).waitFor();
  await page.getByRole("link", { name: "People", exact: true }).click();
  await page
    .getByRole("link", { name: /^Import/u })
    .first()
    .click();
  const asked = page.waitForEvent("dialog");
  const closing = page.close({ runBeforeUnload: true });
  await (await asked).dismiss();
  await closing;
  broken = false;
  await button("Try again").click();
  await heading("993 rows are in, 7 rows are not").waitFor();
  expect(await product.rows("select count(*) as n from people")).toEqual([{ n: 993 }]);
});

it("a segment is built with a live count, finds its people, and comes back after it was deleted", async () => {
  await product.rows("delete from people where email = 'mended@example.com'");
  await page.goto(`${product.url}/app/people/segments`);
  await page.getByRole("link", { name: "New segment" }).click();
  await page.getByText("993 people").waitFor();
  await page.getByLabel("Name", { exact: true }).fill("Busy pros");
  await button("Add a rule for an attribute").click();
  const rule = page.getByRole("group", { name: "Rule 1 for an attribute" });
  await rule.getByLabel("Attribute", { exact: true }).selectOption("plan");
  await rule.getByRole("textbox").fill("pro");
  await button("Add a rule for an attribute").click();
  const second = page.getByRole("group", { name: "Rule 2 for an attribute" });
  await second.getByLabel("Attribute", { exact: true }).selectOption("orders");
  // What is asked depends on the kind of value.
  expect(await second.getByLabel("Condition").locator("option").allTextContents()).toEqual([
    "is",
    "is not",
    "is more than",
    "is less than",
    "is known",
    "is not known",
  ]);
  await second.getByLabel("Condition").selectOption("is more than");
  await second.getByLabel("Number").fill("20");
  await page.getByLabel("Only who may get mail").check();
  const wanted = Array.from({ length: ROWS }, (_, i) => i).filter(
    (i) => !BAD.includes(i) && i % 4 === 2 && i % 30 > 20 && i % 5 !== 0,
  );
  await page.locator(".found", { hasText: `${wanted.length} people` }).waitFor();
  await page.getByText("All of them may get mail.").waitFor();
  await button("Save").click();
  await page.getByText("“Busy pros” is a segment now.").waitFor();
  await heading("Busy pros").waitFor();
  const send = page.getByRole("link", { name: "Send a survey" });
  expect(await send.getAttribute("href")).toMatch(/^\/app\/sends\/new\?segment=[\w-]+$/u);

  // The list of people by segment, and by the beginning of an id; both live in the address.
  await page.goto(`${product.url}/app/people`);
  await page.getByLabel("Segment").selectOption("Busy pros");
  await heading(`${wanted.length} people, all may get mail`).waitFor();
  await expect.poll(() => page.locator(".people-list tbody tr").count()).toBe(wanted.length);
  await page.getByRole("searchbox").fill(id(wanted[0] ?? 0));
  await page.waitForURL(/q=C-/u);
  await expect.poll(() => page.locator(".people-list tbody tr").count()).toBe(1);
  await page.reload();
  await expect.poll(() => page.locator(".people-list tbody tr").count()).toBe(1);

  await page.goto(`${product.url}/app/people/segments`);
  await button("Actions for Busy pros").click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("heading", { name: "Here you will name whom to ask" }).waitFor();
  await button("Undo").click();
  await page.getByRole("link", { name: "Busy pros" }).waitFor();
  expect(await product.rows("select name from segments")).toEqual([{ name: "Busy pros" }]);
});

it("a person is read, changed, unsubscribed and erased; all but erasing is taken back", async () => {
  const person = id(7);
  const reply = await fetch(`${product.url}/api/v1/responses`, {
    method: "POST",
    headers: { ...survey.headers, "content-type": "application/json" },
    body: JSON.stringify({
      wire: 1,
      site: survey.site,
      survey: survey.id,
      submission: randomUUID(),
      answers: { q1: 3 },
      complete: true,
      person: { id: person },
    }),
  });
  expect(reply.status).toBe(200);
  await page.goto(`${product.url}/app/people`);
  await page.getByRole("link", { name: "Ann 7", exact: true }).click();
  await heading("Ann 7").waitFor();
  await page.getByRole("img", { name: "Score 3" }).waitFor();
  await page.getByText(/leave them alone for now/u).waitFor();
  await page.getByText(/^NPS was answered: this survey does not ask again/u).waitFor();

  const row = (columns: string) =>
    product.rows(`select ${columns} from people where person = '${person}'`);
  await button("Edit").click();
  await page.getByLabel("Plan", { exact: true }).fill("team");
  await page.getByLabel("Consent to be asked").selectOption("Withdrawn");
  await button("Save").click();
  await page.getByText("No mail: the person withdrew consent.").waitFor();
  expect(await row("consent, attributes ->> 'plan' as plan")).toEqual([
    { consent: "withdrawn", plan: "team" },
  ]);
  await button("Undo").click();
  await page.getByText("May get mail.").waitFor();
  expect(await row("consent, attributes ->> 'plan' as plan")).toEqual([
    { consent: "given", plan: "enterprise" },
  ]);

  await button("Unsubscribe").click();
  await page.getByText(/^No mail: /u).waitFor();
  expect(await row("subscription")).toEqual([{ subscription: "unsubscribed" }]);
  await button("Undo").last().click();
  await page.getByText("May get mail.").waitFor();
  expect(await row("subscription")).toEqual([{ subscription: "subscribed" }]);

  const more = () => button("More for this person").click();
  await more();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Export as JSON" }).click(),
  ]);
  expect(JSON.parse(await readFile(await download.path(), "utf8"))).toMatchObject({
    person,
    email: "person7@example.com",
    answers: [{ score: 3 }],
  });

  await page.locator(".facts-link").click();
  await page.getByRole("complementary", { name: "One response" }).waitFor();
  await page.goBack();

  await more();
  await page.getByRole("menuitem", { name: "Erase for good…" }).click();
  await page.getByText(/^1 answer, 0 invitations and 0 mails/u).waitFor();
  const typed = page.getByLabel(`Type ${person} to go on`);
  await typed.fill("C-0008");
  await typed.press("Enter");
  await page.getByText("This is not the id of the person.").waitFor();
  expect(await row("person")).toHaveLength(1);
  await typed.fill(person);
  await button("Erase for good").click();
  await heading(/people/u).waitFor();
  await expect.poll(() => row("person")).toEqual([]);
});

it("viewers are told kindly that contact data is kept from them", async () => {
  await product.rows("update members set role = 'viewer'");
  try {
    for (const path of ["", "/import", "/segments", `/${id(1)}`]) {
      await page.goto(`${product.url}/app/people${path}`);
      await page.getByRole("heading", { name: "Contact data is kept from viewers" }).waitFor();
      expect(await page.locator("main").innerHTML()).not.toContain("@example.com");
    }
  } finally {
    await product.rows("update members set role = 'owner'");
  }
});

/** What axe-core finds on the page as it stands, and how much wider than the window it is. */
async function faults(): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const run = (window as unknown as { axe: typeof axe }).axe.run;
    const { violations } = await run(document, { rules: { "target-size": { enabled: true } } });
    const wider = document.documentElement.scrollWidth - innerWidth;
    return [
      ...violations.map(({ id: rule, nodes }) => `${rule}: ${nodes.map((n) => n.html).join(" ")}`),
      ...(wider > 0 ? [`${wider} px wider than the window`] : []),
    ];
  });
}

it(
  "every screen is clean by axe and fits, at 320 and 1280 px, light and dark",
  { timeout: 180_000 },
  async () => {
    await context.close();
    await open({ bypassCSP: true });
    const segment = (await product.rows("select id from segments"))[0]?.["id"];
    const screens: (readonly [path: string, ready: () => Promise<unknown>])[] = [
      ["", () => page.locator(".people-list").waitFor()],
      ["?q=zzz", () => page.getByText("Nobody matches").waitFor()],
      [`/${id(1)}`, () => page.getByRole("heading", { name: "Who they are" }).waitFor()],
      [
        `/${id(1)}`,
        async () => {
          await button("Edit").click();
          await button("Add an attribute").click();
        },
      ],
      [
        `/${id(1)}`,
        async () => {
          await button("More for this person").click();
          await page.getByRole("menuitem", { name: "Erase for good…" }).click();
          await page.getByText(/invitations and/u).waitFor();
        },
      ],
      ["/segments", () => page.getByRole("link", { name: "Busy pros" }).waitFor()],
      [`/segments/${String(segment)}`, () => page.locator(".found").waitFor()],
      ["/import", () => page.getByText("Choose a file").waitFor()],
    ];
    const found: unknown[] = [];
    const note = async (at: string) => {
      const { width } = page.viewportSize() ?? WIDE;
      const dark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
      for (const fault of await faults()) found.push({ at, width, dark, fault });
    };
    for (const viewport of [WIDE, SMALL]) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        for (const [path, ready] of screens) {
          await page.goto(`${product.url}/app/people${path}`);
          await ready();
          await note(path);
        }
        await page.locator("input[type=file]").setInputFiles(FILE);
        await heading("What the columns hold").waitFor();
        await note("columns");
        await button("Look at what will happen").click();
        await page.getByText("993 of 1,000 rows can be imported.").waitFor();
        await note("check");
        await button("Import 993 rows").click();
        // Who was erased before is refused, and told among the errors.
        await button(/^Download [78] rows/u).waitFor();
        await note("ended");
      }
    }
    expect(found).toEqual([]);
  },
);
