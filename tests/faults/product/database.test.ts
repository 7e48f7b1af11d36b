import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startLibsqlProcess } from "../../../scripts/libsql/process.ts";
import { answer, deliver, post, until } from "../../support/faults/clients.ts";
import type { LineMode } from "../../support/faults/proxy.ts";
import { FULL, measured, rounds } from "../../support/faults/size.ts";
import { TestProduct } from "../../support/product.ts";
import { publishedSurvey, type Published } from "../../support/published.ts";
import { rollupDrift } from "../../support/rollups.ts";

let product: TestProduct;
let survey: Published;

beforeAll(async () => {
  product = await TestProduct.start({ line: true, front: {} });
  survey = await publishedSurvey(product);
});
afterAll(() => product?.stop());
beforeEach(async () => {
  await product.line.set({ kind: "pass" });
  // What is known of the survey is not older than a test.
  expect(await deliver(product.frontUrl, answer(survey))).toBeGreaterThan(0);
});

const count = async (sql: string, ...args: string[]) =>
  Number((await product.rows(`select count(*) as n from ${sql}`, args))[0]?.["n"]);
const drift = () => rollupDrift({ run: (sql) => product.rows(sql) });

const AWAY: [string, LineMode][] = [
  ["refuses connections", { kind: "refuse" }],
  ["takes everything and says nothing", { kind: "blackhole" }],
  ["answers after 5 s", { kind: "delay", ms: 5000 }],
  ["resets connections", { kind: "reset" }],
  ["hangs up without a reply", { kind: "half-close" }],
];

describe("fault 50: a database that is away", () => {
  it.for(AWAY)(
    "%s: 503 with Retry-After and no detail, then back unaided",
    async ([name, mode], context) => {
      await product.line.set(mode);
      const kept = answer(survey);
      const asked = performance.now();
      const reply = await fetch(`${product.frontUrl}/v1/in`, {
        method: "POST",
        body: JSON.stringify(kept),
      });
      const answered = performance.now() - asked;
      const text = await reply.text();
      expect(reply.status).toBe(503);
      expect(reply.headers.get("retry-after")).toBe("2");
      expect(reply.headers.get("access-control-expose-headers")).toContain("Retry-After");
      expect(JSON.parse(text)).toMatchObject({ error: { code: "unavailable" } });
      expect(text).not.toMatch(/sql|fetch|socket|ECONN|\bat /iu);
      // What needs no database still answers.
      expect((await fetch(`${product.frontUrl}/healthz`)).status).toBe(200);
      if (FULL) {
        const headers = survey.headers;
        const pages = ["/readyz", "/api/v1/surveys", `/s/${survey.slug}`, `/v1/${survey.site}.js`];
        const seen = await Promise.all(
          pages.map(async (page) => (await fetch(product.frontUrl + page, { headers })).status),
        );
        // The console waits longer than a visitor does; the survey and its script are known for 15 s.
        const slow = mode.kind === "delay" ? [200, 503] : [503];
        const allowed = [[503], slow, [200, 503], [200, 503]];
        for (const [i, status] of seen.entries()) expect(status).toBeOneOf(allowed[i] ?? []);
      }

      await product.line.set({ kind: "pass" });
      const back = performance.now();
      await until(async () => (await post(product.frontUrl, kept)).status === 200);
      const recovered = performance.now() - back;
      expect(await count("responses where submission = ?", kept.submission)).toBe(1);
      expect(await drift()).toEqual([]);
      measured(context, `${name}: 503 after ${seconds(answered)}, back in ${seconds(recovered)}`);
    },
  );

  it("whose process was killed: 503, then back unaided", async (context) => {
    await product.killDatabase();
    const kept = answer(survey);
    const asked = performance.now();
    const reply = await post(product.frontUrl, kept);
    const answered = performance.now() - asked;
    expect([reply.status, reply.headers.get("retry-after")]).toEqual([503, "2"]);
    await product.startDatabase();
    const back = performance.now();
    await until(async () => (await post(product.frontUrl, kept)).status === 200);
    measured(
      context,
      `process killed: 503 after ${seconds(answered)}, back in ${seconds(performance.now() - back)}`,
    );
  });

  it("a hundred visitors at once are all told, and the process lives", async () => {
    await product.line.set({ kind: "blackhole" });
    const replies = await Promise.all(
      Array.from({ length: 100 }, () => post(product.frontUrl, answer(survey))),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([503]));
    await product.line.set({ kind: "pass" });
    const after = await Promise.all(
      Array.from({ length: 100 }, () => deliver(product.frontUrl, answer(survey))),
    );
    expect(after.every((tries) => tries > 0)).toBe(true);
  });
});

describe("fault 51: a reply that is lost after the commit", () => {
  it.each(["drop-reply", "half-close"] as const)(
    "%s: the sender is not told it was stored, the Worker does not try again, and sending again is safe",
    async (kind) => {
      const sent = answer(survey);
      const writes = await count("responses");
      await product.line.set({ kind });
      expect((await post(product.frontUrl, sent)).status).toBe(503);
      expect(await count("responses")).toBe(writes + 1);
      await product.line.set({ kind: "pass" });
      const reply = await fetch(`${product.frontUrl}/v1/in`, {
        method: "POST",
        body: JSON.stringify(sent),
      });
      expect(await reply.json()).toMatchObject({ status: "duplicate" });
      expect(await count("responses")).toBe(writes + 1);
      expect(await drift()).toEqual([]);
    },
  );

  it("a write that is not safe to repeat is not repeated: one key, shown to nobody", async () => {
    const keys = await count("api_keys");
    const make = () =>
      fetch(`${product.url}/api/v1/keys`, {
        method: "POST",
        headers: survey.headers,
        body: JSON.stringify({ name: "Lost", scopes: ["results:read"] }),
      });
    // The session is looked up first; the reply to the write is the one that is cut.
    for (let skip = 0; ; skip++) {
      await product.line.set({ kind: "cut-replies", after: skip, count: 1 });
      const reply = await make();
      if ((await count("api_keys")) > keys) {
        expect(reply.status).toBe(503);
        break;
      }
      expect(skip).toBeLessThan(5);
    }
    expect(await count("api_keys")).toBe(keys + 1);
  });
});

describe("fault 1: fifty identical posts at once, replies cut after the commit", () => {
  const ROUNDS = rounds(8, 200);
  it(
    "one row, one rollup step, nothing more to tell",
    { timeout: ROUNDS * 4000 },
    async (context) => {
      const tables = ["responses", "verbatims", ...(await outboxTables())];
      const before = await Promise.all(tables.map((table) => count(table)));
      let cut = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const same = answer(survey, { answers: { q1: round % 11, q2: `round ${round}` } });
        const lost = product.line.lostReplies;
        await product.line.set({ kind: "cut-replies", after: 0, count: 1 + (round % 25) });
        const tries = await Promise.all(
          Array.from({ length: 50 }, () => deliver(product.frontUrl, same)),
        );
        expect(tries.every((n) => n > 0)).toBe(true);
        cut += product.line.lostReplies - lost;
      }
      await product.line.set({ kind: "pass" });
      const extra = await Promise.all(
        tables.map(async (table, i) => (await count(table)) - (before[i] ?? 0) - ROUNDS),
      );
      const wrong = await drift();
      measured(
        context,
        `${ROUNDS} rounds of 50 identical posts, ${cut} replies cut after the commit: ${tables.map((table, i) => `${extra[i]} extra ${table}`).join(", ")}, ${wrong.length} rollup rows off`,
      );
      expect(extra).toEqual(tables.map(() => 0));
      expect(wrong).toEqual([]);
      expect(cut).toBeGreaterThan(ROUNDS);
    },
  );
});

describe("fault 52: a database that is busy", () => {
  it("a writer that holds the lock costs a 503 at worst, and everything works when it is gone", async () => {
    const holder = await product.client().transaction("write");
    await holder.execute("update workspaces set name = name");
    const kept = Array.from({ length: 20 }, () => answer(survey));
    const first = await Promise.all(kept.map((body) => post(product.frontUrl, body)));
    // The database ends a transaction that is idle for 5 s; nobody waits that long.
    expect(new Set(first.map(({ status }) => status))).toEqual(new Set([503]));
    expect(first[0]?.headers.get("retry-after")).toBe("2");
    await holder.rollback().catch(() => undefined);
    const again = await Promise.all(kept.map((body) => deliver(product.frontUrl, body)));
    expect(again.every((tries) => tries > 0)).toBe(true);
    const ids = kept.map(({ submission }) => `'${submission}'`).join();
    expect(await count(`responses where submission in (${ids})`)).toBe(20);
    expect(await drift()).toEqual([]);
  });

  it("a second process is kept out of the file, and the first one goes on", async () => {
    const [file] = await product.rows("pragma database_list");
    const second = startLibsqlProcess({ file: String(file?.["file"]), token: "x" });
    await expect(second).rejects.toMatchObject({ code: "SQLITE_BUSY" });
    expect(await deliver(product.frontUrl, answer(survey))).toBe(1);
  });
});

/** Tables that tell somebody of a response, each with one row for it, where this release has them. */
async function outboxTables(): Promise<string[]> {
  const [workspace] = await product.rows("select workspace_id as id from sites where id = ?", [
    survey.site,
  ]);
  await product.client().execute({
    sql: "insert into webhooks (workspace_id, id, url, created_at) values (?, ?, 'https://hooks.example/in', 0)",
    args: [String(workspace?.["id"]), v7()],
  });
  return ["outbox"];
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
