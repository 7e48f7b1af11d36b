import fc from "fast-check";
import { v7 } from "uuid";
import { afterAll, describe, expect, it } from "vitest";
import { ROWS } from "../../domain/survey/rows.ts";
import { MOVES } from "../../domain/survey/tray.ts";
import type { Moved, Tray } from "../../domain/wire/responses.ts";
import { openDesk } from "../support/desk.ts";
import { fullScans, plansOf } from "../support/plans.ts";
import { seedResponses } from "../support/responses.ts";
import { rollupDrift } from "../support/rollups.ts";

const { app, home, analyst, viewer, stranger, survey, list, get } = await openDesk();
afterAll(() => app.close());

const post = (id: string, verb: "move" | "undo", body: object, headers = analyst) =>
  app.post(`/api/v1/surveys/${id}/responses/${verb}`, body, headers);
const ok = async (reply: Response | Promise<Response>): Promise<Moved> => {
  const { status } = await reply;
  expect(status).toBe(200);
  return (await (await reply).json()) as Moved;
};
const tray = async (id: string) => (await (await get(`/surveys/${id}/tray`)).json()) as Tray;
const dump = (id: string) =>
  app.run("select row, state, reason from responses where survey_id = ? order by row", [id]);

/** A survey whose responses are in these states, oldest first. */
async function surveyWith(states: readonly string[], more: object = {}): Promise<string> {
  const id = await survey();
  await seedResponses(
    app,
    home.workspace,
    id,
    states.map((_, i) => ({ answers: { q1: i % 11, q2: `Comment number ${i}` }, ...more })),
  );
  const no = (await app.run("select no from surveys where id = ?", [id]))[0]?.["no"];
  for (const state of new Set(states)) {
    const rows = states.flatMap((one, i) => (one === state ? [Number(no) * ROWS + i + 1] : []));
    const reason = ["counted", "late"].includes(state)
      ? null
      : state === "quarantined"
        ? "spam"
        : `why ${state}`;
    await app.run(
      "update responses set state = ?, reason = ? where row in (select value from json_each(?))",
      [state, reason, JSON.stringify(rows)],
    );
  }
  return id;
}
const MIXED = [
  "late",
  "suspect",
  "quarantined",
  "counted",
  "pending",
  "test",
  "deleted",
  "quarantined",
];

/** What the counters beside the responses say, against the responses themselves. */
async function expectExact(id: string): Promise<void> {
  expect(await rollupDrift(app)).toEqual([]);
  const counted =
    "select state, count(*) as n from responses where survey_id = ? and state not in ('counted', 'deleted') group by 1 order by 1";
  const kept =
    "select state, sum(n) as n from asides where survey_id = ? group by 1 having sum(n) <> 0 order by 1";
  expect(await app.run(kept, [id])).toEqual(await app.run(counted, [id]));
}

describe("the tray", () => {
  it("says how many are in it and why", async () => {
    const id = await surveyWith(MIXED);
    const { states, reasons, whole } = await tray(id);
    expect(Object.fromEntries(states.map(({ state, n }) => [state, n]))).toEqual({
      late: 1,
      suspect: 1,
      quarantined: 2,
      pending: 1,
      test: 1,
    });
    expect(reasons[0]).toEqual({ state: "quarantined", reason: "spam", n: 2 });
    expect(reasons).toContainEqual({ state: "late", reason: null, n: 1 });
    expect(reasons).toHaveLength(3);
    expect(whole).toBe(true);
    expect(await tray(await survey())).toEqual({ states: [], reasons: [], whole: true });
    expect((await get(`/surveys/${id}/tray`, stranger)).status).toBe(404);
  });

  it("lists all that waits, newest first, by reason too, in pages", async () => {
    const id = await surveyWith(Array.from({ length: 30 }, (_, i) => MIXED[i % 8]!));
    const all = await list(id, "?state=tray&limit=100");
    expect(all.items.map((item) => item.texts["q2"])).toEqual(
      Array.from({ length: 30 }, (_, i) => 29 - i)
        .filter((i) => [0, 1, 2, 7].includes(i % 8))
        .map((i) => `Comment number ${i}`),
    );
    expect(new Set((await list(id, "?state=tray&reason=spam")).items.map((r) => r.state))).toEqual(
      new Set(["quarantined"]),
    );
    const first = await list(id, "?state=tray&limit=5");
    const then = await list(id, `?state=tray&limit=100&cursor=${first.next}`);
    expect([...first.items, ...then.items]).toEqual(all.items);
  });

  it("reads by its index", async () => {
    const id = await surveyWith(MIXED);
    const plans = await plansOf(app, async () => {
      await list(id, "?state=tray&reason=spam");
      await tray(id);
      await post(id, "move", { call: v7(), to: "deleted", match: { state: "quarantined" } });
    });
    expect(fullScans(plans)).toEqual([]);
    // The ranges of the three states are merged as the index has them: the list's, the reasons'.
    const ofTray = plans.filter((step) => step.includes("union all") && /state = \?/u.test(step));
    expect(ofTray.filter((step) => step.startsWith("MERGE"))).toHaveLength(4);
    const sorted = plans.filter((step) => /^USE TEMP B-TREE FOR ORDER BY .*responses/u.test(step));
    // The few reasons, once they are counted, are all that is sorted.
    expect(sorted.map((step) => /count\(\*\)/u.test(step))).toEqual([true]);
  });
});

describe("moving many", () => {
  it("moves those named, says how many, and once for one call", async () => {
    const id = await surveyWith(MIXED);
    const ids = (await list(id, "?state=tray")).items.map((item) => item.id);
    const order = { call: v7(), to: "counted", ids };
    const replies = await Promise.all(Array.from({ length: 5 }, () => post(id, "move", order)));
    for (const reply of replies)
      expect(await ok(reply)).toMatchObject({ call: order.call, next: null });
    expect(await ok(post(id, "move", order))).toEqual({ call: order.call, moved: 4, next: null });
    expect((await list(id, "?state=counted")).items).toHaveLength(5);
    expect((await tray(id)).reasons).toEqual([]);
    await expectExact(id);
    const log = await app.run("select action, actor, target from audit_entries where target = ?", [
      id,
    ]);
    expect(log).toHaveLength(1);
    expect(log[0]).toMatchObject({ action: "responses.move" });
    expect(await ok(post(id, "move", { ...order, call: v7() }))).toMatchObject({ moved: 0 });
  });

  it("leaves a pending vote out of the figures", async () => {
    const id = await surveyWith(["pending"]);
    const ids = (await list(id, "?state=pending")).items.map((item) => item.id);
    expect(await ok(post(id, "move", { call: v7(), to: "counted", ids }))).toMatchObject({
      moved: 0,
    });
    expect(await ok(post(id, "move", { call: v7(), to: "deleted", ids }))).toMatchObject({
      moved: 1,
    });
  });

  it("all that match: by a cursor, 200 a call, and what comes meanwhile stays", async () => {
    const total = 2 * MOVES + 30;
    const id = await surveyWith(
      Array.from({ length: total }, (_, i) => (i % 10 ? "quarantined" : "late")),
    );
    const match = { state: "quarantined", reason: "spam" };
    const calls: string[] = [];
    const counts: number[] = [];
    let cursor: string | null = null;
    do {
      const call = v7();
      const moved: Moved = await ok(
        post(id, "move", { call, to: "deleted", match, ...(cursor && { cursor }) }),
      );
      // A reply that was lost: the same call goes on from the same place.
      expect(await ok(post(id, "move", { call, to: "deleted", match }))).toEqual(moved);
      calls.push(call);
      counts.push(moved.moved);
      cursor = moved.next;
    } while (cursor !== null);
    expect(counts).toEqual([200, 187]);
    expect((await tray(id)).states).toEqual([{ state: "late", n: 43 }]);
    await expectExact(id);
    for (const call of calls.toReversed()) await ok(post(id, "undo", { call }));
    expect((await tray(id)).reasons.map(({ state, n }) => [state, n])).toEqual([
      ["quarantined", 387],
      ["late", 43],
    ]);
    await expectExact(id);
  });

  it("is taken back with state and reason as they were, but for what was moved since", async () => {
    const id = await surveyWith(MIXED);
    const before = await dump(id);
    const ids = (await list(id, "?state=tray")).items.map((item) => item.id);
    const call = v7();
    await ok(post(id, "move", { call, to: "counted", ids }));
    await ok(post(id, "undo", { call }));
    expect(await dump(id)).toEqual(before);
    expect(await ok(post(id, "undo", { call }))).toMatchObject({ moved: 0 });
    await expectExact(id);
    const again = v7();
    await ok(post(id, "move", { call: again, to: "counted", ids }));
    await app.post(`/api/v1/responses/${ids[0]}/move`, { to: "test" }, analyst);
    expect(await ok(post(id, "undo", { call: again }))).toMatchObject({ moved: ids.length - 1 });
    expect((await list(id, "?state=test")).items.map((item) => item.id)).toContain(ids[0]);
    await expectExact(id);
  });

  it("refuses what it cannot mean", async () => {
    const id = await surveyWith(["late"]);
    const other = await surveyWith(["late"]);
    const [mine] = (await list(id, "?state=late")).items;
    const [theirs] = (await list(other, "?state=late")).items;
    const call = v7();
    const move = { call, to: "counted", ids: [mine!.id] };
    for (const body of [
      { call, to: "counted" },
      { ...move, match: { state: "late" } },
      { ...move, to: "late" },
      { ...move, ids: [] },
      { ...move, ids: [theirs!.id] },
      { ...move, ids: Array.from({ length: MOVES + 1 }, () => mine!.id) },
      { ...move, call: "1" },
      { call, to: "counted", match: { state: "counted" } },
      { call, to: "counted", match: { state: "pending" } },
    ]) {
      expect([body, (await post(id, "move", body)).status]).toEqual([body, 422]);
    }
    const guessed = mine!.id.replace(/^.{8}/u, "00000000");
    expect(await ok(post(id, "move", { ...move, ids: [guessed] }))).toMatchObject({ moved: 0 });
    expect((await post(id, "move", move, viewer)).status).toBe(403);
    expect((await post(id, "move", move, stranger)).status).toBe(404);
    expect((await post(id, "undo", { call }, viewer)).status).toBe(403);
    expect((await post(id, "undo", { call })).status).toBe(404);
    await ok(post(id, "move", move));
    expect((await post(other, "undo", { call })).status).toBe(404);
    expect((await post(id, "move", { ...move, to: "deleted" })).status).toBe(409);
    expect((await post(id, "undo", { call }, stranger)).status).toBe(404);
    expect(await dump(id)).toMatchObject([{ state: "counted" }]);
  });

  it("rollups and counts equal a recomputation after any sequence of calls", async () => {
    const id = await surveyWith(Array.from({ length: 24 }, (_, i) => MIXED[i % 8]!));
    const states = ["tray", "late", "suspect", "quarantined", "test", "deleted"];
    const calls: string[] = [];
    const step = fc.oneof(
      fc.record({
        from: fc.constantFrom(...states),
        to: fc.constantFrom("counted", "quarantined", "test", "deleted"),
      }),
      fc.record({ undo: fc.nat() }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        for (const one of steps) {
          if ("undo" in one) {
            const call = calls[one.undo % Math.max(calls.length, 1)];
            if (call) await post(id, "undo", { call });
          } else {
            const call = v7();
            await ok(post(id, "move", { call, to: one.to, match: { state: one.from } }));
            calls.push(call);
          }
        }
        await expectExact(id);
      }),
      { numRuns: 12 },
    );
  });
});
