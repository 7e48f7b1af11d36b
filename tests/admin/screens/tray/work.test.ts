import { describe, expect, it } from "vitest";
import { ApiError } from "../../../../admin/api/client.ts";
import { type Order, moveAll, undoAll } from "../../../../admin/screens/tray/work.ts";
import type { MoveResponses, Moved } from "../../../../domain/wire/responses.ts";

const away = () => new ApiError(0, "offline", "The server cannot be reached.");

/** A tray of so many rows that keeps the API's promises; `fail` runs before and after each call. */
function tray(rows: number, fail: { before?: () => void; after?: () => void } = {}) {
  const states = Array.from({ length: rows }, () => "quarantined");
  const calls = new Map<string, Moved & { rows: number[]; to: string }>();
  const sent: MoveResponses[] = [];
  let id = 0;
  const move = async (order: MoveResponses): Promise<Moved> => {
    sent.push(order);
    fail.before?.();
    const known = calls.get(order.call);
    if (known) return known;
    const from = order.cursor === undefined ? 0 : Number(order.cursor);
    const places = order.ids
      ? order.ids.map(Number)
      : Array.from({ length: Math.min(200, rows - from) }, (_, i) => from + i);
    expect(places.length).toBeLessThanOrEqual(200);
    const moving = places.filter((place) => states[place] !== order.to);
    for (const place of moving) states[place] = order.to;
    const next = !order.ids && from + 200 < rows ? String(from + 200) : null;
    const reply = { call: order.call, moved: moving.length, next };
    calls.set(order.call, { ...reply, rows: moving, to: order.to });
    fail.after?.();
    return reply;
  };
  const undo = async (call: string) => {
    const known = calls.get(call);
    if (!known) throw new ApiError(404, "not_found", "There is nothing here.");
    for (const place of known.rows) states[place] = "quarantined";
  };
  const waits: number[] = [];
  const steps: number[] = [];
  const deps = {
    move,
    newId: () => `call-${id++}`,
    pause: async (ms: number) => void waits.push(ms),
    onStep: (n: number) => steps.push(n) > 0,
  };
  const count = (state: string) => states.filter((one) => one === state).length;
  return { deps, undo, sent, waits, steps, count };
}

const ids = (n: number) => Array.from({ length: n }, (_, i) => String(i));
const everything: Order = { to: "counted", match: { state: "tray" } };

describe("moving many", () => {
  it("goes 200 at a time through what was named and tells how far it is", async () => {
    const { deps, steps, sent, count } = tray(500);
    const outcome = await moveAll({ to: "counted", ids: ids(450) }, deps);
    expect(outcome).toEqual({ calls: ["call-0", "call-1", "call-2"], moved: 450 });
    expect(steps).toEqual([200, 400, 450]);
    expect(sent.map((one) => one.ids?.length)).toEqual([200, 200, 50]);
    expect(count("counted")).toBe(450);
  });

  it("follows the cursor through all that match, to the end", async () => {
    const { deps, sent, count } = tray(401);
    const outcome = await moveAll(everything, deps);
    expect(outcome.moved).toBe(401);
    expect(sent.map(({ cursor }) => cursor)).toEqual([undefined, "200", "400"]);
    expect(count("counted")).toBe(401);
  });

  it("sends a call again under its id when the reply was lost, and moves nothing twice", async () => {
    const lost = [true, false, true, true];
    const { deps, sent, waits, count } = tray(300, {
      after: () => {
        if (lost.shift()) throw away();
      },
    });
    const outcome = await moveAll(everything, deps);
    expect(outcome).toEqual({ calls: ["call-0", "call-1"], moved: 300 });
    expect(new Set(sent.map(({ call }) => call)).size).toBe(2);
    expect(sent.length).toBeGreaterThan(2);
    expect(waits[0]).toBe(500);
    expect(count("counted")).toBe(300);
  });

  it("stops where it is refused, says how far it got, and can take that back", async () => {
    let n = 0;
    const { deps, undo, count, waits } = tray(600, {
      before: () => {
        if (++n === 3) throw new ApiError(403, "forbidden", "Not yours.");
      },
    });
    const outcome = await moveAll(everything, deps);
    expect(outcome.moved).toBe(400);
    expect(outcome.error).toBeInstanceOf(ApiError);
    // What is refused is not tried again.
    expect(waits).toEqual([]);
    await undoAll(outcome.calls, undo, deps.pause);
    expect(count("quarantined")).toBe(600);
  });

  it("takes back what was moved without anybody being told", async () => {
    const { deps, undo, count } = tray(100, {
      after: () => {
        throw away();
      },
      // The server knows the call; every reply to it is lost.
      before: () => {
        if (sentBefore++ > 0) throw away();
      },
    });
    let sentBefore = 0;
    const outcome = await moveAll(everything, deps);
    expect(outcome).toMatchObject({ calls: ["call-0"], moved: 0 });
    expect(count("counted")).toBe(100);
    await undoAll(outcome.calls, undo, deps.pause);
    expect(count("quarantined")).toBe(100);
  });

  it("ends after the step that runs when it is asked to", async () => {
    const { deps, count } = tray(900);
    const outcome = await moveAll(everything, { ...deps, onStep: (n) => n < 400 });
    expect(outcome).toMatchObject({ moved: 400, calls: ["call-0", "call-1"] });
    expect(count("counted")).toBe(400);
  });
});
