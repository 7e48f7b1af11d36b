import fc from "fast-check";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Gate, openGate } from "../support/faults/gate.ts";
import { offeringOn } from "../support/faults/paths.ts";
import { measured, rounds } from "../support/faults/size.ts";
import { rollupDrift } from "../support/rollups.ts";

const BODIES = rounds(1000, 10_000);
const SEED = Number(process.env["FAULTS_SEED"] ?? Date.now() % 2 ** 31);

let gate: Gate;
beforeAll(async () => {
  gate = await openGate();
});
afterAll(() => gate.app.close());

const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: "binary" }),
  fc.double(),
  fc.constantFrom<unknown>(null, "", "o1", "q1", -0, 2 ** 53, [], {}, [[]], "__proto__"),
);
const names = fc.oneof(
  fc.constantFrom("q1", "q2", "q3", "q4", "q5", "q6", "q7", "__proto__", "constructor"),
  fc.string({ maxLength: 8 }),
);

/** A good body, as one path or another takes it. */
const good = () =>
  fc.boolean().map((api) => ({
    ...gate.body({ submission: v7() }),
    ...(api && { site: gate.home.site }),
  }));

/** A good body with some of it replaced, taken away or added to. */
const bodies = () =>
  fc
    .record({
      base: good(),
      changes: fc.dictionary(
        fc.oneof(
          fc.constantFrom(
            "wire",
            "site",
            "survey",
            "v",
            "submission",
            "rev",
            "answers",
            "complete",
            "channel",
            "page",
            "lang",
            "person",
            "attributes",
            "at",
            "ms",
            "hp",
            "lost",
            "occurredAt",
          ),
          fc.string({ maxLength: 12 }),
        ),
        fc.oneof(junk, fc.dictionary(names, junk), fc.constant(undefined)),
        { maxKeys: 4 },
      ),
      answers: fc.option(fc.dictionary(names, junk, { maxKeys: 5 }), { nil: undefined }),
    })
    .map(({ base, changes, answers }) =>
      JSON.stringify({ ...base, ...(answers && { answers }), ...changes }),
    );

const texts = () =>
  fc.oneof(
    // So that some are stored, whatever the seed.
    { weight: 2, arbitrary: good().map((body) => JSON.stringify(body)) },
    { weight: 8, arbitrary: bodies() },
    // Cut, doubled or with a byte changed.
    {
      weight: 2,
      arbitrary: fc.tuple(bodies(), fc.nat(), fc.nat(255)).map(([text, at, byte]) => {
        const i = at % (text.length + 1);
        return text.slice(0, i) + String.fromCharCode(byte) + text.slice(i + (byte % 3));
      }),
    },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 300 }) },
    { weight: 1, arbitrary: fc.json() },
  );

it(
  "fault 8: fuzzed bodies on every path never get a 5xx, and leave nothing half-done",
  { timeout: BODIES * 100 },
  async (context) => {
    const link = await offeringOn(gate, "e-mail script", gate.survey);
    const seen: Record<number, number> = {};
    const path = fc.constantFrom(
      "/v1/in",
      "/v1/in",
      "/v1/in",
      "/v1/seen",
      "/api/v1/responses",
      `/s/${gate.survey.slug}`,
      link.to,
    );
    const type = fc.constantFrom(
      "application/json",
      "application/json",
      "text/plain",
      "application/x-www-form-urlencoded",
      "",
      "x/y",
    );
    const post = (to: string, body: string, contentType: string) =>
      gate.app.request(to, {
        method: "POST",
        headers: { "content-type": contentType, ...gate.key },
        body,
      });
    await fc.assert(
      fc.asyncProperty(path, texts(), type, async (where, text, contentType) => {
        const { status } = await post(where, text, contentType);
        seen[status] = (seen[status] ?? 0) + 1;
        expect([where, status]).toEqual([where, expect.toSatisfy((n: number) => n < 500)]);
      }),
      { numRuns: BODIES, seed: SEED },
    );
    const counts = Object.entries(seen)
      .map(([status, n]) => `${n} x ${status}`)
      .join(", ");
    const failed = Object.entries(seen).filter(([status]) => Number(status) >= 500).length;
    measured(
      context,
      `${BODIES} fuzzed bodies (FAULTS_SEED=${SEED}): ${failed} answers of 5xx; ${counts}`,
    );
    expect(seen[200]).toBeGreaterThan(BODIES / 50);
    expect(await rollupDrift(gate.app)).toEqual([]);
  },
);
