import { connect } from "node:net";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, it } from "vitest";
import { TestProduct } from "../support/product.ts";
import { publishedSurvey, type Published } from "../support/published.ts";
import { rollupDrift } from "../support/rollups.ts";

let product: TestProduct;
let survey: Published;

beforeAll(async () => {
  product = await TestProduct.start();
  survey = await publishedSurvey(product);
});
afterAll(() => product?.stop());

const bodyOf = (submission: string, score: number) => ({
  wire: 1,
  site: survey.site,
  survey: survey.id,
  submission,
  answers: { q1: score },
  complete: true,
});
const send = (submission: string, score = 9) =>
  fetch(`${product.url}/v1/in`, {
    method: "POST",
    body: JSON.stringify(bodyOf(submission, score)),
  });
const n = async (sql: string) => Number((await product.rows(sql))[0]?.["n"]);

it("the same submission 50 times in parallel is one row and one rollup step", async () => {
  const id = v7();
  const replies = await Promise.all(Array.from({ length: 50 }, () => send(id)));
  expect(replies.map((r) => r.status)).toEqual(Array.from({ length: 50 }, () => 200));
  expect(await n("select count(*) as n from responses")).toBe(1);
  expect(await n("select sum(v9) as n from rollups where dimension = 'channel'")).toBe(1);
});

it("200 concurrent submissions all answer 2xx, and the Worker still answers afterwards", async () => {
  const replies = await Promise.all(Array.from({ length: 200 }, (_, i) => send(v7(), i % 11)));
  expect(replies.filter((r) => !r.ok)).toEqual([]);
  await Promise.all(replies.map((r) => r.arrayBuffer()));
  expect((await fetch(`${product.url}/readyz`)).status).toBe(200);
  expect((await send(v7())).status).toBe(200);
  expect(await n("select count(*) as n from responses")).toBe(202);
  expect(await rollupDrift({ run: (sql) => product.rows(sql) })).toEqual([]);
});

it("callers who hang up take no other's answer with them", async () => {
  const before = await n("select count(*) as n from responses");
  /** Sends a whole post and is gone before the reply, at any moment. */
  const hangUp = (moment: number) =>
    new Promise<void>((resolve) => {
      const { hostname, port } = new URL(product.url);
      const body = JSON.stringify(bodyOf(v7(), 5));
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          `POST /v1/in HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
        );
        setTimeout(() => socket.destroy(), moment);
      });
      socket.on("error", () => undefined).on("close", () => resolve());
    });
  for (let round = 0; round < 40; round++) {
    const leaving = Array.from({ length: 6 }, (_, i) => hangUp((round + i) % 7));
    const staying = await Promise.all(Array.from({ length: 4 }, () => send(v7())));
    expect(staying.map((reply) => reply.status)).toEqual([200, 200, 200, 200]);
    await Promise.all(leaving);
  }
  const stored = (await n("select count(*) as n from responses")) - before;
  expect(stored).toBeGreaterThanOrEqual(160);
  expect(stored).toBeLessThanOrEqual(400);
  expect(await rollupDrift({ run: (sql) => product.rows(sql) })).toEqual([]);
});

it("200 concurrent reads of the console's API do not hang the isolate", async () => {
  const replies = await Promise.all(
    Array.from({ length: 200 }, () =>
      fetch(`${product.url}/api/v1/surveys`, { headers: survey.headers }),
    ),
  );
  expect(replies.filter((r) => r.status !== 200)).toEqual([]);
  await Promise.all(replies.map((r) => r.arrayBuffer()));
  expect((await fetch(`${product.url}/readyz`)).status).toBe(200);
});
