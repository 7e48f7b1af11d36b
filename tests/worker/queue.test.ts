import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { answer, until } from "../support/faults/clients.ts";
import { TestProduct } from "../support/product.ts";
import { publishedSurvey, type Published } from "../support/published.ts";
import { QueuedWorker } from "../support/queued-worker.ts";
import { rollupDrift } from "../support/rollups.ts";

const POISON = `canary ${v7()}`;
const worker = new QueuedWorker(2);
let product: TestProduct;
let survey: Published;

beforeAll(async () => {
  product = await TestProduct.start({ serve: worker.serve, line: true });
  survey = await publishedSurvey(product);
  await product.rows(
    `insert into webhooks (workspace_id, id, url, created_at)
      select workspace_id, ?, 'https://hooks.example/in', 0 from surveys`,
    [v7()],
  );
  await worker.put(POISON);
});
afterAll(() => product?.stop());
beforeEach(async () => {
  await stored([await send(answer(survey))]);
  // Asked for a version that it does not know, the Worker loads the survey: that lasts for a test.
  const newer = answer(survey, { v: 99 });
  const reply = await fetch(`${product.url}/v1/in`, {
    method: "POST",
    body: JSON.stringify(newer),
  });
  expect(reply.status).toBe(422);
});

type Sent = ReturnType<typeof answer>;

/** Posts an answer, which the queue takes. */
async function send(sent: Sent): Promise<Sent> {
  const reply = await fetch(`${product.url}/v1/in`, { method: "POST", body: JSON.stringify(sent) });
  const { submission, rev = 0 } = sent as Sent & { rev?: number };
  expect([reply.status, await reply.json()]).toEqual([
    200,
    { status: "accepted", submission, rev },
  ]);
  return sent;
}

const count = async (sql: string, ...args: string[]) =>
  Number((await product.rows(`select count(*) as n from ${sql}`, args))[0]?.["n"]);
const rows = (submissions: readonly string[]) =>
  product.rows(
    `select submission, rev, score from responses
      where submission in (select value from json_each(?)) order by submission`,
    [JSON.stringify(submissions)],
  );
/** Lines of the log about this outcome. */
const logged = (what: string) => worker.logs.filter((line) => line.includes(`"${what}":`)).length;
/** Waits until each of these answers is there. */
const stored = async (answers: readonly Sent[]) => {
  const ids = [...new Set(answers.map(({ submission }) => submission))];
  await until(async () => (await rows(ids)).length === ids.length);
};
/** Every response is there once, counts once, and has told its webhook once. */
const exact = async () => {
  const responses = await count("responses");
  expect(await count("(select distinct submission from responses)")).toBe(responses);
  expect(await count("outbox")).toBe(responses);
  expect(
    (await product.rows("select sum(starts) as n from rollups where dimension = 'channel'"))[0]?.[
      "n"
    ],
  ).toBe(responses);
  expect(await rollupDrift({ run: (sql) => product.rows(sql) })).toEqual([]);
};

/** Every order of some things. */
function ordersOf<T>(things: readonly T[]): T[][] {
  if (things.length === 0) return [[]];
  return things.flatMap((thing, i) =>
    ordersOf(things.toSpliced(i, 1)).map((rest) => [thing, ...rest]),
  );
}

it("an answer is accepted at the door and stored with its batch", async () => {
  const sent = await send(answer(survey, { answers: { q1: 7, q2: "In good time" } }));
  await stored([sent]);
  expect(await rows([sent.submission])).toMatchObject([{ rev: 0, score: 7 }]);
  await exact();
});

it("the same post 50 times in parallel is one row, one rollup step and one webhook", async () => {
  const before = await count("responses");
  const sent = answer(survey);
  await Promise.all(Array.from({ length: 50 }, () => send(sent)));
  const behind = await send(answer(survey));
  await stored([sent, behind]);
  expect(await count("responses")).toBe(before + 2);
  await exact();
});

it("revisions in any order end at the last one", async () => {
  const revisions = [0, 1, 2, 3].map((rev) => ({ rev, answers: { q1: rev + 2 } }));
  const answers = await Promise.all(
    ordersOf(revisions).map(async (order) => {
      let sent = answer(survey);
      for (const revision of order) sent = await send({ ...sent, ...revision });
      return sent;
    }),
  );
  const ids = answers.map(({ submission }) => submission);
  await until(async () => (await rows(ids)).filter(({ rev }) => rev === 3).length === ids.length);
  expect(await rows(ids)).toEqual(
    ids.sort().map((submission) => ({ submission, rev: 3, score: 5 })),
  );
  await exact();
});

it("a batch that is delivered again after its reply was lost counts nothing twice", async () => {
  const known = await send(answer(survey));
  await stored([known]);
  const [failed, again] = [logged("unavailable"), logged("conflict")];
  await product.line.set({ kind: "cut-replies", after: 0, count: 1 });
  const answers = await Promise.all(Array.from({ length: 30 }, () => send(answer(survey))));
  // It is turned away, which is logged, when the database's reply is heard: with the second delivery.
  await send({ ...known, answers: { q1: 0 } });
  await until(() => logged("unavailable") > failed && logged("conflict") > again);
  await stored(answers);
  await exact();
});

it("a killed database: what was acknowledged waits, and is there once after it returns", async () => {
  await product.killDatabase();
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) => send(answer(survey, { answers: { q1: i % 11 } }))),
  );
  const before = logged("unavailable");
  await until(() => logged("unavailable") > before);
  await product.startDatabase();
  await stored(answers);
  await exact();
});

it("a poison message was in no other's way, and is given up to the dead letter queue unseen", async () => {
  await until(async () => (await worker.dead()).length > 0);
  expect(await worker.dead()).toEqual([POISON]);
  expect(logged("unreadable")).toBe(3);
  expect(worker.logs.join("\n")).not.toContain("canary");
  await exact();
});
