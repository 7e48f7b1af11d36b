import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ResponseRecorded, type WebhookSecret } from "../../../domain/wire/webhooks.ts";
import type { Received } from "../../support/receiver.ts";
import { type Hooked, MINUTE, START, hookedApp } from "./support.ts";

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
let hooked: Hooked;
beforeEach(async () => {
  hooked = await hookedApp();
});
afterEach(async () => {
  vi.useRealTimers();
  await hooked.close();
});

/** What a receiver with the package of the standard makes of a message, at the time it came. */
function verified(secret: string, { body, headers }: Received): unknown {
  vi.useFakeTimers({ toFake: ["Date"], now: Number(headers["webhook-timestamp"]) * 1000 });
  return new Webhook(secret).verify(body, headers);
}

describe("a recorded response", () => {
  it("is told once, signed as the standard's own package and plain HMAC expect", async () => {
    const { secret } = await hooked.create();
    await hooked.respond({ lang: "en", attributes: { plan: "pro" } });
    expect(await hooked.deliver()).toEqual({ delivered: 1, failed: 0 });
    expect(await hooked.deliver()).toEqual({ delivered: 0, failed: 0 });
    expect(await hooked.waiting()).toEqual([]);
    const [message] = hooked.receiver.received;
    const told = v.parse(v.strictObject(ResponseRecorded.entries), verified(secret, message!));
    expect(told).toMatchObject({
      type: "response.recorded",
      timestamp: new Date(START).toISOString(),
      data: {
        survey: { id: hooked.survey.id, name: "Survey" },
        channel: "widget",
        score: 9,
        answers: { q1: 9 },
        texts: { q2: "Fast" },
        complete: true,
        language: "en",
        attributes: { plan: "pro" },
        person: null,
      },
    });
    const shown = await hooked.call("GET", `/responses/${told.data.id}`);
    expect(shown.status).toBe(200);
    const { headers, body } = message!;
    const key = Buffer.from(secret.replace("whsec_", ""), "base64");
    expect(key.length).toBe(32);
    const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    expect(headers["webhook-signature"]).toBe(
      `v1,${createHmac("sha256", key).update(signed).digest("base64")}`,
    );
    expect(() => verified(secret, { ...message!, body: body.replace("9", "0") })).toThrow();
  });

  it("tells a person only where a signature proved one", async () => {
    await hooked.create();
    await hooked.respond({ person: { id: "claimed-7" } });
    await hooked.deliver();
    expect(hooked.receiver.received[0]?.body).not.toContain("claimed-7");
    await hooked.respond();
    await hooked.app.run("update responses set person = 'proven-8', person_proven = 1");
    await hooked.deliver();
    expect(JSON.parse(hooked.receiver.received[1]?.body ?? "")).toMatchObject({
      data: { person: { id: "proven-8" } },
    });
  });

  it("is told as it is when it is sent, and not at all once it is gone or no longer counts", async () => {
    await hooked.create();
    const submission = await hooked.respond({ answers: { q1: 3 } });
    await hooked.respond({ submission, rev: 1, answers: { q1: 4, q2: "Amended" } });
    const erased = await hooked.respond({ answers: { q1: 9, q2: "erase me" } });
    const aside = await hooked.respond({ answers: { q1: 9, q2: "spam" } });
    await hooked.app.run("delete from responses where submission = ?", [erased]);
    await hooked.app.run("update responses set state = 'quarantined' where submission = ?", [
      aside,
    ]);
    expect(await hooked.deliver()).toEqual({ delivered: 1, failed: 0 });
    expect(hooked.receiver.received.map(({ body }) => body).join()).not.toMatch(/erase me|spam/u);
    expect(JSON.parse(hooked.receiver.received[0]?.body ?? "")).toMatchObject({
      data: { answers: { q1: 4 }, texts: { q2: "Amended" } },
    });
    expect(await hooked.waiting()).toEqual([]);
    await hooked.app.run("update responses set state = 'counted' where submission = ?", [aside]);
    expect(await hooked.deliver()).toEqual({ delivered: 1, failed: 0 });
  });

  it("that is not complete waits until it is, or half an hour", async () => {
    await hooked.create();
    const open = await hooked.respond({ complete: false });
    const left = await hooked.respond({ complete: false });
    expect(await hooked.deliver()).toEqual({ delivered: 0, failed: 0 });
    hooked.clock.now += MINUTE;
    await hooked.respond({ submission: open, rev: 1, complete: true });
    expect(await hooked.deliver()).toEqual({ delivered: 1, failed: 0 });
    hooked.clock.now = START + 30 * MINUTE;
    expect(await hooked.deliver()).toEqual({ delivered: 1, failed: 0 });
    expect(hooked.receiver.received.map(({ body }) => JSON.parse(body).data.complete)).toEqual([
      true,
      false,
    ]);
    expect(left).not.toBe(open);
  });
});

describe("fault 49: secrets", () => {
  it("both sign for a day after a rotation, each is shown once, and none is stored", async () => {
    const made = await hooked.create();
    const rotated = await hooked.answered<WebhookSecret>(
      await hooked.call("POST", `/webhooks/${made.id}/rotate`),
    );
    expect(rotated.secret).not.toBe(made.secret);
    expect(rotated.previousUntil).toBe(START + DAY);
    await hooked.respond();
    await hooked.deliver();
    const [message] = hooked.receiver.received;
    expect(message?.headers["webhook-signature"]?.split(" ")).toHaveLength(2);
    expect(verified(made.secret, message!)).toEqual(verified(rotated.secret, message!));
    hooked.clock.now = START + DAY;
    await hooked.respond();
    await hooked.deliver();
    const later = hooked.receiver.received[1]!;
    expect(() => verified(made.secret, later)).toThrow("No matching signature");
    expect(verified(rotated.secret, later)).toBeTruthy();
    const listed = JSON.stringify(await hooked.list());
    const tables = ["webhooks", "outbox", "audit_entries"];
    const dump = JSON.stringify(
      await Promise.all(tables.map((table) => hooked.app.run(`select * from ${table}`))),
    );
    for (const { secret } of [made, rotated]) {
      const bare = secret.replace("whsec_", "");
      expect(listed + dump).not.toContain(bare);
    }
  });

  it("differ by webhook and workspace", async () => {
    const [one, two] = [await hooked.create("/one"), await hooked.create("/two")];
    await hooked.respond();
    await hooked.deliver();
    const first = hooked.receiver.received.find(({ path }) => path === "/one")!;
    expect(verified(one.secret, first)).toBeTruthy();
    expect(() => verified(two.secret, first)).toThrow("No matching signature");
    expect(hooked.receiver.unique().size).toBe(2);
  });
});

describe("fault 49: retries", () => {
  it("keep the id, take a new time, wait longer and longer, and end after three days", async () => {
    const { secret, id } = await hooked.create();
    await hooked.respond();
    hooked.receiver.status(503);
    for (; hooked.clock.now < START + 4 * DAY; hooked.clock.now += MINUTE) {
      const [hook] = await hooked.app.run("select paused_until as at, state from webhooks");
      if (hook?.["state"] !== "active") break;
      // Nothing happens before the pause is over; skipping it keeps the test short.
      hooked.clock.now = Math.max(hooked.clock.now, Number(hook["at"] ?? 0));
      await hooked.deliver();
    }
    const times = hooked.receiver.received.map((one) => Number(one.headers["webhook-timestamp"]));
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0));
    expect(gaps.slice(0, 6).every((gap, i) => i === 0 || gap > (gaps[i - 1] ?? 0))).toBe(true);
    expect(gaps[0]).toBeGreaterThanOrEqual(48);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(12 * 3600 * 1.2 + 60);
    expect(times.at(-1)! - times[0]!).toBeGreaterThanOrEqual(3 * 86_400);
    expect(times.at(-1)! - times[0]!).toBeLessThan(3.8 * 86_400);
    expect(hooked.receiver.unique().size).toBe(1);
    for (const one of hooked.receiver.received) expect(verified(secret, one)).toBeTruthy();
    vi.useRealTimers();
    expect(await hooked.waiting()).toMatchObject([{ due_at: null, last: "503" }]);
    expect(await hooked.list()).toMatchObject([
      { state: "disabled", reason: "failing", waiting: 0, dead: 1 },
    ]);

    const dead = await hooked.call("GET", `/webhooks/${id}/deliveries?state=dead`);
    const { items } = await hooked.answered<{ items: { response: string; last: string }[] }>(dead);
    expect(items).toMatchObject([{ last: "503" }]);
    hooked.receiver.status(200);
    const before = hooked.receiver.received.length;
    await hooked.answered(await hooked.call("PATCH", `/webhooks/${id}`, { state: "active" }));
    const replay = { responses: items.map(({ response }) => response) };
    expect(
      await hooked.answered(await hooked.call("POST", `/webhooks/${id}/replay`, replay)),
    ).toEqual({ replayed: 1 });
    expect(await hooked.deliver()).toEqual({ delivered: 1, failed: 0 });
    expect(hooked.receiver.received.length).toBe(before + 1);
    expect(hooked.receiver.unique().size).toBe(1);
  });

  it("of one message that the receiver will not have do not hold up the next", async () => {
    await hooked.create();
    await hooked.respond({ answers: { q1: 1 } });
    await hooked.respond({ answers: { q1: 2 } });
    hooked.receiver.answer((response, { body }) =>
      response.writeHead(body.includes('"score":1') ? 422 : 200).end(),
    );
    expect(await hooked.deliver()).toEqual({ delivered: 1, failed: 1 });
    expect(await hooked.waiting()).toMatchObject([{ last: "422", attempts: 1 }]);
    hooked.clock.now = START + 3 * DAY + HOUR;
    await hooked.deliver();
    expect(await hooked.waiting()).toMatchObject([{ due_at: null }]);
    expect((await hooked.list())[0]).toMatchObject({ state: "active", dead: 1 });
  });

  it("leave a receiver alone that refuses everything, after five in a row", async () => {
    await hooked.create();
    for (let i = 0; i < 8; i++) await hooked.respond();
    hooked.receiver.status(400);
    expect(await hooked.deliver()).toEqual({ delivered: 0, failed: 5 });
    expect(await hooked.deliver()).toEqual({ delivered: 0, failed: 0 });
  });

  it("wait as long as Retry-After says", async () => {
    await hooked.create();
    await hooked.respond();
    await hooked.respond();
    hooked.receiver.status(429, { "retry-after": "7200" });
    expect(await hooked.deliver()).toEqual({ delivered: 0, failed: 1 });
    hooked.receiver.status(200);
    hooked.clock.now = START + 2 * HOUR - 1;
    expect(await hooked.deliver()).toEqual({ delivered: 0, failed: 0 });
    hooked.clock.now = START + 2 * HOUR + MINUTE;
    expect(await hooked.deliver()).toEqual({ delivered: 2, failed: 0 });
  });

  it("end at once for good when the receiver says 410", async () => {
    const { id } = await hooked.create();
    await hooked.respond();
    hooked.receiver.status(410);
    await hooked.deliver();
    expect(await hooked.list()).toMatchObject([{ state: "disabled", reason: "gone", waiting: 1 }]);
    await hooked.respond();
    hooked.clock.now += DAY;
    expect(await hooked.deliver()).toEqual({ delivered: 0, failed: 0 });
    hooked.receiver.status(200);
    await hooked.call("PATCH", `/webhooks/${id}`, { state: "active" });
    expect(await hooked.deliver()).toEqual({ delivered: 1, failed: 0 });
  });

  it("are forgotten 30 days after they were given up", async () => {
    await hooked.create();
    await hooked.respond();
    await hooked.app.run("update outbox set due_at = null");
    const { expireDeliveries } = await import("../../../functions/services/outbox/expire.ts");
    const at = (now: number) => expireDeliveries({ now } as never, hooked.makeDeps());
    expect(await at(START + 30 * DAY)).toEqual({ removed: 0 });
    expect(await at(START + 30 * DAY + 1)).toEqual({ removed: 1 });
  });
});

describe("fault 49: a crash at any step", () => {
  it.each(["lanes", "next", "before sending", "after sending", "delivered", "after writing off"])(
    "%s: sent again under the same id, and a receiver that goes by it has each once",
    async (step) => {
      await hooked.create();
      for (let i = 0; i < 3; i++) await hooked.respond();
      for (let crashes = 0; crashes < 3; crashes++) {
        const deps = hooked.makeDeps();
        const { outbox, egress } = deps;
        const crash = () => Promise.reject(new Error("killed"));
        const broken = {
          lanes: { outbox: { ...outbox, lanes: crash } },
          next: { outbox: { ...outbox, next: crash } },
          "before sending": { egress: { ...egress, post: crash } },
          "after sending": {
            egress: {
              ...egress,
              post: async (...args: Parameters<typeof egress.post>) => {
                await egress.post(...args);
                return crash();
              },
            },
          },
          delivered: { outbox: { ...outbox, delivered: crash } },
          "after writing off": {
            outbox: {
              ...outbox,
              delivered: async (...args: Parameters<typeof outbox.delivered>) => {
                await outbox.delivered(...args);
                return crash();
              },
            },
          },
        }[step];
        await expect(hooked.deliver(broken as never)).rejects.toThrow("killed");
        hooked.clock.now += MINUTE;
      }
      await hooked.deliver();
      expect(hooked.receiver.unique().size).toBe(3);
      expect(await hooked.waiting()).toEqual([]);
      expect(await hooked.deliver()).toEqual({ delivered: 0, failed: 0 });
    },
  );
});
