import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cronMatches } from "../../domain/time/cron.ts";
import { scheduleCrons } from "../../scripts/cron.ts";

const at = (text: string) => new Date(`${text}:00Z`);

describe("cronMatches", () => {
  // 2026-11-22 is a Sunday.
  it.each([
    ["* * * * *", "2026-11-22T14:05", true],
    ["*/15 * * * *", "2026-11-22T14:45", true],
    ["*/15 * * * *", "2026-11-22T14:46", false],
    ["17 2 * * *", "2026-11-22T02:17", true],
    ["17 2 * * *", "2026-11-22T14:17", false],
    ["0 9-17/4 * * *", "2026-11-22T13:00", true],
    ["0 9-17/4 * * *", "2026-11-22T12:00", false],
    ["5,35 * * * *", "2026-11-22T12:35", true],
    ["0 0 * * 7", "2026-11-22T00:00", true],
    ["0 0 * * 0", "2026-11-22T00:00", true],
    ["0 0 * * 1-5", "2026-11-22T00:00", false],
    ["0 0 22 * 1", "2026-11-22T00:00", true],
    ["0 0 23 * 1", "2026-11-22T00:00", false],
    ["0 0 1 12 *", "2026-12-01T00:00", true],
  ])("%s at %s: %s", (expression, time, expected) => {
    expect(cronMatches(expression, at(time))).toBe(expected);
  });

  it.each(["* * * *", "a * * * *", "1- * * * *", "MON * * * *"])("refuses %s", (expression) => {
    expect(() => cronMatches(expression, at("2026-11-22T00:00"))).toThrow("cannot read");
  });
});

describe("scheduleCrons", () => {
  beforeEach(() => void vi.useFakeTimers({ now: at("2026-11-22T14:14").getTime() + 30_000 }));
  afterEach(() => void vi.useRealTimers());

  it("fires at the minute, each expression by itself", async () => {
    const fired: string[] = [];
    const stop = scheduleCrons(["* * * * *", "*/15 * * * *"], async (cron, time) => {
      fired.push(`${time.toISOString().slice(14, 16)} ${cron}`);
    });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(fired).toEqual(["15 * * * * *", "15 */15 * * * *", "16 * * * * *"]);
    await stop();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(fired).toHaveLength(3);
  });

  it("never runs one expression twice at once, survives a failure and waits at the end", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    let end: (() => void) | undefined;
    const fire = vi
      .fn<() => Promise<void>>()
      .mockRejectedValueOnce(new Error("broken"))
      .mockImplementation(() => new Promise((resolve) => void (end = resolve)));
    const stop = scheduleCrons(["* * * * *"], fire);
    await vi.advanceTimersByTimeAsync(60_000 * 4);
    expect(fire).toHaveBeenCalledTimes(2);
    let stopped = false;
    const stopping = stop().then(() => (stopped = true));
    await vi.advanceTimersByTimeAsync(1);
    expect(stopped).toBe(false);
    end?.();
    await stopping;
    expect(stopped).toBe(true);
  });
});
