import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomBytes, randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { ensureBrowser, launchBrowser } from "./browser.ts";
import { command } from "./failure.ts";
import { root } from "./paths.ts";
import { freePort } from "./ports.ts";
import { type Product, startProduct } from "./product.ts";
import { seedDemo, signInLink } from "./setup.ts";

interface Shot {
  name: string;
  /** Path to open; `:nps` and the like stand for survey ids, `:site`, `:slug`, `:oneClick` for others. */
  path: string;
  /** What to do or wait for before the picture, beside the network going quiet. */
  prepare?: (page: Page) => Promise<void>;
  /** Seen by somebody who has no session. */
  signedOut?: true;
}

/** The screens, the widget and the pages, in the order of docs/images. */
const SHOTS: Shot[] = [
  { name: "overview", path: "/app" },
  { name: "surveys", path: "/app/surveys" },
  { name: "results", path: "/app/surveys/:nps" },
  { name: "builder", path: "/app/surveys/:nps/build" },
  { name: "responses", path: "/app/responses?survey=:nps&q=carrier" },
  {
    name: "response",
    path: "/app/responses?survey=:nps&q=carrier",
    prepare: (page) => page.locator("main .quote a").first().click(),
  },
  {
    name: "tray",
    path: "/app/responses/tray?survey=:nps",
    prepare: async (page) => {
      const boxes = page.getByRole("checkbox", { name: /^Choose the response/u });
      await boxes.nth(1).click();
      await boxes.nth(3).click({ modifiers: ["Shift"] });
    },
  },
  {
    name: "quota",
    path: "/app/surveys/:ces/build?tab=where",
    prepare: async (page) => {
      await page.getByLabel("Stop after this many answers").fill("1000");
      await page.keyboard.press("Tab");
      await page.locator(".quota").scrollIntoViewIfNeeded();
    },
  },
  { name: "rules", path: "/app/surveys/:nps/build?tab=where" },
  { name: "look", path: "/app/surveys/:nps/build?tab=look" },
  { name: "themes", path: "/app/themes?survey=:nps" },
  {
    name: "theme",
    path: "/app/themes?survey=:nps",
    prepare: async (page) => {
      await page.getByRole("link", { name: "Delays" }).first().click();
      await page.locator(".quote").first().waitFor();
    },
  },
  { name: "mail", path: "/app/sends" },
  {
    name: "send",
    path: "/app/sends",
    prepare: async (page) => {
      await page.locator(".send-list tbody a").first().click();
      await page.getByRole("heading", { name: "Progress" }).waitFor();
    },
  },
  {
    name: "letter",
    path: "/app/sends/new?survey=:nps",
    prepare: async (page) => {
      await page.getByRole("button", { name: "Create draft" }).click();
      await page.getByText("kB of HTML").waitFor();
    },
  },
  { name: "hand-over", path: "/app/surveys/:nps/mail" },
  { name: "mail-settings", path: "/app/settings/mail" },
  { name: "people", path: "/app/people" },
  {
    name: "person",
    path: "/app/people",
    prepare: async (page) => {
      await page.locator(".people-list tbody a").first().click();
      await page.getByRole("heading", { name: "Who they are" }).waitFor();
    },
  },
  {
    name: "segment",
    path: "/app/people/segments/new",
    prepare: async (page) => {
      await page.getByRole("button", { name: "Add a rule for an attribute" }).click();
      await page.locator(".found").waitFor();
    },
  },
  {
    name: "import",
    path: "/app/people/import",
    prepare: async (page) => {
      await page.locator("input[type=file]").setInputFiles({
        name: "customers.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(
          "Customer ID;E-mail;First name;Plan;Signed up\nC-1;ann@example.com;Ann;pro;31.12.2025\n",
        ),
      });
      await page.getByRole("heading", { name: "What the columns hold" }).waitFor();
    },
  },
  { name: "settings", path: "/app/settings" },
  { name: "sites", path: "/app/settings/sites" },
  { name: "site", path: "/app/settings/sites/:site" },
  {
    name: "why",
    path: "/app/settings/sites/:site/why?page=https%3A%2F%2Fwww.halden.example%2Fcheckout%2Fdone&device=desktop&language=en",
  },
  { name: "keys", path: "/app/settings/keys" },
  { name: "members", path: "/app/settings/members" },
  { name: "sample-data", path: "/app/settings/sample" },
  { name: "sign-in", path: "/app", signedOut: true },
  {
    name: "widget",
    path: "/demo/shop",
    // The popover of this page shows after its delay.
    prepare: (page) => page.waitForTimeout(4_000),
  },
  { name: "hosted", path: "/s/:slug" },
  { name: "one-click", path: ":oneClick" },
  { name: "email", path: "/demo/mail" },
];

/** What is taken after answers have arrived for an hour, since they change the other pictures. */
const LATER: Shot[] = [{ name: "operations", path: "/app/settings/operations" }];

const WIDTHS = { wide: { width: 1440, height: 900 }, narrow: { width: 360, height: 740 } };
const SCHEMES = ["light", "dark"] as const;

type Demo = Awaited<ReturnType<typeof seedDemo>>;

function address(path: string, url: string, demo: Demo): string {
  const filled = path
    .replace(":slug", Object.values(demo.surveys)[0]?.slug ?? "")
    .replace(":site", demo.siteKey)
    .replace(":oneClick", demo.oneClick[9] ?? "")
    .replace(/:(nps|csat|ces)/, (_, metric: string) => demo.surveys[metric]?.id ?? "");
  return new URL(filled, url).href;
}

async function take(context: BrowserContext, shot: Shot, to: string, file: string): Promise<void> {
  const page = await context.newPage();
  try {
    await page.goto(to, { waitUntil: "networkidle" });
    await shot.prepare?.(page);
    await page.waitForLoadState("networkidle");
    await page.screenshot({ path: file, animations: "disabled" });
  } finally {
    await page.close();
  }
}

async function takeAll(
  browser: Browser,
  shots: readonly Shot[],
  url: string,
  signIn: () => Promise<string>,
  demo: Demo,
) {
  const folder = `${root}/docs/images`;
  await mkdir(folder, { recursive: true });
  for (const colorScheme of SCHEMES) {
    for (const [width, viewport] of Object.entries(WIDTHS)) {
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
      const page = await context.newPage();
      await page.goto(await signIn(), { waitUntil: "networkidle" });
      // The link's page may ask for a click, so that a scanner cannot use it up.
      const button = page.locator("form button");
      if (await button.count()) await button.first().click();
      await page.waitForURL(/\/app/);
      await page.close();
      const stranger = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
      for (const shot of shots) {
        const file = `${folder}/${shot.name}-${width}-${colorScheme}.png`;
        const visitor = shot.signedOut ? stranger : context;
        await take(visitor, shot, address(shot.path, url, demo), file);
        console.log(file.slice(root.length + 1));
      }
      await stranger.close();
      await context.close();
    }
  }
}

const MINUTE_MS = 60_000;
const HOUR = 60;

/** Some answers in each of the last sixty minutes, and the nightly jobs before them. */
async function letArrive(product: Product, demo: Demo): Promise<void> {
  const now = Date.now();
  await product.worker.scheduled("17 2 * * *", new Date(now - 2 * HOUR * MINUTE_MS));
  await product.worker.scheduled("*/15 * * * *", new Date(now - 9 * MINUTE_MS));
  for (let minute = 0; minute < HOUR; minute++) {
    const many = Math.floor(((minute * minute * 31 + minute * 17) % 61) / 9);
    for (let i = 0; i < many; i++) {
      await fetch(`${product.url}/v1/in`, {
        method: "POST",
        body: JSON.stringify({
          wire: 1,
          site: demo.siteKey,
          survey: demo.surveys["csat"]?.id,
          submission: randomUUID(),
          answers: { q1: 4 + ((minute + i) % 2) },
          complete: true,
          ms: 4000,
        }),
      });
    }
    await product.worker.scheduled("* * * * *", new Date(now - (HOUR - 1 - minute) * MINUTE_MS));
  }
}

await command(async () => {
  await ensureBrowser((line) => console.log(line));
  const folder = await mkdtemp(join(tmpdir(), "verbatim-shots-"));
  const setupToken = randomBytes(32).toString("base64url");
  // Known before the Worker starts, because links are built from the origin.
  const port = await freePort();
  const product = await startProduct({
    file: join(folder, "verbatim.db"),
    synchronous: "NORMAL",
    port,
    crons: false,
    bindings: {
      APP_SECRET: randomBytes(32).toString("base64url"),
      SETUP_TOKEN: setupToken,
      PUBLIC_ORIGIN: `http://127.0.0.1:${port}`,
      INGEST_LIMIT: "100000",
      LOCAL: "1",
    },
  });
  const browser = await launchBrowser();
  try {
    const demo = await seedDemo(product.url, setupToken);
    // The minute job finishes the theme runs that the seeding has begun.
    for (let minute = 0; minute < 3; minute++) {
      await product.worker.scheduled("* * * * *", new Date());
    }
    const signIn = () => signInLink(product.url, setupToken);
    await takeAll(browser, SHOTS, product.url, signIn, demo);
    await letArrive(product, demo);
    await takeAll(browser, LATER, product.url, signIn, demo);
  } finally {
    await browser.close();
    await product.stop();
    await rm(folder, { recursive: true });
  }
});
