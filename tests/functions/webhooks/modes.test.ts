import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DEADLINE_MS } from "../../../functions/adapters/egress/egress.ts";
import { startReceiver } from "../../support/receiver.ts";
import { type Hooked, hookedApp } from "./support.ts";

let hooked: Hooked;
beforeEach(async () => {
  hooked = await hookedApp();
});
afterEach(() => hooked.close());

describe("fault 48: a receiver that", () => {
  it.each([301, 302, 303, 307, 308])(
    "answers %i has failed and is not followed",
    async (status) => {
      const inner = await startReceiver();
      await hooked.create();
      await hooked.respond();
      hooked.receiver.status(status, { location: `${inner.origin}/inside` });
      expect(await hooked.deliver()).toEqual({ delivered: 0, failed: 1 });
      expect((await hooked.waiting())[0]?.["last"]).toBe(String(status));
      expect(inner.received).toEqual([]);
      await inner.close();
    },
  );

  it("never stops talking is cut off after a few kilobytes, and was told all the same", async () => {
    const { id } = await hooked.create();
    let sent = 0;
    const closed = new Promise<void>((resolve) => {
      hooked.receiver.answer((response) => {
        response.writeHead(200);
        const more = () => {
          while (!response.destroyed && response.write("secret".repeat(1000))) sent += 6000;
        };
        response.on("drain", more).on("close", resolve);
        more();
      });
    });
    await hooked.respond();
    expect(await hooked.deliver()).toEqual({ delivered: 1, failed: 0 });
    await closed;
    expect(sent).toBeLessThan(8_000_000);
    const shown = await hooked.call("POST", `/webhooks/${id}/test`);
    expect(await shown.text()).not.toContain("secret");
  });

  it.each(["says nothing", "stops in the middle of its answer"])(
    "%s is given up at the deadline",
    async (mode) => {
      await hooked.create();
      await hooked.respond();
      const timeout = AbortSignal.timeout.bind(AbortSignal);
      vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => timeout(ms / 20));
      hooked.receiver.answer((response) => {
        if (mode !== "says nothing") response.writeHead(500).write("half");
      });
      expect(await hooked.deliver()).toEqual({ delivered: 0, failed: 1 });
      const last = mode === "says nothing" ? "timeout" : "500";
      expect((await hooked.waiting())[0]?.["last"]).toBe(last);
    },
  );

  it("has 10 to 15 seconds", () => {
    expect(DEADLINE_MS).toBeGreaterThanOrEqual(10_000);
    expect(DEADLINE_MS).toBeLessThanOrEqual(15_000);
  });

  it("is gone, hangs up or speaks no HTTP has failed", async () => {
    await hooked.create();
    await hooked.respond();
    hooked.receiver.answer((_, __, request) => request.socket.destroy());
    expect(await hooked.deliver()).toEqual({ delivered: 0, failed: 1 });
    expect((await hooked.waiting())[0]?.["last"]).toBe("unreachable");
  });

  it("is slow does not delay another", async () => {
    await hooked.create("/slow");
    await hooked.create("/fast");
    await hooked.respond();
    let told = () => {};
    const fast = new Promise<void>((resolve) => (told = resolve));
    hooked.receiver.answer(async (response, { path }) => {
      // The slow one answers only when the fast one was served: one after the other would hang.
      if (path === "/slow") await fast;
      else told();
      response.writeHead(204).end();
    });
    expect(await hooked.deliver()).toEqual({ delivered: 2, failed: 0 });
  });
});
