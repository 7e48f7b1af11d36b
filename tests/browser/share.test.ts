import { readFile } from "node:fs/promises";
import axe from "axe-core";
import jsqr from "jsqr";
import type { Browser, BrowserContext, Download, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { ShareLinks } from "../../domain/wire/share.ts";
import { launchBrowser } from "../../scripts/browser.ts";
import { TestProduct } from "../support/product.ts";
import { type Published, publishedSurvey } from "../support/published.ts";

// The package's own types say what its module does not do under Node.
const read = (jsqr as unknown as { default?: typeof jsqr }).default ?? jsqr;

let product: TestProduct;
let survey: Published;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [product, browser] = await Promise.all([TestProduct.start(), launchBrowser()]);
  survey = await publishedSurvey(product);
  await fetch(`${product.url}/api/v1/workspace`, {
    method: "PATCH",
    headers: survey.headers,
    body: JSON.stringify({ zone: "Europe/Berlin" }),
  });
  context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    bypassCSP: true,
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(10_000);
  const [name = "", value = ""] = (survey.headers["cookie"] ?? "").split("=");
  await context.addCookies([{ name, value, url: product.url }]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});
beforeEach(async () => {
  page = await context.newPage();
  await page.goto(`${product.url}/app/surveys/${survey.id}/build?tab=share`);
  await page.getByRole("heading", { name: "Links for one answer each" }).waitFor();
  return () => page.close();
});

async function links() {
  const reply = await fetch(`${product.url}/api/v1/surveys/${survey.id}/links`, {
    headers: survey.headers,
  });
  return ((await reply.json()) as ShareLinks).items;
}
async function violations(): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const run = (window as unknown as { axe: typeof axe }).axe.run;
    const { violations: found } = await run(document, {
      rules: { "target-size": { enabled: true } },
    });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
  });
}
async function downloaded(click: () => Promise<void>): Promise<[name: string, file: Buffer]> {
  const waiting: Promise<Download> = page.waitForEvent("download");
  await click();
  const file = await waiting;
  return [file.suggestedFilename(), await readFile(await file.path())];
}
/** What an independent reader sees in a picture that the browser draws. */
async function inPicture(
  file: Buffer,
  type: string,
): Promise<{ text: string | undefined; width: number }> {
  const url = `data:${type};base64,${file.toString("base64")}`;
  const { pixels, width, height } = await page.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const pen = canvas.getContext("2d")!;
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    // Text crosses to the test in a moment, four million numbers take half a minute.
    let text = "";
    for (let i = 0; i < data.length; i += 8192)
      text += String.fromCharCode(...data.subarray(i, i + 8192));
    return { pixels: btoa(text), width: image.width, height: image.height };
  }, url);
  const bytes = new Uint8ClampedArray(Buffer.from(pixels, "base64"));
  return { text: read(bytes, width, height)?.data, width };
}

it("a link is made, told, changed, deleted and had again under its code", async () => {
  await page.getByRole("button", { name: "New link" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make the link" }).click();
  await dialog.getByText("Give it a name, so that you know it again.").waitFor();
  expect(await violations()).toEqual([]);
  await dialog.getByLabel("Name").fill("Till 4");
  await dialog.getByLabel("Opens").fill("2098-12-01T09:00");
  await dialog.getByLabel("Closes").fill("2098-11-01T09:00");
  await dialog.getByText("This is not after it opens.").waitFor();
  await dialog.getByLabel("Closes").fill("2099-07-01T09:00");
  await dialog.getByLabel("Attributes").fill("store = Berlin");
  await dialog.getByText("Answers that stand chosen").click();
  await dialog.getByLabel("How likely").selectOption("9");
  await dialog.getByRole("button", { name: "Make the link" }).click();
  await page.getByText("Opens 1 Dec 2098, 09:00").waitFor();
  await page.getByText("store = Berlin · 1 answer chosen").waitFor();
  const [made] = await links();
  expect(made).toMatchObject({
    name: "Till 4",
    prefill: { answers: { q1: "9" }, attributes: { store: "Berlin" } },
    // Winter and summer time of the workspace.
    opensAt: Date.UTC(2098, 11, 1, 8),
    closesAt: Date.UTC(2099, 6, 1, 7),
  });
  expect(await violations()).toEqual([]);

  await page.getByRole("button", { name: "Change Till 4" }).click();
  await dialog.getByLabel("Name").fill("Till 5");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Till 5" }).waitFor();
  expect((await links())[0]).toMatchObject({ code: made?.code, name: "Till 5" });

  await page.getByRole("button", { name: "Delete Till 5" }).click();
  await page.getByText("No short link yet").waitFor();
  expect(await links()).toEqual([]);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await page.getByRole("heading", { name: "Till 5" }).waitFor();
  expect((await links())[0]).toMatchObject({ code: made?.code, opensAt: made?.opensAt });
});

it("a QR code is downloaded as SVG and PNG, and an independent reader reads both", async () => {
  await page.getByRole("button", { name: "QR code", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("img", { name: /QR code of http/u }).waitFor();
  expect(await violations()).toEqual([]);
  const link = `${product.url}/s/${survey.slug}`;
  const [svgName, svg] = await downloaded(() =>
    dialog.getByRole("button", { name: "SVG" }).click(),
  );
  expect(svgName).toBe("qr-nps.svg");
  expect(await inPicture(svg, "image/svg+xml")).toEqual({ text: link, width: 1024 });
  await dialog.getByRole("radio", { name: "512 pixels" }).check();
  await dialog.getByLabel("Write the name of the link below").check();
  const [pngName, png] = await downloaded(() =>
    dialog.getByRole("button", { name: "PNG" }).click(),
  );
  expect(pngName).toBe("qr-nps.png");
  const seen = await inPicture(png, "image/png");
  expect(seen.text).toBe(link);
  // Whole pixels a module: as wide as fits.
  expect(seen.width).toBeGreaterThan(450);
  expect(seen.width).toBeLessThanOrEqual(512);
});

it("links for one answer each are made in bulk and downloaded", async () => {
  await page.getByLabel("How many").fill("501");
  await page.getByText("A number from 1 to 500.").waitFor();
  await page.getByLabel("How many").fill("3");
  await page.getByRole("button", { name: "Make the links" }).click();
  await page.getByText("3 links are ready").waitFor();
  expect(await violations()).toEqual([]);
  const [name, file] = await downloaded(() =>
    page.getByRole("button", { name: "Download as CSV" }).click(),
  );
  expect(name).toBe("single-links-nps.csv");
  const [head, ...rows] = file.toString("utf8").trimEnd().split("\r\n");
  expect(head).toBe("\ufefflink");
  expect(rows).toHaveLength(3);
  expect((await fetch(rows[0] ?? "")).status).toBe(200);
});
