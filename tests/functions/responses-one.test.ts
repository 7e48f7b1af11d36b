import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { responseId } from "../../domain/survey/ids.ts";
import { DAY_MS } from "../../domain/time/days.ts";
import { seedMember, seedSurvey, seedWorkspace } from "../support/app.ts";
import { NOW, openDesk } from "../support/desk.ts";
import { seedResponses } from "../support/responses.ts";
import { rollupDrift } from "../support/rollups.ts";

const { app, home, viewer, stranger, get, survey, list, move } = await openDesk();
afterAll(() => app.close());

describe("one response", () => {
  it("is not there for another tenant, nor under a guessed time", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [{ answers: { q1: 1 } }]);
    const [item] = (await list(id)).items;
    expect((await get(`/responses/${item!.id}`, stranger)).status).toBe(404);
    expect((await move(item!.id, "deleted", stranger)).status).toBe(404);
    expect((await get(`/responses/${item!.id}`, {})).status).toBe(401);
    const guessed = item!.id.replace(/^.{8}/u, "00000000");
    for (const wrong of [guessed, "nonsense", "%00", crypto.randomUUID()]) {
      expect((await get(`/responses/${encodeURIComponent(wrong)}`)).status).toBe(404);
    }
    expect((await get(`/responses/${item!.id}`)).status).toBe(200);
  });

  it("is moved out of the figures and back, with its log", async () => {
    const id = await survey();
    await seedResponses(
      app,
      home.workspace,
      id,
      Array.from({ length: 6 }, () => ({ answers: { q1: 10, q2: "good" } })),
    );
    const [item] = (await list(id)).items;
    const counted = async () =>
      ((await (await get(`/surveys/${id}/scores`)).json()) as { n: number }).n;
    for (const to of ["quarantined", "test", "deleted"]) {
      const moved = await move(item!.id, to);
      expect(moved.status).toBe(200);
      expect(await moved.json()).toMatchObject({ id: item!.id, state: to, reason: "by hand" });
      expect(await counted()).toBe(5);
      expect((await list(id)).items).toHaveLength(5);
      expect((await list(id, `?state=${to}`)).items).toHaveLength(1);
      expect((await move(item!.id, "counted")).status).toBe(200);
      expect(await counted()).toBe(6);
    }
    expect((await move(item!.id, "counted")).status).toBe(200);
    const log = await app.run(
      "select action, actor, detail from audit_entries where target = ? order by id",
      [item!.id],
    );
    expect(log).toHaveLength(6);
    expect(log[0]).toMatchObject({
      action: "response.move",
      detail: '{"from":"counted","to":"quarantined"}',
    });
    expect(await rollupDrift(app)).toEqual([]);
  });

  it("a pending vote waits for its evidence; late and suspect ones may be restored", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [{ answers: { q1: 10 } }]);
    const [item] = (await list(id)).items;
    const set = (state: string) =>
      app.run("update responses set state = ? where survey_id = ?", [state, id]);
    await set("pending");
    expect((await move(item!.id, "counted")).status).toBe(422);
    for (const state of ["late", "suspect", "quarantined", "test", "deleted"]) {
      await set(state);
      expect([state, (await move(item!.id, "counted")).status]).toEqual([state, 200]);
    }
    for (const to of ["late", "suspect", "pending", ""])
      expect((await move(item!.id, to)).status).toBe(422);
    expect((await move(item!.id, "deleted", viewer)).status).toBe(403);
  });

  it("rollups equal a recomputation after any sequence of adding and moving", async () => {
    const place = await seedWorkspace(app);
    const owner = (await seedMember(app, place.workspace, "owner")).headers;
    const { id } = await seedSurvey(app, place);
    const step = fc.oneof(
      fc.record({
        add: fc.integer({ min: 0, max: 10 }),
        ago: fc.nat(40),
        text: fc.boolean(),
        complete: fc.boolean(),
      }),
      fc.record({
        move: fc.nat(1000),
        to: fc.constantFrom("counted", "quarantined", "test", "deleted"),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
        for (const one of steps) {
          if ("add" in one) {
            await seedResponses(app, place.workspace, id, [
              {
                answers: { q1: one.add, ...(one.text && { q2: "text" }), q3: ["o1"] },
                complete: one.complete,
                occurredAt: NOW - one.ago * DAY_MS,
                lang: "en",
              },
            ]);
          } else {
            const rows = await app.run(
              "select row, created_at from responses where survey_id = ?",
              [id],
            );
            const row = rows[one.move % Math.max(rows.length, 1)];
            if (!row) continue;
            const reply = await move(
              responseId(Number(row["created_at"]), Number(row["row"])),
              one.to,
              owner,
            );
            expect(reply.status).toBe(200);
          }
        }
        expect(await rollupDrift(app)).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});
