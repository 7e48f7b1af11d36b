import { readFile } from "node:fs/promises";
import * as v from "valibot";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { PARTS, loaderKey, partsKey } from "../../domain/targeting/parts.ts";
import type { Definition } from "../../domain/wire/survey.ts";
import { launchBrowser } from "../../scripts/browser.ts";
import { root } from "../../scripts/paths.ts";
import { Seen, Submission } from "../fixtures/widgets/0.1.0/ingest.ts";
import { type Edge, hostPage, openEdge } from "./support/edge.ts";

const fixture = async <T>(name: string): Promise<T> =>
  JSON.parse(await readFile(`${root}/tests/fixtures/widgets/0.1.0/${name}.json`, "utf8")) as T;

/** A configuration under its short names, of whatever release. */
type Config = { h: string; w: string; site: string; s: { id: string; [rule: string]: unknown }[] };

const OLD = "/w/survey.debc0f8aaa.js";
let edge: Edge;
let browser: Browser;
let context: BrowserContext | undefined;
let old: { loader: string; survey: string };
let oldConfig: Config;
let definitions: { [id: string]: Definition };
/** A site that has the surveys of the old configuration, in its order. */
let site: Awaited<ReturnType<Edge["site"]>>;
let newConfig: Config;

beforeAll(async () => {
  [edge, browser, old, oldConfig, definitions] = await Promise.all([
    openEdge(),
    launchBrowser(),
    fixture<typeof old>("widget"),
    fixture<Config>("config"),
    fixture<typeof definitions>("definitions"),
  ]);
  site = await edge.site(...oldConfig.s.map(({ id }) => definitions[id]!));
  // The same surveys under the ids that this database gave them.
  oldConfig = {
    ...oldConfig,
    h: edge.url,
    site: site.id,
    s: oldConfig.s.map((one, i) => ({ ...one, id: site.surveys[i]! })),
  };
  newConfig = (await (await fetch(`${edge.url}/v1/${site.id}.json`)).json()) as Config;
  newConfig.s = site.surveys.map((id) => newConfig.s.find((one) => one.id === id)!);
});
afterAll(async () => {
  await browser?.close();
  await edge?.close();
});
beforeEach(() => edge.reset());
afterEach(() => context?.close());

/** Serves this loader with this configuration, and the module of 0.1.0 beside those of today. */
function serve(loader: string, config: Config, key = site.id): void {
  edge.instead = (path) => {
    const script = (text: string) =>
      new Response(text, {
        headers: { "content-type": "text/javascript", "access-control-allow-origin": "*" },
      });
    if (path === OLD) return script(old.survey);
    if (path !== `/v1/${key}.js`) return undefined;
    return script(loader.replace("__CONFIG__", () => JSON.stringify(config)));
  };
}
const newest = () => edge.files.loaders[loaderKey(PARTS)]!;
const only = (config: Config, ...at: number[]): Config => ({
  ...config,
  s: at.map((i) => config.s[i]!),
});
/** Without the rule for addresses. */
const everywhere = (config: Config): Config => ({
  ...config,
  s: config.s.map((one) => ({ ...one, p: undefined })),
});

async function visit(markup = "", tags = 1): Promise<{ page: Page; errors: string[] }> {
  const tag = `<script async crossorigin src="${edge.url}/v1/${site.id}.js"></script>`;
  edge.pages.set("/", { html: hostPage(tag.repeat(tags), markup) });
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`${edge.host}/`);
  return { page, errors };
}

const panel = (page: Page) => page.locator("verbatim-survey section");
const three = (page: Page) =>
  panel(page).filter({ hasText: "recommend us" }).getByRole("radio", { name: /^3/u });
const press = (page: Page, name: string) => page.getByRole("button", { name }).click();
const stored = async (count: number) => {
  await vi.waitFor(() => expect(edge.posted("/v1/in")).toHaveLength(count), 10_000);
  await vi.waitFor(() => expect(edge.posted("/v1/in").map((p) => p.status)).not.toContain(0));
  expect(new Set(edge.posted("/v1/in").map(({ status }) => status))).toEqual(new Set([200]));
};

/** Answers the score and the text of the popover. */
async function answerPopover(page: Page): Promise<void> {
  await three(page).click();
  await page.getByText("You gave 3.").waitFor();
  await page.getByRole("textbox").fill("The parcel was late");
  await press(page, "Send");
  await page.getByText("Thank you").waitFor();
  await stored(2);
}

/** Goes through every kind of question of the inline survey. */
async function answerInline(page: Page): Promise<void> {
  await page.getByRole("radio", { name: /Good/u }).last().click();
  await page.getByText("Elsewhere").click();
  await press(page, "Next");
  await page.getByText("Boots").click();
  await press(page, "Next");
  await page.getByRole("textbox").fill("a@shop.example");
  await press(page, "Next");
  await page.getByRole("checkbox").check();
  await press(page, "Send");
  await page.getByText("Thank you").waitFor();
}

const INLINE = `<div data-verbatim style="min-height:260px"></div>`;
const rows = () => edge.app.run("select * from responses where workspace_id = ?", [site.workspace]);

describe("the widget of 0.1.0 and the server of today", () => {
  it("are understood: score and text, every kind inline, an event, counters", async () => {
    const before = (await rows()).length;
    serve(old.loader, everywhere(oldConfig));
    const { page, errors } = await visit(INLINE);
    await page.evaluate(() => window.verbatim!("identify", "customer-42", { plan: "pro" }));
    await answerPopover(page);
    await press(page, "Close");
    await answerInline(page);
    await page.evaluate(() => window.verbatim!("track", "paid"));
    await vi.waitFor(() => expect(edge.posted("/v1/seen")[0]?.status).toBe(204), 10_000);
    const posts = edge.posted("/v1/in");
    expect(new Set(posts.map(({ status }) => status))).toEqual(new Set([200]));
    expect(posts.at(-1)!.body).toMatchObject({ complete: true, channel: "inline" });
    expect((await rows()).length).toBe(before + 2);
    expect(errors).toEqual([]);
  });
});

describe("an old loader with a new configuration", () => {
  it("asks with its own module", async () => {
    serve(old.loader, only({ ...newConfig, w: OLD }, 2, 1));
    const { page, errors } = await visit(INLINE);
    await answerInline(page);
    expect(errors).toEqual([]);
  });

  it("asks with the module that the configuration names", async () => {
    serve(old.loader, everywhere(only(newConfig, 0)));
    const { page, errors } = await visit();
    await answerPopover(page);
    expect(errors).toEqual([]);
  });

  it("asks nowhere, rather than on a wrong page, where a rule has a newer form", async () => {
    serve(old.loader, only({ ...newConfig, w: OLD }, 0, 1));
    const { page } = await visit(INLINE);
    // The survey without a rule is there; the one with a rule had its chance before.
    await page.getByRole("radio", { name: /Good/u }).last().waitFor();
    expect(await panel(page).count()).toBe(1);
  });
});

describe("a new loader with an old configuration", () => {
  it("asks with the old module", async () => {
    serve(newest(), everywhere(only(oldConfig, 0)));
    const { page, errors } = await visit();
    await answerPopover(page);
    expect(errors).toEqual([]);
  });

  it("asks every kind with its own module, after an event too", async () => {
    const w = edge.files.surveys[partsKey(PARTS)]!;
    serve(newest(), only({ ...oldConfig, w }, 1, 2));
    const { page, errors } = await visit(INLINE);
    await answerInline(page);
    await page.evaluate(() => window.verbatim!("track", "paid"));
    await page.getByText("How was the checkout?").waitFor();
    await panel(page).last().getByRole("radio", { name: /^4/u }).click();
    await vi.waitFor(() =>
      expect(edge.posted("/v1/in").at(-1)!.body["answers"]).toEqual({ q1: 4 }),
    );
    expect(errors).toEqual([]);
  });

  it("asks nowhere, rather than on a wrong page, where a rule has the older form", async () => {
    serve(newest(), only({ ...oldConfig, w: newConfig.w }, 0, 1));
    const { page } = await visit(INLINE);
    await page.getByRole("radio", { name: /Good/u }).last().waitFor();
    expect(await panel(page).count()).toBe(1);
  });
});

describe("the widget of today and a server of 0.1.0", () => {
  it("posts what that release took", async () => {
    const { page } = await visit(INLINE);
    await page.evaluate(() => window.verbatim!("identify", "customer-42", { plan: "pro" }));
    await answerPopover(page);
    await press(page, "Close");
    await answerInline(page);
    await vi.waitFor(() => expect(edge.posted("/v1/seen")[0]?.status).toBe(204), 10_000);
    const posts = edge.posted("/v1/in");
    expect(posts.length).toBeGreaterThan(5);
    for (const { body } of posts) expect(v.safeParse(Submission, body).issues).toBeUndefined();
    for (const { body } of edge.posted("/v1/seen"))
      expect(v.safeParse(Seen, body).issues).toBeUndefined();
  });

  it("loses a report of its health to that release, and no answer", async () => {
    const reply = { wire: 1, site: site.id, events: [], failed: 1 };
    expect(v.safeParse(Seen, reply).success).toBe(false);
    let refused = 0;
    edge.instead = (path) => {
      if (path === "/v1/seen") return new Response(null, { status: 400 });
      if (path !== "/v1/in" || refused++ > 0) return undefined;
      return new Response(null, { status: 503, headers: { "retry-after": "1" } });
    };
    const { page, errors } = await visit();
    await three(page).click();
    await vi.waitFor(
      () => expect(edge.posted("/v1/in").map((post) => post.status)).toEqual([503, 200]),
      15_000,
    );
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await vi.waitFor(() => expect(edge.posted("/v1/seen")[0]?.body).toMatchObject({ failed: 1 }));
    expect(edge.posted("/v1/in")).toHaveLength(2);
    expect(errors).toEqual([]);
  });
});

describe("what may not be broken under /v1/", () => {
  it.each([
    ["0.1.0", () => old.loader, () => ({ ...oldConfig })],
    ["today", newest, () => ({ ...newConfig })],
  ])("unknown keys and commands are nothing: %s", async (_release, loader, config) => {
    const extra = { zz: { deep: [1] }, Zz: null, later: "x" };
    const one = everywhere(only(config(), 0));
    const [survey] = one.s as [Config["s"][number]];
    const ask = survey["a"] as object;
    serve(loader(), { ...one, ...extra, s: [{ ...survey, ...extra, a: { ...ask, ...extra } }] });
    const { page, errors } = await visit();
    await panel(page).waitFor();
    await page.evaluate(() => {
      window.verbatim!("surprise", { of: "a later release" });
      window.verbatim!();
      window.verbatim!("on", "later", () => {});
      window.verbatim!({});
    });
    await answerPopover(page);
    expect(errors).toEqual([]);
  });

  it("a second tag does nothing, nor does a pinned one beside it", async () => {
    const pinned = `<script async crossorigin integrity="${edge.files.integrity}" src="${edge.url}${edge.files.pinned}" data-site="${site.id}"></script>`;
    const { page, errors } = await visit(pinned, 2);
    await panel(page).waitFor();
    const first = await page.evaluate(() => Object.assign(window, { first: window.verbatim }) && 1);
    expect(first).toBe(1);
    await page.evaluate(
      (src) =>
        new Promise((done) => {
          const again = Object.assign(document.createElement("script"), { src, onload: done });
          document.head.append(again);
        }),
      `${edge.url}/v1/${site.id}.js?again`,
    );
    expect(
      await page.evaluate(
        () => window.verbatim === (window as unknown as { first: unknown }).first,
      ),
    ).toBe(true);
    expect(await panel(page).count()).toBe(1);
    expect(
      await page.evaluate(() =>
        Object.getOwnPropertyNames(window).filter((key) => /verbatim/iu.test(key)),
      ),
    ).toEqual(["verbatim"]);
    expect(errors).toEqual([]);
  });
});
