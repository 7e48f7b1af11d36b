import { readFile } from "node:fs/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { launchBrowser } from "../../scripts/browser.ts";
import { assetsFolder } from "../../scripts/paths.ts";
import { readReleases } from "../../scripts/pin.ts";
import { npsDefinition } from "../support/definitions.ts";
import { type Edge, hostPage, openEdge } from "./support/edge.ts";

type Config = { h: string; w: string; s: { id: string; a?: Ask }[] };
type Ask = { lang: string; c: string; q: { text: string; low: string }[]; t: object };

let edge: Edge;
let browser: Browser;
let context: BrowserContext;
let file: Buffer;
let site: Awaited<ReturnType<Edge["site"]>>;
beforeAll(async () => {
  [edge, browser] = await Promise.all([openEdge(), launchBrowser()]);
  file = await readFile(assetsFolder + edge.files.pinned);
  site = await edge.site({ ...npsDefinition, questions: [npsDefinition.questions[0]!] });
});
afterAll(async () => {
  await browser?.close();
  await edge?.close();
});
beforeEach(() => edge.reset());
afterEach(() => context?.close());

const tag = (host = edge.url, path = edge.files.pinned, integrity = edge.files.integrity) =>
  `<script async crossorigin integrity="${integrity}" src="${host}${path}" data-site="${site.id}"></script>`;

/** Opens a page with this head; collects what it asked for and which of its own words it ran. */
async function open(head = tag(), policy?: string) {
  edge.pages.set("/", {
    html: hostPage(head),
    ...(policy && { headers: { "content-security-policy": policy } }),
  });
  context = await browser.newContext();
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const requests: string[] = [];
  const errors: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`${edge.host}/`);
  return { page, requests, errors };
}

const nine = (page: Page) => page.getByRole("radio", { name: /^9/u });
const stored = () =>
  vi.waitFor(
    () => expect(edge.posted("/v1/in").map(({ status }) => status)).toContain(200),
    10_000,
  );
/** Gives the configuration of the site, changed, in its place. */
async function tell(change: (config: Config) => unknown): Promise<void> {
  const path = `/v1/${site.id}.json`;
  const config = (await (await fetch(edge.url + path)).json()) as Config;
  // Text, so that "__proto__" is a key of its own.
  const text = JSON.stringify(change(config)).replaceAll("PROTO", "__proto__");
  edge.reset();
  edge.instead = (asked) =>
    asked === path
      ? new Response(text, {
          headers: { "content-type": "application/json", "access-control-allow-origin": "*" },
        })
      : undefined;
}

describe("a pinned tag", () => {
  it("is one file that imports nothing, and one request for data", async () => {
    expect(file.toString()).not.toMatch(/\bimport\s*\(|\bimport\s*["'{*]/u);
    const { page, requests, errors } = await open();
    await nine(page).click();
    await page.getByText("Thank you").waitFor();
    await stored();
    expect(requests.slice(0, 3)).toEqual([
      `${edge.host}/`,
      edge.url + edge.files.pinned,
      `${edge.url}/v1/${site.id}.json`,
    ]);
    expect(requests.filter((url) => url.endsWith(".js"))).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  it.each([0, 0.25, 0.5, 0.75, 1])("runs nothing with one byte flipped, at %d", async (part) => {
    const changed = Buffer.from(file);
    const at = Math.floor((file.length - 1) * part);
    changed[at]! ^= 1;
    edge.instead = (path) =>
      path === edge.files.pinned
        ? new Response(changed, {
            headers: { "content-type": "text/javascript", "access-control-allow-origin": "*" },
          })
        : undefined;
    const { page, requests } = await open();
    // An async script has run, or failed, before the load event.
    expect(await page.evaluate(() => "verbatim" in window)).toBe(false);
    expect(requests).toEqual([`${edge.host}/`, edge.url + edge.files.pinned]);
  });

  it("posts to the host that it came from, such as a path of the customer's own", async () => {
    edge.passes = true;
    const { page, requests } = await open(tag(""));
    await page.evaluate(() => (document.cookie = "session=secret"));
    await nine(page).click();
    await stored();
    expect(requests.every((url) => url.startsWith(edge.host))).toBe(true);
    expect(edge.exchanges.flatMap(({ headers }) => headers.get("cookie") ?? [])).toEqual([]);
  });

  it("goes on working in every release that is kept", async () => {
    const kept = (await readReleases()).pinned;
    for (const { file: path, integrity } of [
      { file: edge.files.pinned, integrity: edge.files.integrity },
      ...kept,
    ]) {
      edge.reset();
      const { page } = await open(tag(edge.url, path, integrity));
      await nine(page).click();
      await stored();
      await context.close();
    }
  });
});

describe("a hostile configuration", () => {
  const RUN = "window.ran=1";
  const markup = `<img src=x onerror="${RUN}"><script>${RUN}</script>`;
  const hostile = (config: Config) => ({
    ...config,
    h: "https://evil.example",
    w: `data:text/javascript,${RUN}`,
    PROTO: { polluted: 1 },
    PROTO2: { constructor: { prototype: { polluted: 1 } } },
    I: [0, 0],
    s: config.s.map((survey) => ({
      ...survey,
      PROTO: { polluted: 1 },
      a: {
        ...survey.a,
        lang: `en"><script>`,
        c: `}*{background:url(https://evil.example/x)}:root,body{display:none}section{`,
        q: survey.a!.q.map((q) => ({ ...q, text: markup, low: markup, PROTO: { polluted: 1 } })),
        t: {
          title: markup,
          text: markup,
          link: { text: "Our shop", url: `java\nscript:${RUN}` },
        },
      },
    })),
  });
  const ran = (page: Page) =>
    page.evaluate(() => [
      "ran" in window,
      "polluted" in {},
      getComputedStyle(document.body).display,
    ]);

  it("runs nothing, leaves the page alone, and moves no answer to another host", async () => {
    await tell(hostile);
    const { page, requests, errors } = await open();
    await nine(page).click();
    await vi.waitFor(() => expect(edge.posted("/v1/in")).not.toEqual([]), 10_000);
    // Markup is words.
    await page.getByRole("heading", { name: "onerror" }).waitFor();
    await page.getByRole("link", { name: "Our shop" }).click();
    expect(await ran(page)).toEqual([false, false, "block"]);
    expect(page.url()).toBe(`${edge.host}/`);
    expect(requests.filter((url) => url.endsWith(".js") || /evil.*v1/u.test(url))).toEqual([
      edge.url + edge.files.pinned,
    ]);
    expect(errors).toEqual([]);
  });

  it("runs nothing that comes later as the words of a survey", async () => {
    await tell((config) => ({
      ...config,
      s: config.s.map((survey) => ({ ...survey, a: undefined })),
    }));
    const config = (await (await fetch(`${edge.url}/v1/c/${site.surveys[0]}.1.-.json`)).json()) as {
      t: object;
    };
    const told = edge.instead!;
    edge.instead = (path, request) =>
      path.startsWith("/v1/c/")
        ? new Response(
            JSON.stringify({
              ...config,
              t: { title: "Thank you", link: { text: "Our shop", url: `javascript:${RUN}` } },
            }),
            { headers: { "access-control-allow-origin": "*" } },
          )
        : told(path, request);
    const { page } = await open();
    await nine(page).click();
    await page.getByRole("link", { name: "Our shop" }).click();
    expect(await ran(page)).toEqual([false, false, "block"]);
  });

  it("asks nobody else for anything under the policy of a pinned page", async () => {
    await tell(hostile);
    const policy = `default-src 'none'; script-src '${edge.files.integrity}'; connect-src ${edge.url}`;
    const { page } = await open(tag(), policy);
    const answered: string[] = [];
    page.on("requestfinished", (request) => answered.push(request.url()));
    await nine(page).click();
    await page.getByRole("heading", { name: "onerror" }).waitFor();
    expect(answered.filter((url) => !url.startsWith(edge.url))).toEqual([]);
  });

  it.each([["null"], ["[]"], ['{"s":{}}'], ['{"s":[null]}'], ["<!doctype html>"], [""]])(
    "is nothing at all: %s",
    async (text) => {
      edge.instead = (path) =>
        path.endsWith(".json")
          ? new Response(text, { headers: { "access-control-allow-origin": "*" } })
          : undefined;
      const { page, errors } = await open();
      const asked = `/v1/${site.id}.json`;
      await vi.waitFor(() => expect(edge.exchanges.map(({ path }) => path)).toContain(asked));
      await page.waitForTimeout(300);
      expect(await page.locator("verbatim-survey").count()).toBe(0);
      expect(errors).toEqual([]);
    },
  );
});
