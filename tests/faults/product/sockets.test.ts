import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answer, deliver, post } from "../../support/faults/clients.ts";
import { RawClient, postHead } from "../../support/faults/raw.ts";
import { measured, rounds } from "../../support/faults/size.ts";
import { TestProduct } from "../../support/product.ts";
import { publishedSurvey, type Published } from "../../support/published.ts";

const LIMIT = 20;
const MEGABYTE = 1024 * 1024;

let product: TestProduct;
let survey: Published;
const open: RawClient[] = [];

beforeAll(async () => {
  product = await TestProduct.start({
    front: { headersMs: 1500, requestMs: 2500 },
    bindings: { INGEST_LIMIT: String(LIMIT * 50) },
  });
  survey = await publishedSurvey(product);
});
afterAll(async () => {
  for (const client of open) client.reset();
  await product?.stop();
});

function client(): RawClient {
  const made = new RawClient(product.frontUrl);
  open.push(made);
  return made;
}
const rows = async () =>
  Number((await product.rows("select count(*) as n from responses"))[0]?.["n"]);
const body = () => JSON.stringify(answer(survey));

describe("fault 6: a body that is too large", () => {
  const LARGE = 30 * MEGABYTE;

  it.for([
    ["with its length", `content-length: ${LARGE}`],
    ["without a length", "transfer-encoding: chunked"],
  ] as const)(
    "%s: 413, and most of thirty megabytes is never read",
    async ([name, header], context) => {
      const before = await rows();
      const sender = client();
      await sender.send(postHead("/v1/in", header));
      const piece = Buffer.alloc(64 * 1024, "x");
      const chunk = header.startsWith("content")
        ? piece
        : Buffer.concat([
            Buffer.from(`${piece.length.toString(16)}\r\n`),
            piece,
            Buffer.from("\r\n"),
          ]);
      let taken = 0;
      const sending = (async () => {
        while (taken < LARGE && (await sender.send(chunk))) taken += piece.length;
      })();
      const reply = await sender.reply();
      expect(reply.status).toBe(413);
      expect(JSON.parse(reply.body)).toMatchObject({ error: { code: "too_large" } });
      await sending;
      measured(
        context,
        `${LARGE / MEGABYTE} MB ${name}: 413, ${Math.round(taken / 1024)} kB taken`,
      );
      // What the kernel holds for both ends is not ours.
      expect(taken).toBeLessThan(LARGE / 2);
      expect(await rows()).toBe(before);
      expect(await deliver(product.frontUrl, answer(survey))).toBe(1);
    },
  );

  it.each([33, 60, 100, 200, 500, 1000])("of %i kB in one piece: 413", async (kilobytes) => {
    const before = await rows();
    for (let i = 0; i < 5; i++) {
      const reply = await fetch(`${product.frontUrl}/v1/in`, {
        method: "POST",
        body: "x".repeat(kilobytes * 1024),
      });
      expect(reply.status).toBe(413);
    }
    expect(await rows()).toBe(before);
  });

  it("a length that lies: what is announced too short or too long is never stored as it is", async () => {
    const before = await rows();
    const text = body();
    const short = client();
    await short.send(postHead("/v1/in", `content-length: ${text.length - 5}`) + text);
    expect((await short.reply()).status).toBe(400);
    const long = client();
    await long.send(postHead("/v1/in", `content-length: ${text.length + 5}`) + text);
    long.socket.end();
    expect((await long.reply()).status).toBeOneOf([0, 400]);
    expect(await rows()).toBe(before);
  });

  it("both lengths at once, or two: refused", async () => {
    const before = await rows();
    const text = body();
    for (const lines of [
      [`content-length: ${text.length}`, "transfer-encoding: chunked"],
      [`content-length: ${text.length}`, `content-length: ${text.length - 1}`],
      ["content-length: -1"],
      ["content-length: 1e3"],
    ]) {
      const one = client();
      await one.send(postHead("/v1/in", ...lines) + text);
      expect((await one.reply()).status).toBeOneOf([0, 400]);
    }
    expect(await rows()).toBe(before);
  });

  it("gzip: refused before anything is unpacked", async () => {
    const bomb = gzipSync(Buffer.alloc(30 * MEGABYTE));
    const reply = await fetch(`${product.frontUrl}/v1/in`, {
      method: "POST",
      headers: { "content-encoding": "gzip" },
      body: bomb,
    });
    expect(reply.status).toBe(400);
    const small = await fetch(`${product.frontUrl}/v1/in`, {
      method: "POST",
      headers: { "content-encoding": "gzip" },
      body: gzipSync(body()),
    });
    expect(small.status).toBe(400);
  });
});

describe("fault 6: a body that is refused unread", () => {
  it.each([
    ["of another type", "/v1/in", { "content-type": "x/y" }, 400],
    ["compressed", "/v1/in", { "content-encoding": "gzip" }, 400],
    ["of a stranger", "/api/v1/surveys", {}, 401],
    ["to nowhere", "/nothing", {}, 404],
  ] as const)("%s: the answer arrives all the same", async (_, path, headers, status) => {
    for (const kilobytes of [1, 40, 500, 1000]) {
      for (let i = 0; i < 10; i++) {
        const body = randomBytes(kilobytes * 1024);
        const reply = await fetch(product.frontUrl + path, { method: "POST", headers, body });
        expect([kilobytes, reply.status]).toEqual([kilobytes, status]);
      }
    }
  });
});

describe("fault 19: slow and broken senders", () => {
  it("headers, or a body, that drip: cut off, no row, and others are served meanwhile", async () => {
    const before = await rows();
    const text = body();
    const dripping = Array.from({ length: 30 }, async (_, i) => {
      const slow = client();
      const head = postHead("/v1/in", `content-length: ${text.length}`);
      // Half drip headers, half the body.
      await slow.send(i % 2 === 0 ? head.slice(0, 24) : head + text.slice(0, 5));
      const drip = setInterval(() => void slow.send(i % 2 === 0 ? "x" : (text[5] ?? "")), 200);
      const reply = await slow.reply();
      clearInterval(drip);
      return reply.status;
    });
    const served = await Promise.all(
      Array.from({ length: 30 }, () => deliver(product.frontUrl, answer(survey))),
    );
    expect(new Set(served)).toEqual(new Set([1]));
    for (const status of await Promise.all(dripping)) expect(status).toBeOneOf([0, 408]);
    expect(await rows()).toBe(before + 30);
  });

  it("a short body and then FIN, or a reset in the middle: no row, others unharmed", async () => {
    const before = await rows();
    const text = body();
    for (let at = 0; at <= text.length; at += Math.ceil(text.length / rounds(6, 60))) {
      const fin = client();
      await fin.send(postHead("/v1/in", `content-length: ${text.length + 1}`) + text.slice(0, at));
      fin.socket.end();
      expect((await fin.reply()).status).toBeOneOf([0, 400, 408]);
      const broken = client();
      await broken.send(postHead("/v1/in", "transfer-encoding: chunked"));
      await broken.send(`${text.length.toString(16)}\r\n${text.slice(0, at)}`);
      broken.reset();
    }
    expect(await deliver(product.frontUrl, answer(survey))).toBe(1);
    expect(await rows()).toBe(before + 1);
  });
});

describe("fault 17: an address that a caller makes up", () => {
  const HEADERS = [
    "x-forwarded-for",
    "X-Forwarded-For",
    "cf-connecting-ip",
    "CF-Connecting-IP",
    "x-real-ip",
    "true-client-ip",
    "forwarded",
    "cf-connecting-ipv6",
    "cf-pseudo-ipv4",
    "x-client-ip",
    "mf-original-url",
  ];

  it("does not open a new allowance: the limit holds over all of them, with Retry-After", async () => {
    await using tight = await TestProduct.start({
      front: {},
      bindings: { INGEST_LIMIT: String(LIMIT) },
    });
    const there = await publishedSurvey(tight);
    const burst = LIMIT * 2.5;
    let stored = 0;
    for (let i = 0; i < burst + HEADERS.length * 2; i++) {
      const name = HEADERS[i % HEADERS.length] as string;
      const address = [...randomBytes(4)].join(".");
      const reply = await fetch(`${tight.frontUrl}/v1/in`, {
        method: "POST",
        headers: { [name]: name.toLowerCase() === "forwarded" ? `for=${address}` : address },
        body: JSON.stringify(answer(there)),
      });
      if (reply.status === 200) stored++;
      else {
        expect(reply.status).toBe(429);
        expect(Number(reply.headers.get("retry-after"))).toBeGreaterThan(0);
      }
    }
    // The allowance refills while the test runs.
    expect(stored).toBeGreaterThanOrEqual(burst);
    expect(stored).toBeLessThan(burst + HEADERS.length);
    expect((await post(tight.frontUrl, answer(there))).status).toBe(429);
  });
});

describe("fault 16: a preflight", () => {
  it("with a hundred kilobytes of spaces is refused at the door", async () => {
    const one = client();
    const spaces = " ".repeat(100 * 1024);
    await one.send(
      `OPTIONS /v1/in HTTP/1.1\r\nhost: x\r\norigin: https://shop.example\r\naccess-control-request-headers: a,${spaces}b\r\n\r\n`,
    );
    expect((await one.reply()).status).toBe(431);
  });
});
