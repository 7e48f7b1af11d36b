import { v7 } from "uuid";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Leave } from "../../domain/wire/ingest.ts";
import { KEY, proofOf } from "../support/proof.ts";
import { TestProduct } from "../support/product.ts";
import { type Published, publishedSurvey } from "../support/published.ts";

let product: TestProduct;
let survey: Published;

beforeAll(async () => {
  product = await TestProduct.start();
  survey = await publishedSurvey(product);
  await product.rows("update sites set proof_secrets = ? where id = ?", [
    JSON.stringify([KEY]),
    survey.site,
  ]);
});
afterAll(() => product?.stop());

const ask = (sub: string, visit = v7()) =>
  fetch(`${product.url}/v1/ok`, {
    method: "POST",
    body: JSON.stringify({
      wire: 1,
      site: survey.site,
      survey: survey.id,
      visit,
      person: { proof: proofOf(survey.site, sub, Date.now()) },
    }),
  });

it("of 40 devices of one person that ask at once one is granted, and the Worker answers on", async () => {
  const replies = await Promise.all(Array.from({ length: 40 }, () => ask("eve")));
  expect(replies.filter(({ status }) => status !== 200)).toEqual([]);
  const leaves = await Promise.all(replies.map((reply) => reply.json() as Promise<Leave>));
  expect(leaves.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await product.rows("select person from asks")).toEqual([{ person: "eve" }]);
  const others = await Promise.all(Array.from({ length: 40 }, (_, i) => ask(`p${i}`)));
  const granted = await Promise.all(others.map((reply) => reply.json() as Promise<Leave>));
  expect(granted.filter(({ ok }) => ok)).toHaveLength(40);
});

it("says who may be asked with files that are there: loader, module, pinned file", async () => {
  const script = await (await fetch(`${product.url}/v1/${survey.site}.js`)).text();
  const data = await fetch(`${product.url}/v1/${survey.site}.json`);
  const { w: widget } = (await data.json()) as { w: string };
  expect(script).toContain(widget);
  const pinned = (await (await fetch(`${product.url}/w/manifest.json`)).json()) as {
    pinned: string;
  };
  for (const path of [widget, pinned.pinned]) {
    const file = await fetch(product.url + path);
    expect([path, file.status, file.headers.get("access-control-allow-origin")]).toEqual([
      path,
      200,
      "*",
    ]);
  }
});

it("asks to wait while the database is away", async () => {
  await product.killDatabase();
  const reply = await ask("ada");
  expect([reply.status, reply.headers.get("retry-after")]).toEqual([503, "2"]);
  await product.startDatabase();
  expect((await ask("ada")).status).toBe(200);
});
