import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, expectTypeOf, it, vi } from "vitest";
import type { Answers as WireAnswers } from "../../domain/wire/ingest.ts";
import { launchBrowser } from "../../scripts/browser.ts";
import { root } from "../../scripts/paths.ts";
import { buildWebPackage } from "../../scripts/web-package.ts";
import type { Answers } from "../../widgets/package/answers.ts";
import { npsDefinition } from "../support/definitions.ts";
import { type Edge, hostPage, openEdge } from "./support/edge.ts";

const run = promisify(execFile);
let edge: Edge;
let browser: Browser;
/** A project of a customer that has installed the packed package. */
let project: string;
let packed: string[];

beforeAll(async () => {
  [edge, browser, project] = await Promise.all([
    openEdge(),
    launchBrowser(),
    mkdtemp(join(tmpdir(), "consumer-")),
  ]);
  const folder = await buildWebPackage({ outDir: join(project, "built") });
  await run("npm", ["pack", folder, "--ignore-scripts", "--pack-destination", project]);
  const tarball = (await readdir(project)).find((name) => name.endsWith(".tgz"))!;
  const installed = join(project, "node_modules/@verbatim/web");
  await mkdir(installed, { recursive: true });
  await run("tar", ["-xzf", join(project, tarball), "-C", installed, "--strip-components=1"]);
  packed = await readdir(installed);
  await symlink(`${root}/node_modules/preact`, join(project, "node_modules/preact"));
  await writeFile(join(project, "package.json"), `{ "type": "module" }`);
});
afterAll(async () => {
  await browser?.close();
  await edge?.close();
  await rm(project, { recursive: true, force: true });
});
beforeEach(() => edge.reset());

describe("the package", () => {
  it("holds one module, its types, and nothing of ours beside", () => {
    expect(packed.toSorted()).toEqual([
      "LICENSE",
      "README.md",
      "global.d.ts",
      "index.d.ts",
      "index.js",
      "package.json",
    ]);
  });

  it("says of answers what the wire says", () => {
    expectTypeOf<Answers>().toEqualTypeOf<WireAnswers>();
  });

  const CONSUMER = `import { type Listener, load } from "@verbatim/web";
const verbatim = load("st_abcdefghij", { host: "https://voice.example" });
verbatim("identify", { proof: "a.b.c" }, { plan: "pro" });
verbatim("set", { consent: false, language: "de" });
const heard: Listener = ({ survey, answers, complete }) => {
  const first = answers?.["q1"];
  if (typeof first === "number") console.log(survey, first.toFixed(), complete);
};
verbatim("on", "answered", heard);
window.verbatim?.("show", "sv_abcdefghij");
// @ts-expect-error no such command
verbatim("ask");
// @ts-expect-error an event is text
verbatim("track", 5);
// @ts-expect-error no such event
verbatim("on", "seen", heard);
// @ts-expect-error where from?
load("st_abcdefghij", {});
`;

  it.each([
    ["bundler", "esnext"],
    ["nodenext", "nodenext"],
  ])("has types that a strict project takes: %s", async (resolution, module) => {
    await writeFile(join(project, "consumer.ts"), CONSUMER);
    const options = `--noEmit --strict --target es2022 --lib es2022,dom`;
    const { stdout } = await run(
      process.execPath,
      [
        `${root}/node_modules/typescript/bin/tsc`,
        ...options.split(" "),
        "--exactOptionalPropertyTypes",
        "--moduleResolution",
        resolution,
        "--module",
        module,
        "consumer.ts",
      ],
      { cwd: project },
    ).catch((error: { stdout: string }) => error);
    expect(stdout).toBe("");
  });

  it("does nothing on a server", async () => {
    await writeFile(
      join(project, "server.js"),
      `import { load } from "@verbatim/web";
       const verbatim = load("st_abcdefghij", { host: "https://voice.example" });
       console.log(verbatim("show"), typeof window);`,
    );
    const { stdout } = await run(process.execPath, ["server.js"], { cwd: project });
    expect(stdout).toBe("undefined undefined\n");
  });
});

/** Bundles an application of the customer's, and puts it at /app.js of its origin. */
async function application(code: string): Promise<void> {
  await writeFile(join(project, "app.ts"), code);
  const { outputFiles } = await build({
    entryPoints: [join(project, "app.ts")],
    bundle: true,
    format: "esm",
    minify: true,
    write: false,
  });
  edge.pages.set("/app.js", {
    html: outputFiles[0]!.text,
    headers: { "content-type": "text/javascript" },
  });
}

/** Opens a page of the customer's origin with these policies. */
async function open(policy = ""): Promise<{ page: Page; broken: () => Promise<string[]> }> {
  edge.pages.set("/", {
    html: hostPage(`<script type="module" nonce="abc" src="/app.js"></script>`, `<main></main>`),
    headers: policy ? { "content-security-policy": policy } : {},
  });
  const context = await browser.newContext();
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  await page.addInitScript(() => {
    const list: string[] = [];
    Object.assign(window, { broken: list });
    addEventListener("securitypolicyviolation", (e) => list.push(e.violatedDirective));
    addEventListener("error", (e) => list.push(e.message));
  });
  await page.goto(`${edge.host}/`);
  const broken = () => page.evaluate(() => (window as unknown as { broken: string[] }).broken);
  return { page, broken };
}

const scripts = () => edge.exchanges.filter(({ path }) => path.startsWith("/v1/st_")).length;
const nine = (page: Page) => page.getByRole("radio", { name: /^9/u });
const stored = () =>
  vi.waitFor(() => expect(edge.posted("/v1/in")).toMatchObject([{ status: 200 }]), 10_000);

describe("in a browser", () => {
  it("comes once however often it is called, hears what was said before, and asks", async () => {
    const { id } = await edge.site();
    await application(`import { load } from "@verbatim/web";
      const first = load("${id}", { host: "${edge.url}" });
      first("identify", "customer-42", { plan: "pro" });
      const again = load("${id}", { host: "${edge.url}" });
      again("on", "answered", ({ answers }) => { window.heard = answers; });`);
    const { page, broken } = await open();
    await nine(page).click();
    await stored();
    expect(edge.posted("/v1/in")[0]!.body).toMatchObject({
      person: { id: "customer-42" },
      attributes: { plan: "pro" },
    });
    expect(await page.evaluate(() => (window as unknown as { heard: unknown }).heard)).toEqual({
      q1: 9,
    });
    expect(scripts()).toBe(1);
    expect(await broken()).toEqual([]);
  });

  it("leaves a tag that is there already alone", async () => {
    const { id } = await edge.site();
    await application(`import { load } from "@verbatim/web";
      const tag = Object.assign(document.createElement("script"), { src: "${edge.url}/v1/${id}.js" });
      document.head.append(tag);
      tag.onload = () => load("${id}", { host: "${edge.url}" })("show");`);
    const { page } = await open();
    await nine(page).waitFor();
    expect(scripts()).toBe(1);
  });

  it("mounts, unmounts and mounts again with a component framework", async () => {
    const { id, surveys } = await edge.site(inlineDefinition());
    await application(`import { load } from "@verbatim/web";
      import { h, render } from "preact";
      import { useEffect } from "preact/hooks";
      const verbatim = (...call) => load("${id}", { host: "${edge.url}" })(...call);
      const Ask = () => {
        useEffect(() => { verbatim("page"); });
        return h("div", { "data-verbatim": "${surveys[0]}", style: { minHeight: 260 } });
      };
      window.draw = (on) => render(on ? h(Ask) : null, document.querySelector("main"));
      // As a strict mode does it: twice.
      window.draw(true); window.draw(false); window.draw(true);`);
    const { page, broken } = await open();
    await nine(page).waitFor();
    await page.evaluate(() => (window as unknown as { draw(on: boolean): void }).draw(false));
    expect(await nine(page).count()).toBe(0);
    await page.evaluate(() => (window as unknown as { draw(on: boolean): void }).draw(true));
    await nine(page).click();
    await stored();
    expect(scripts()).toBe(1);
    expect(await broken()).toEqual([]);
  });

  const STRICT = "script-src 'nonce-abc'; require-trusted-types-for 'script'";
  const policy = (names: string) =>
    `default-src 'none'; ${STRICT}; trusted-types ${names}; connect-src ${edge.url}`;

  it("needs no policy under Trusted Types, and carries the nonce of its module", async () => {
    const { id } = await edge.site();
    await application(`import { load } from "@verbatim/web";
      load("${id}", { host: "${edge.url}" });`);
    const { page, broken } = await open(policy("'none'"));
    await nine(page).click();
    await stored();
    expect(await broken()).toEqual([]);
  });

  it("puts an element with a nonce in, through a policy of the page", async () => {
    const { id } = await edge.site();
    await application(`import { load } from "@verbatim/web";
      const trustedTypesPolicy = trustedTypes.createPolicy("shop", { createScriptURL: (url) => url });
      load("${id}", { host: "${edge.url}", nonce: "abc", trustedTypesPolicy });`);
    const { page, broken } = await open(policy("shop"));
    await nine(page).click();
    await stored();
    expect(await page.locator(`head script[src$="${id}.js"]`).count()).toBe(1);
    expect(await broken()).toEqual([]);
  });

  it("throws nothing where a policy stands against the element", async () => {
    const { id } = await edge.site();
    await application(`import { load } from "@verbatim/web";
      load("${id}", { host: "${edge.url}", nonce: "abc" })("show");
      window.went = "on";`);
    const { page, broken } = await open(policy("'none'"));
    await page.waitForFunction(() => "went" in window);
    expect(await broken()).toEqual(["require-trusted-types-for"]);
    expect(scripts()).toBe(0);
  });
});

function inlineDefinition() {
  return { ...npsDefinition, look: { ...npsDefinition.look, mode: "inline" as const } };
}
