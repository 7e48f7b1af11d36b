import fc from "fast-check";
import { v4, v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { cleanText } from "../../domain/survey/text.ts";
import { ORIGIN } from "../support/app.ts";
import { type Gate, openGate, runs } from "../support/faults/gate.ts";

vi.setConfig({ testTimeout: 120_000 });
let gate: Gate;
beforeAll(async () => {
  gate = await openGate();
});
afterAll(() => gate.app.close());

const post = (body: unknown, headers?: Record<string, string>) =>
  gate.app.post("/v1/in", body, headers);
const error = async (reply: Response) =>
  [reply.status, ((await reply.json()) as { error: { code: string } }).error.code] as const;

describe("fault 2: the same id and revision with other content", () => {
  it("is 409 and changes nothing, whatever differs", async () => {
    const answers = fc.record(
      {
        q1: fc.integer({ min: 0, max: 10 }),
        q2: fc.string({ minLength: 1, maxLength: 20 }).filter((text) => cleanText(text) !== ""),
        q3: fc.subarray(["o1", "o2", "o3"], { minLength: 1 }),
        q5: fc.boolean(),
      },
      { requiredKeys: ["q1"] },
    );
    const content = fc.record({ answers, complete: fc.boolean() });
    // Equal for the database when equal after cleaning, in any order of keys and options.
    const meant = ({ answers: { q1, q2 = "", q3 = [], q5 }, complete }: Given) =>
      JSON.stringify([q1, cleanText(q2), q3.toSorted(), q5, complete]);
    type Given = typeof content extends fc.Arbitrary<infer T> ? T : never;
    await fc.assert(
      fc.asyncProperty(content, content, fc.integer({ min: 0, max: 50 }), async (a, b, rev) => {
        const first = gate.body({ ...a, rev });
        expect((await post(first)).status).toBe(200);
        const row = await gate.row(first.submission);
        const second = await post({ ...first, ...b });
        if (meant(a) === meant(b))
          expect(await second.json()).toMatchObject({ status: "duplicate" });
        else expect(await error(second)).toEqual([409, "conflict"]);
        expect(await gate.row(first.submission)).toEqual(row);
      }),
      runs(40),
    );
  });
});

describe("fault 3: an id that is none", () => {
  const text = fc.oneof(
    fc.constantFrom(
      "",
      " ",
      "null",
      v4().slice(1),
      `${v7()}0`,
      v7().replaceAll("-", ""),
      `{${v7()}}`,
    ),
    fc.string({ maxLength: 60 }),
    fc.string({ minLength: 1000, maxLength: 2000 }),
  );
  const bad = fc.oneof(
    text.filter((id) => !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/iu.test(id)),
    fc.constantFrom(null, 0, 1, true, [], {}, [v7()]),
  );

  it("is 422, on every path that takes one", async () => {
    const before = await gate.stored();
    await fc.assert(
      fc.asyncProperty(bad, async (submission) => {
        expect(await error(await post(gate.body({ submission })))).toEqual([422, "invalid"]);
        if (typeof submission !== "string") return;
        const form = await gate.app.request(`/s/${gate.survey.slug}`, {
          method: "POST",
          body: new URLSearchParams({ submission, q1: "9" }),
        });
        expect(form.status).toBe(422);
      }),
      runs(40),
    );
    const { submission: _, ...missing } = gate.body();
    expect(await error(await post(missing))).toEqual([422, "invalid"]);
    expect(await gate.stored()).toBe(before);
  });

  it("would be refused by the table itself: NOT NULL, a fixed length, unique in its survey", async () => {
    const sent = gate.body();
    await post(sent);
    const columns = await gate.app.run("select * from pragma_table_info('responses')");
    const notNull = columns.filter((c) => c["notnull"] === 1).map((c) => c["name"]);
    expect(notNull).toEqual(
      expect.arrayContaining(["workspace_id", "survey_id", "submission", "rev", "content", "day"]),
    );
    const changed = async (to: string) => {
      await gate.app
        .run(`update responses set submission = ${to} where submission = '${sent.submission}'`)
        .catch(() => undefined);
      return gate.row(sent.submission);
    };
    for (const to of ["null", "''", "'short'", `'${"x".repeat(37)}'`])
      expect(await changed(to)).toBeDefined();
    const other = gate.body();
    await post(other);
    expect(await changed(`'${other.submission}'`)).toBeDefined();
  });
});

describe("fault 5: a client's clock", () => {
  it("decides nothing: server time makes the day, the client's is kept within bounds", async () => {
    const clock = fc.oneof(
      fc.double(),
      fc.date({ noInvalidDate: true }).map(Number),
      fc.constantFrom(null, "soon", Number.NaN, Infinity, -1, 0, 2 ** 60, true, {}),
    );
    await fc.assert(
      fc.asyncProperty(clock, clock, async (at, ms) => {
        const sent = gate.body({
          at,
          ms: ms === 0 || (Number(ms) > 0 && Number(ms) < 300) ? 900 : ms,
        });
        // Numbers too large for a double travel as 1e400.
        const text = JSON.stringify(sent, (_, value: unknown) =>
          value === Infinity ? 4e99 : value,
        );
        expect((await post(text.replaceAll("4e+99", "1e400"))).status).toBe(200);
        const row = await gate.row(sent.submission);
        expect(row).toMatchObject({
          day: Math.floor(gate.clock.now / 86_400_000),
          created_at: gate.clock.now,
          state: "counted",
        });
        for (const column of ["client_at", "took_ms"])
          expect(row?.[column] === null || Number.isSafeInteger(row?.[column])).toBe(true);
        const kept = row?.["client_at"] ?? gate.clock.now;
        expect(Math.abs(Number(kept) - gate.clock.now)).toBeLessThanOrEqual(30 * 86_400_000);
      }),
      runs(60),
    );
  });
});

describe("fault 6: a body without a length that does not end", () => {
  const PIECE = 16 * 1024;
  const WHOLE = 30 * 1024 * 1024;
  it.each([
    ["/v1/in", {}],
    ["/v1/seen", {}],
    ["/s/SLUG", { "content-type": "application/x-www-form-urlencoded" }],
    ["/api/v1/responses", "key"],
    ["/auth/sign-in", { origin: ORIGIN }],
  ] as const)("%s: 413 after a megabyte, whatever follows", async (path, headers) => {
    let given = 0;
    const body = new ReadableStream({
      type: "bytes",
      pull(controller) {
        given += PIECE;
        controller.enqueue(new Uint8Array(PIECE).fill(120));
        if (given >= WHOLE) controller.close();
      },
    });
    const reply = await gate.app.request(path.replace("SLUG", gate.survey.slug), {
      method: "POST",
      body,
      headers: headers === "key" ? gate.key : headers,
      duplex: "half",
    } as RequestInit);
    expect(reply.status).toBe(413);
    expect(given).toBeLessThan(2 * 1024 * 1024);
  });
});

describe("fault 7: a body that is not what it should be", () => {
  it("cut anywhere, or with bytes changed to no JSON: 400 with a stable code and no more", async () => {
    const before = await gate.stored();
    const whole = JSON.stringify(gate.body({ answers: { q1: 9, q2: "größer 🎪" } }));
    const bytes = Buffer.from(whole);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), async (cut) => {
        const reply = await raw(bytes.subarray(0, cut));
        const text = await reply.text();
        expect(reply.status).toBe(400);
        expect(JSON.parse(text)).toMatchObject({ error: { code: "bad_json" } });
        expect(text).not.toMatch(/SyntaxError|\bat |position|größer/u);
      }),
      runs(60),
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (noise) => {
        expect((await raw(noise)).status).toBeOneOf([400, 422]);
      }),
      runs(60),
    );
    expect(await gate.stored()).toBe(before);
  });

  it.each([
    ["a byte order mark", (text: string) => `\uFEFF${text}`],
    ["the same key twice", (text: string) => text.replace('"wire":1', '"wire":1,"wire":1')],
    ["a key twice, deeper", (text: string) => text.replace('"q1":9', '"q1":9,"q1" : 1')],
    ["a comment", (text: string) => `/* ok */${text}`],
    ["a trailing comma", (text: string) => text.replace("}", ",}")],
    ["two values", (text: string) => text + text],
    ["single quotes", (text: string) => text.replaceAll('"', "'")],
    ["UTF-16", (text: string) => Buffer.from(text, "utf16le")],
    ["Latin-1", (text: string) => Buffer.from(text.replace("ü", "ü"), "latin1")],
  ])("%s: 400", async (_, change) => {
    const before = await gate.stored();
    const reply = await raw(change(JSON.stringify(gate.body({ answers: { q1: 9, q2: "grün" } }))));
    expect(await error(reply)).toEqual([400, "bad_json"]);
    expect(await gate.stored()).toBe(before);
  });

  it("text that only looks like a key twice is text", async () => {
    for (const q2 of ['"q1":1 "q1":1', '\\"wire\\": {"wire":2}', 'he said: "yes": no', "\\"]) {
      expect((await post(gate.body({ answers: { q1: 9, q2 } }))).status).toBe(200);
    }
  });

  it("another content type is 400; text/plain, which needs no preflight, is meant", async () => {
    const send = (type: string) => post(JSON.stringify(gate.body()), { "content-type": type });
    for (const type of [
      "text/plain",
      "text/plain;charset=UTF-8",
      "application/json",
      "Application/JSON; charset=utf-8",
      "",
    ])
      expect([type, (await send(type)).status]).toEqual([type, 200]);
    for (const type of [
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "application/xml",
      "text/html",
      "text/plainer",
      "application/json-seq",
    ])
      expect([type, ...(await error(await send(type)))]).toEqual([type, 400, "bad_request"]);
  });
});

describe("fault 8: wrong types", () => {
  it("are 422 and store nothing", async () => {
    const before = await gate.stored();
    const number = fc.oneof(
      // JSON writes what is not finite as null, which declines.
      fc.double({ noInteger: true, noDefaultInfinity: true, noNaN: true }),
      fc.integer({ max: -1 }),
      fc.integer({ min: 11 }),
      fc.maxSafeInteger().filter((n) => n < 0 || n > 10),
      fc.constantFrom(9.5, 2 ** 53 + 2, 1e308, -0.5),
    );
    const notScore = fc.oneof(
      number,
      fc.constantFrom<unknown>("9", true, [9], [], {}, { id: "o1", text: "" }, "", "null"),
    );
    const wrong = fc.oneof(
      notScore.map((q1) => ({ q1 })),
      fc.constantFrom<object>(
        { q2: 1 },
        { q2: true },
        { q2: ["x"] },
        { q3: "o1" },
        { q3: ["o9"] },
        { q3: [["o1"]] },
        { q3: [1] },
        { q3: [{ id: "o1", text: "x" }] },
        { q4: "no address" },
        { q4: 4 },
        { q5: "true" },
        { q5: 1 },
        { q6: ["o1", "o2", "o3"] },
        { q6: "o3" },
        { q6: 1 },
        { q7: 1 },
        { q0: 1 },
        { q1000: 1 },
      ),
    );
    await fc.assert(
      fc.asyncProperty(wrong, async (answers) => {
        expect(await error(await post(gate.body({ answers })))).toEqual([422, "invalid"]);
      }),
      runs(120),
    );
    for (const value of ["1e309", "-1e309", "9007199254740993", "9.0000001", "0x9"]) {
      const text = JSON.stringify(gate.body()).replace('"q1":9', `"q1":${value}`);
      expect((await post(text)).status).toBeOneOf([400, 422]);
    }
    expect(await gate.stored()).toBe(before);
  });

  it("the table holds a whole number in range or nothing", async () => {
    const sent = gate.body();
    await post(sent);
    for (const value of ["11", "-1", "9.5", "'many'", "x'00'", "9223372036854775807"]) {
      const set = gate.app.run(`update responses set score = ${value}`);
      await expect(set).rejects.toThrow("the database refuses");
    }
    expect(await gate.row(sent.submission)).toMatchObject({ score: 9 });
  });
});

describe("fault 9: a comment that is an object", () => {
  it("is 422, whatever it looks like", async () => {
    const vnode = fc.record({
      type: fc.constantFrom("script", "img", null),
      props: fc.dictionary(fc.string(), fc.jsonValue()),
      constructor: fc.constant(undefined),
      __v: fc.integer(),
    });
    const shaped = fc.oneof(
      vnode,
      // What a choice with a text of its own looks like is no comment either.
      fc.constant({ id: "o3", text: "<b>x</b>" }),
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.array(fc.jsonValue()),
    );
    await fc.assert(
      fc.asyncProperty(shaped, async (q2) => {
        expect((await post(gate.body({ answers: { q1: 1, q2 } }))).status).toBe(422);
      }),
      runs(60),
    );
  });
});

/** Posts bytes as they are. */
function raw(body: string | Uint8Array): Promise<Response> {
  return gate.app.request("/v1/in", { method: "POST", body: body as BodyInit });
}
