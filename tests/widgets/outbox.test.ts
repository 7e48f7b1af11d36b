import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Submission } from "../../domain/wire/ingest.ts";

type Outbox = typeof import("../../widgets/runtime/outbox.ts");
const DAY = 864e5;
const HOST = "https://ask.example";
const submission = (rev = 0, id = "0190a000-0000-7000-8000-000000000001"): Submission => ({
  wire: 1,
  site: "st_abcdefghij",
  survey: "sv_abcdefghij",
  submission: id,
  rev,
  answers: { q1: rev },
  complete: false,
  at: Date.now(),
});

let storage: { [key: string]: string };
let replies: (Response | Error)[];
let posted: { [key: string]: unknown }[];
let outbox: Outbox;
const state = () => JSON.parse(storage["verbatim"] ?? "{}") as { o?: object; h?: object };

beforeEach(async () => {
  vi.resetModules();
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  storage = {};
  replies = [];
  posted = [];
  vi.stubGlobal("localStorage", storage);
  vi.stubGlobal("navigator", {});
  vi.stubGlobal(
    "fetch",
    vi.fn(async (_: string, { body }: { body: string }) => {
      posted.push(JSON.parse(body) as (typeof posted)[number]);
      const reply = replies.shift() ?? new Response("{}");
      if (reply instanceof Error) throw reply;
      return reply;
    }),
  );
  outbox = await import("../../widgets/runtime/outbox.ts");
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

describe("outbox", () => {
  it("keeps an answer before it sends it, and forgets it when it has arrived", async () => {
    const sent = outbox.put(HOST, submission());
    expect(Object.keys(state().o!)).toEqual([submission().submission]);
    expect(await sent).toBe(true);
    expect(state().o).toBeUndefined();
    expect(fetch).toHaveBeenCalledWith(
      `${HOST}/v1/in`,
      expect.objectContaining({ method: "POST", keepalive: true }),
    );
  });

  it.each([408, 429, 500, 503])(
    "tries again after %i with the same body, later and later",
    async (status) => {
      replies = [1, 2, 3].map(() => new Response("", { status }));
      expect(await outbox.put(HOST, submission())).toBe(false);
      await vi.advanceTimersByTimeAsync(1499);
      expect(posted).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(1);
      expect(posted).toHaveLength(2);
      await vi.advanceTimersByTimeAsync(2999);
      expect(posted).toHaveLength(2);
      await vi.advanceTimersByTimeAsync(1 + 6000);
      expect(posted).toHaveLength(4);
      expect(state().h).toEqual({ failed: 3 });
      expect(new Set(posted.map((body) => JSON.stringify(body))).size).toBe(1);
      expect(state().o).toBeUndefined();
    },
  );

  it("tries again without a connection, and waits as long as a server asks", async () => {
    replies = [
      new TypeError("offline"),
      new Response("", { status: 503, headers: { "retry-after": "60" } }),
    ];
    expect(await outbox.put(HOST, submission())).toBe(false);
    await vi.advanceTimersByTimeAsync(1500);
    expect(posted).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(posted).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(posted).toHaveLength(3);
  });

  it("keeps an answer that an older server does not understand yet", async () => {
    replies = [new Response('{"error":{"code":"unknown_version"}}', { status: 422 })];
    expect(await outbox.put(HOST, submission())).toBe(false);
    expect(Object.keys(state().o!)).toHaveLength(1);
  });

  it.each([400, 404, 409, 410, 413, 422])(
    "drops an answer that is refused with %i, and counts it",
    async (status) => {
      replies = [new Response("{}", { status })];
      expect(await outbox.put(HOST, submission())).toBe(true);
      expect(state().h).toEqual({ lost: 1 });
      expect(state().o).toBeUndefined();
      await outbox.put(HOST, submission(1));
      expect(state().h).toEqual({ lost: 1 });
    },
  );

  it("drops what is older than 30 days without sending it", async () => {
    const old = { ...submission(), at: Date.now() - 30 * DAY };
    storage["verbatim"] = JSON.stringify({ o: { [old.submission]: JSON.stringify(old) } });
    await outbox.flush(HOST);
    expect(posted).toEqual([]);
    expect(state().h).toEqual({ lost: 1 });
    expect(state().o).toBeUndefined();
  });

  it("keeps a newer revision when an older one arrives", async () => {
    let arrive!: (reply: Response) => void;
    vi.mocked(fetch).mockImplementationOnce(() => new Promise((done) => void (arrive = done)));
    const first = outbox.put(HOST, submission(0));
    replies = [new Response("", { status: 503 })];
    expect(await outbox.put(HOST, submission(1))).toBe(false);
    arrive(new Response("{}"));
    await first;
    expect(JSON.stringify(state().o)).toContain('\\"rev\\":1');
  });

  it("lets one stuck answer block no other", async () => {
    const other = submission(0, "0190a000-0000-7000-8000-000000000002");
    storage["verbatim"] = JSON.stringify({
      o: {
        [submission().submission]: JSON.stringify(submission()),
        [other.submission]: JSON.stringify(other),
      },
    });
    replies = [new Response("unknown_version", { status: 422 })];
    await outbox.flush(HOST);
    expect(posted).toHaveLength(2);
    expect(Object.keys(state().o!)).toEqual([submission().submission]);
  });

  it("sends behind a lock, and without one where locks are refused", async () => {
    storage["verbatim"] = JSON.stringify({
      o: { [submission().submission]: JSON.stringify(submission()) },
    });
    const request = vi.fn().mockRejectedValue(new DOMException("no", "SecurityError"));
    vi.stubGlobal("navigator", { locks: { request } });
    await outbox.flush(HOST);
    expect(request).toHaveBeenCalledWith("verbatim", expect.any(Function));
    expect(posted).toHaveLength(1);
  });

  it("works where storage throws or is full", async () => {
    vi.stubGlobal(
      "localStorage",
      new Proxy(
        {},
        {
          get: () => undefined,
          set() {
            throw new DOMException("full", "QuotaExceededError");
          },
        },
      ),
    );
    replies = [new Response("", { status: 500 })];
    expect(await outbox.put(HOST, submission())).toBe(false);
    await vi.advanceTimersByTimeAsync(1500);
    expect(posted).toHaveLength(2);
    expect(posted[1]).toEqual(posted[0]);
  });

  it("falls back to a beacon only where fetch itself is broken", async () => {
    const beacon = vi.fn(() => true);
    vi.stubGlobal("navigator", { sendBeacon: beacon });
    vi.mocked(fetch).mockImplementationOnce(() => {
      throw new Error("replaced");
    });
    expect(await outbox.put(HOST, submission())).toBe(true);
    expect(beacon).toHaveBeenCalledWith(`${HOST}/v1/in`, expect.stringContaining('"q1":0'));
    beacon.mockReturnValue(false);
    vi.mocked(fetch).mockImplementationOnce(() => undefined as never);
    expect(await outbox.put(HOST, submission(1))).toBe(false);
  });
});
