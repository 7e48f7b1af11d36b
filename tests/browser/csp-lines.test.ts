import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { launchBrowser } from "../../scripts/browser.ts";
import { root } from "../../scripts/paths.ts";
import { type Edge, hostPage, openEdge } from "./support/edge.ts";

/** One recipe of the page: the headers, and the tags that must work under them. */
type Recipe = { name: string; headers: [name: string, value: string][]; tags: string[] };

/** Reads the recipes out of the page for site developers: sections with a block of headers. */
function recipesOf(page: string): Recipe[] {
  const chapter = /^## Content security policy$(.*?)^## /msu.exec(page)?.[1] ?? "";
  return chapter.split(/^### /mu).flatMap((section) => {
    const blocks = (kind: string) =>
      [...section.matchAll(new RegExp(`^\`\`\`${kind}\n(.*?)^\`\`\``, "gmsu"))].map(([, b]) => b!);
    const [headers] = blocks("http");
    if (!headers) return [];
    const pairs = headers.trim().split("\n");
    return {
      name: section.split("\n")[0]!,
      headers: pairs.map((line) => line.split(/: (.*)/su).slice(0, 2) as [string, string]),
      tags: blocks("html"),
    };
  });
}

const recipes = recipesOf(await readFile(`${root}/docs/site-developers.md`, "utf8"));
const POLICY = "Content-Security-Policy";

let edge: Edge;
let browser: Browser;
let context: BrowserContext | undefined;
let site: string;
beforeAll(async () => {
  [edge, browser] = await Promise.all([openEdge(), launchBrowser()]);
  site = (await edge.site()).id;
});
afterAll(async () => {
  await browser?.close();
  await edge?.close();
});
beforeEach(() => edge.reset());
afterEach(() => context?.close());

/** What the placeholders of the page stand for in this run. */
function filled(text: string, inline: string): string {
  const hash = createHash("sha256").update(inline).digest("base64");
  return text
    .replaceAll("https://HOST", edge.url)
    .replaceAll("/w/PINNED_FILE", edge.files.pinned)
    .replaceAll("sha384-PINNED", edge.files.integrity)
    .replaceAll("SITE", site)
    .replaceAll("NONCE", "r4nd0m")
    .replaceAll("INLINE", hash);
}

/**
 * Opens a host page with this tag and these headers, beside a policy that allows nothing else.
 * @returns the page, what its policy blocked so far, and the warnings in its console
 */
async function open(tag: string, headers: Recipe["headers"]) {
  const markup = filled(tag, "");
  const inline = /<script>(.*?)<\/script>/su.exec(markup)?.[1] ?? "";
  const given = headers.map(([name, value]) => [name, filled(value, inline)] as const);
  const sent = given.map(([name, value]) =>
    name === POLICY ? [name, `default-src 'none'; ${value}`] : [name, value],
  );
  edge.pages.set("/", { html: hostPage(markup), headers: Object.fromEntries(sent) });
  await context?.close();
  context = await browser.newContext();
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  await page.addInitScript(() => {
    const list: string[] = [];
    Object.assign(window, { blocked: list });
    document.addEventListener("securitypolicyviolation", (e) => list.push(e.effectiveDirective));
  });
  const warned: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "warning") warned.push(message.text());
  });
  await page.goto(`${edge.host}/`);
  const blocked = () => page.evaluate(() => (window as unknown as { blocked: string[] }).blocked);
  return { page, blocked, warned };
}

const nine = (page: Page) => page.getByRole("radio", { name: /^9/u });
const stored = () => edge.posted("/v1/in").filter(({ status }) => status === 200).length;
/** An opaque origin has no storage: there the page asks. */
const asks = (headers: Recipe["headers"]) =>
  headers.some(([, value]) => value.startsWith("sandbox"));

/** Every way of leaving one part of the policy out. */
function without(policy: string): { part: string; policy: string }[] {
  return policy.split("; ").flatMap((directive) => {
    const [name = "", ...parts] = directive.split(" ");
    if (!/^(?:script|connect)-src$/u.test(name)) return [];
    return parts.map((part) => {
      const rest = parts.filter((other) => other !== part);
      const left = [name, ...(rest.length > 0 ? rest : ["'none'"])].join(" ");
      return { part: `${part} of ${name}`, policy: policy.replace(directive, left) };
    });
  });
}

describe("the lines of docs/site-developers.md", () => {
  it("are all read", () => {
    expect(recipes.map(({ name, tags }) => `${name} (${tags.length})`)).toEqual([
      "A list of hosts (1)",
      "A nonce (1)",
      "A nonce and strict-dynamic (1)",
      "A hash of an inline script (1)",
      "A hash of the whole widget (1)",
      "Trusted Types (1)",
      "Cross-origin isolation (1)",
      "Sandboxed frames (1)",
    ]);
  });

  for (const { name, headers, tags } of recipes) {
    it.each(tags)(`work: ${name}`, async (tag) => {
      const { page, blocked } = await open(tag, headers);
      if (asks(headers)) await page.evaluate(() => window.verbatim?.("show"));
      await nine(page).click();
      await vi.waitFor(() => expect(stored()).toBe(1), 10_000);
      expect(await blocked()).toEqual([]);
    });

    const policy = headers.find(([header]) => header === POLICY)![1];
    it.each(without(policy))(`need $part: ${name}`, async ({ policy: less }) => {
      const others = headers.filter(([header]) => header !== POLICY);
      const { page, blocked } = await open(tags[0]!, [...others, [POLICY, less]]);
      // Where the script comes and only sending is blocked, an answer is what shows it.
      if (!less.includes("connect-src 'none'"))
        await vi.waitFor(async () => expect(await blocked()).toContain("script-src-elem"), 10_000);
      else {
        if (asks(headers)) await page.evaluate(() => window.verbatim?.("show"));
        await vi.waitFor(async () => {
          // A pinned file cannot even ask.
          if (await nine(page).isVisible()) await nine(page).click();
          expect(await blocked()).toContain("connect-src");
        }, 10_000);
      }
      expect(stored()).toBe(0);
    });
  }

  it("need scripts in a sandbox", async () => {
    const { headers, tags } = recipes.find(({ name }) => name === "Sandboxed frames")!;
    const bare = headers.map(
      ([name, value]) => [name, value.replace(" allow-scripts", "")] as [string, string],
    );
    // An async script has run before the load event, where it runs.
    const { page } = await open(tags[0]!, bare);
    expect(await page.evaluate(() => "verbatim" in window)).toBe(false);
    await open(tags[0]!, headers).then((allowed) =>
      allowed.page.waitForFunction(() => "verbatim" in window),
    );
  });

  it("need the crossorigin attribute under isolation", async () => {
    const { headers, tags } = recipes.find(({ name }) => name === "Cross-origin isolation")!;
    const { page } = await open(tags[0]!, headers);
    await nine(page).waitFor();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    const failed: string[] = [];
    const bare = await open(tags[0]!.replace(" crossorigin", ""), headers);
    bare.page.on("requestfailed", (request) => failed.push(request.url()));
    await bare.page.reload();
    expect(failed).toEqual([`${edge.url}/v1/${site}.js`]);
  });
});

describe("a policy that lets nothing be sent", () => {
  it("is named once in the console, and the answer stays on the device", async () => {
    const [{ tags }] = recipes as [Recipe];
    const { page, warned } = await open(tags[0]!, [[POLICY, "script-src https://HOST"]]);
    await nine(page).click();
    await page.getByRole("textbox").fill("Fine");
    await page.getByRole("button", { name: "Next" }).click();
    await vi.waitFor(() => expect(warned).toHaveLength(1), 10_000);
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Thank you").waitFor();
    expect(warned).toEqual([`Verbatim: add ${edge.url} to connect-src`]);
    const kept = await page.evaluate(() => localStorage["verbatim"] as string);
    expect(Object.keys(JSON.parse(kept).o)).toHaveLength(1);
    expect(edge.exchanges.filter(({ method }) => method === "POST")).toEqual([]);
  });
});
