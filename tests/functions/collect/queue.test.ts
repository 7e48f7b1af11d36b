import fc from "fast-check";
import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { DAY_MS, dayOf } from "../../../domain/time/days.ts";
import { makeContext } from "../../../functions/world.ts";
import { takeBatch } from "../../../functions/collect/queue.ts";
import { makeDeps } from "../../../functions/deps.ts";
import { settingsOf } from "../../../functions/env.ts";
import { erasePerson } from "../../../functions/services/people/erase.ts";
import {
  type TestApp,
  npsDefinition,
  seedKey,
  seedSurvey,
  seedWorkspace,
  testApp,
} from "../../support/app.ts";
import { delivery, testQueue } from "../../support/queue.ts";
import { rollupDrift } from "../../support/rollups.ts";

const NOON = Date.UTC(2026, 5, 1, 12);
const queue = testQueue();
let app: TestApp;
let home: { workspace: string; site: string };
let survey: { id: string; slug: string };
let now = NOON;

beforeAll(async () => {
  app = await testApp({ now: () => now, queue: queue.binding });
  home = await seedWorkspace(app);
  await app.run(
    "insert into webhooks (workspace_id, id, url, created_at) values (?, ?, 'https://hooks.example', 0)",
    [home.workspace, v7()],
  );
});
afterAll(async () => {
  expect(await rollupDrift(app)).toEqual([]);
  await app.close();
});
beforeEach(async () => {
  now += 60_000;
  queue.take();
  queue.mode = "keeps";
  survey = await seedSurvey(app, home);
});

const body = (more: object = {}) => ({
  wire: 1,
  site: home.site,
  survey: survey.id,
  v: 1,
  submission: v7(),
  answers: { q1: 9 },
  complete: true,
  ...more,
});
type Body = ReturnType<typeof body>;

const post = async (sent: object, headers = {}) => {
  const reply = await app.post("/v1/in", sent, headers);
  return { status: reply.status, said: (await reply.json()) as Record<string, unknown> };
};
/** Posts and takes the message that it became. */
const message = async (sent: object, headers = {}) => {
  expect((await post(sent, headers)).said["status"]).toBe("accepted");
  return queue.take()[0] ?? "";
};
const deps = () => makeDeps(settingsOf(app.env), app.env);
const context = () => makeContext(now, () => undefined);
const deliver = async (bodies: readonly unknown[], attempts = 1) => {
  const batch = delivery(bodies, attempts);
  await takeBatch(batch, context(), deps());
  return batch.said;
};
const row = async ({ submission }: Pick<Body, "submission">) =>
  (await app.run("select * from responses where submission = ?", [submission]))[0];
const count = async (sql: string, ...args: string[]) =>
  Number((await app.run(`select count(*) as n from ${sql}`, args))[0]?.["n"]);
const starts = async () =>
  Number(
    (
      await app.run("select coalesce(sum(starts), 0) as n from rollups where survey_id = ?", [
        survey.id,
      ])
    )[0]?.["n"],
  );
/** What is logged while something happens. */
const logged = async (work: () => Promise<unknown>) => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  await work();
  return log.mock.calls.map(([line]) => JSON.parse(String(line)) as Record<string, unknown>);
};

describe("with a queue, POST /v1/in", () => {
  it("answers accepted, leaves the row to the consumer, and settles time and day itself", async () => {
    const sent = body({ answers: { q1: 9, q2: "  Fast \u0000delivery " }, lang: "de-AT" });
    expect(await post(sent)).toEqual({
      status: 200,
      said: { status: "accepted", submission: sent.submission, rev: 0 },
    });
    expect(await row(sent)).toBeUndefined();
    const accepted = now;
    now += 3 * DAY_MS;
    expect(await deliver(queue.take())).toEqual(["acked"]);
    expect(await row(sent)).toMatchObject({
      score: 9,
      texts: '{"q2":"Fast delivery"}',
      state: "counted",
      language: "de",
      day: dayOf(accepted, "UTC"),
      created_at: accepted,
      completed_at: accepted,
    });
    expect(await starts()).toBe(1);
  });

  it("refuses at the door what needs no database to be refused", async () => {
    const refused: [number, object, object?][] = [
      [422, body({ answers: { q1: 11 } })],
      [422, body({ is_test: true })],
      [422, body({ v: 99 })],
      [404, body({ survey: "sv_aaaaaaaaaa" })],
      [404, body({ site: "st_aaaaaaaaaa" })],
    ];
    for (const [status, sent] of refused) expect((await post(sent)).status).toBe(status);
    await app.run(`update sites set origins = '["https://shop.example"]' where id = ?`, [
      home.site,
    ]);
    survey = await seedSurvey(app, home);
    expect((await post(body(), { origin: "https://evil.example" })).status).toBe(403);
    await app.run("update sites set origins = '[]' where id = ?", [home.site]);
    expect(queue.take()).toEqual([]);
  });

  it("tells a bot the same, and its row is set aside", async () => {
    const sent = body({ hp: "I fill everything" });
    await deliver([await message(sent)]);
    expect(await row(sent)).toMatchObject({ state: "quarantined" });
  });

  it("sends the hosted page's form the same way", async () => {
    const page = await (await app.request(`/s/${survey.slug}`)).text();
    const submission = /name="submission" value="([^"]+)"/u.exec(page)?.[1] ?? "";
    const reply = await app.request(`/s/${survey.slug}`, {
      method: "POST",
      body: new URLSearchParams({ submission, q1: "8" }),
    });
    expect(reply.status).toBe(200);
    expect(await row({ submission })).toBeUndefined();
    await deliver(queue.take());
    expect(await row({ submission })).toMatchObject({ score: 8, channel: "link" });
  });

  it("stores what comes by the API at once", async () => {
    const { headers } = await seedKey(app, home.workspace, ["responses:write"]);
    const reply = await app.post("/api/v1/responses", body(), headers);
    expect(await reply.json()).toMatchObject({ status: "stored" });
    expect(queue.take()).toEqual([]);
  });

  it("remembers a new value of an attribute at once, so that at most 50 count by themselves", async () => {
    for (let i = 0; i < 60; i++) await post(body({ attributes: { device: `device ${i}` } }));
    expect(await count("attribute_values where name = 'device'")).toBe(50);
    await deliver(queue.take());
    expect(await count("rollups where survey_id = ? and dimension = 'device'", survey.id)).toBe(51);
  });
});

it("the largest answers fit into a message", async () => {
  const options = Array.from({ length: 40 }, (_, i) => ({ id: `o${i + 1}`, text: `${i}` }));
  const questions = Array.from({ length: 54 }, (_, i) => ({
    id: `q${i + 2}`,
    kind: "multiple" as const,
    text: "Which?",
    options,
  }));
  const texts = [60, 61, 62].map((i) => ({
    id: `q${i}`,
    kind: "text" as const,
    long: true,
    text: "Why?",
  }));
  const [score] = npsDefinition.questions;
  const all = [...(score ? [score] : []), ...questions, ...texts];
  survey = await seedSurvey(app, home, { definition: { ...npsDefinition, questions: all } });
  const chosen = questions.map(({ id }) => [id, options.map((option) => option.id)]);
  const said = texts.map(({ id }) => [id, '"\\'.repeat(1_600)]);
  const sent = body({ answers: { q1: 9, ...Object.fromEntries([...chosen, ...said]) } });
  expect(JSON.stringify(sent).length).toBeGreaterThan(32_000);
  const text = await message(sent);
  expect(text.length).toBeLessThan(127_000);
  expect(await deliver([text])).toEqual(["acked"]);
  expect(await row(sent)).toMatchObject({ score: 9 });
  // Its thousands of counters would slow every comparison of this file.
  await app.run("delete from responses where survey_id = ?", [survey.id]);
  await app.run("delete from rollups where survey_id = ?", [survey.id]);
});

describe("what the queue does not take is stored at once", () => {
  it("when it refuses", async () => {
    queue.mode = "refuses";
    const sent = body();
    expect((await post(sent)).said).toMatchObject({ status: "stored" });
    expect(await row(sent)).toMatchObject({ score: 9 });
  });

  it("when it says nothing, and a delivery after all counts nothing twice", async () => {
    queue.mode = "keeps and says nothing";
    const sent = body();
    expect((await post(sent)).said).toMatchObject({ status: "stored" });
    expect(await deliver(queue.take())).toEqual(["acked"]);
    expect(await count("responses where survey_id = ?", survey.id)).toBe(1);
    expect(await starts()).toBe(1);
  });

  it("when the survey has stopped: the database says late or 410, as without a queue", async () => {
    const [late, gone] = [body(), body()];
    const stop = (days: number) =>
      app.run("update surveys set state = 'closed', state_at = ? where id = ?", [
        now - days * DAY_MS,
        survey.id,
      ]);
    await stop(1);
    expect((await post(late)).said).toMatchObject({ status: "stored" });
    expect(await row(late)).toMatchObject({ state: "late" });
    await stop(8);
    expect((await post(gone)).status).toBe(410);
    expect(queue.take()).toEqual([]);
  });
});

describe("the consumer", () => {
  it("stores the same post once, 50 times in one batch and the whole batch twice", async () => {
    const sent = body();
    const replies = await Promise.all(Array.from({ length: 50 }, () => post(sent)));
    expect(new Set(replies.map(({ said }) => said["status"]))).toEqual(new Set(["accepted"]));
    const texts = queue.take();
    expect(texts).toHaveLength(50);
    for (let i = 0; i < 2; i++) expect(new Set(await deliver(texts))).toEqual(new Set(["acked"]));
    expect(await count("responses where survey_id = ?", survey.id)).toBe(1);
    expect(await starts()).toBe(1);
    const ofRow = "outbox o join responses r on r.row = o.row where r.survey_id = ?";
    expect(await count(ofRow, survey.id)).toBe(1);
  });

  it("keeps the first of two that say the same revision differently", async () => {
    const sent = body();
    const [first, second] = [await message(sent), await message({ ...sent, answers: { q1: 2 } })];
    const lines = await logged(async () => {
      expect(await deliver([first])).toEqual(["acked"]);
      expect(await deliver([second])).toEqual(["acked"]);
    });
    expect(lines).toEqual([{ queue: "ingest", requestId: expect.any(String), conflict: 1 }]);
    expect(await row(sent)).toMatchObject({ score: 9 });
  });

  it("counts what was accepted before the survey stopped, and knows late by the time of acceptance", async () => {
    const [before, after] = [body(), body()];
    const early = await message(before);
    // Another isolate still takes the survey for live.
    now += 10_000;
    const late = await message(after);
    await app.run("update surveys set state = 'paused', state_at = ? where id = ?", [
      now - 5_000,
      survey.id,
    ]);
    now += 30 * DAY_MS;
    await deliver([early, late]);
    expect([(await row(before))?.["state"], (await row(after))?.["state"]]).toEqual([
      "counted",
      "late",
    ]);
    expect(await starts()).toBe(1);
  });

  it("stores a batch as it was accepted: the first revision decides the day, and complete stays", async () => {
    const sent = body();
    const [first, day] = [await message(sent), dayOf(now, "UTC")];
    now += 13 * 3_600_000;
    const other = body();
    const second = await message({ ...other, complete: false });
    now += 1_000;
    const third = await message({ ...other, rev: 1 });
    await deliver([third, second, first]);
    expect(await row(sent)).toMatchObject({ day });
    expect(await row(other)).toMatchObject({
      rev: 1,
      day: day + 1,
      created_at: now - 1_000,
      completed_at: now,
    });
  });

  it("measures the windows of an amendment by the times of acceptance", async () => {
    const sent = body();
    const first = await message(sent);
    now += 29 * 60_000;
    const inTime = await message({ ...sent, rev: 1, answers: { q1: 3 } });
    now += 2 * 60_000;
    const tooLate = await message({ ...sent, rev: 2, answers: { q1: 0 } });
    now += DAY_MS;
    const lines = await logged(async () => {
      expect(await deliver([first, inTime, tooLate])).toEqual(["acked", "acked", "acked"]);
    });
    expect(lines).toMatchObject([{ closed: 1 }]);
    expect(await row(sent)).toMatchObject({ rev: 1, score: 3 });
  });

  it("acknowledges what has no place any more", async () => {
    const sent = body();
    const text = await message(sent);
    await app.run("delete from surveys where id = ?", [survey.id]);
    const lines = await logged(async () => expect(await deliver([text])).toEqual(["acked"]));
    expect(lines).toMatchObject([{ not_found: 1 }]);
    expect(await row(sent)).toBeUndefined();
  });

  it("never stores into another workspace than the survey's", async () => {
    const sent = body();
    const other = await seedWorkspace(app);
    const text = (await message(sent)).replace(home.workspace, other.workspace);
    await logged(async () => expect(await deliver([text])).toEqual(["acked"]));
    expect(await row(sent)).toBeUndefined();
  });

  it("stores nothing of a person or an address that was erased meanwhile", async () => {
    const [person, address, later, other] = [
      body({ person: { id: "u-erased" } }),
      body({ attributes: { mail: "Erased@example.com" } }),
      body({ person: { id: "u-erased" } }),
      body({ person: { id: "u-other" }, attributes: { mail: "other@example.com" } }),
    ];
    const waiting = [await message(person), await message(address), await message(other)];
    now += 1_000;
    const admin = { kind: "system" as const, id: "test" };
    const tenant = { ...context(), workspace: home.workspace, actor: admin };
    await erasePerson(tenant, deps(), { person: "u-erased", email: "erased@example.com" });
    now += 1_000;
    waiting.push(await message(later));
    expect(new Set(await deliver(waiting))).toEqual(new Set(["acked"]));
    expect([await row(person), await row(address)]).toEqual([undefined, undefined]);
    expect([await row(other), await row(later)]).toEqual([
      expect.objectContaining({ person: "u-other" }),
      expect.objectContaining({ person: "u-erased" }),
    ]);
  });
});

describe("a message that cannot be stored", () => {
  const canary = "canary-4711";

  it("comes again and is in no other's way, and its content is in no log", async () => {
    const [one, two] = [body(), body({ answers: { q1: 4, q2: canary } })];
    const [good, said] = [await message(one), await message(two)];
    const change = (more: object) => {
      const { response, ...rest } = JSON.parse(said) as { wire: number; response: object };
      return JSON.stringify({ ...rest, response: { ...response, submission: v7(), ...more } });
    };
    const bad: unknown[] = [
      canary,
      "",
      "null",
      { wire: 1, text: canary },
      new Uint8Array([1, 2]).buffer,
      said.replace('"wire":1', '"wire":2'),
      change({ answers: canary }),
      change({ unknown: canary }),
      // These are read, and refused by the database's own checks.
      change({ score: 99 }),
      change({ state: canary }),
    ];
    const lines = await logged(async () => {
      const result = await deliver([...bad, good, said]);
      expect(result).toEqual([...bad.map(() => ({ delaySeconds: 5 })), "acked", "acked"]);
    });
    expect(lines).toEqual([
      { queue: "ingest", requestId: expect.any(String), unreadable: 8, unavailable: 2 },
    ]);
    expect(JSON.stringify(lines)).not.toContain(canary);
    expect(await row(one)).toMatchObject({ score: 9 });
    expect(await row(two)).toMatchObject({ score: 4 });
    expect(await count("responses where survey_id = ?", survey.id)).toBe(2);
  });

  it("waits longer each time while the database is away, and is stored once after", async () => {
    const texts = [await message(body()), await message(body())];
    const away = { ...app.env, DATABASE_URL: "http://127.0.0.1:9" };
    const delays: unknown[] = [];
    const lines = await logged(async () => {
      for (const attempts of [1, 2, 5, 100]) {
        const batch = delivery(texts, attempts);
        await takeBatch(batch, context(), makeDeps(settingsOf(away), away));
        expect(batch.said[0]).toEqual(batch.said[1]);
        delays.push(batch.said[0]);
      }
    });
    expect(delays).toEqual([5, 10, 80, 1800].map((delaySeconds) => ({ delaySeconds })));
    expect(lines).toHaveLength(4);
    expect(await deliver(texts, 5)).toEqual(["acked", "acked"]);
    expect(await starts()).toBe(2);
  });
});

it(
  "whatever the order, the batches and the repeats: the last revision of each, counted once",
  { timeout: 60_000 },
  async () => {
    const said = fc.array(
      fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 4 }),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    await fc.assert(
      fc.asyncProperty(said, fc.infiniteStream(fc.nat()), async (responses, random) => {
        const next = (below: number) => (random.next().value as number) % below;
        survey = await seedSurvey(app, home);
        const texts: string[] = [];
        const last = new Map<string, number>();
        for (const scores of responses) {
          const submission = v7();
          for (const [rev, score] of scores.entries()) {
            now += 1_000;
            texts.push(await message(body({ submission, rev, answers: { q1: score } })));
            last.set(submission, score);
          }
        }
        const deliveries = [...texts, ...texts.filter(() => next(2) === 0)];
        for (let i = deliveries.length - 1; i > 0; i--) {
          const j = next(i + 1);
          [deliveries[i], deliveries[j]] = [deliveries[j] as string, deliveries[i] as string];
        }
        while (deliveries.length > 0) {
          const batch = deliveries.splice(0, 1 + next(6));
          expect(new Set(await deliver(batch))).toEqual(new Set(["acked"]));
        }
        const rows = await app.run("select submission, score from responses where survey_id = ?", [
          survey.id,
        ]);
        expect(new Map(rows.map((r) => [r["submission"], r["score"]]))).toEqual(last);
        expect(await starts()).toBe(responses.length);
        expect(await rollupDrift(app)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  },
);
