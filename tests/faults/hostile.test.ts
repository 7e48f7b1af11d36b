import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Gate, openGate, runs } from "../support/faults/gate.ts";
import { measured } from "../support/faults/size.ts";

vi.setConfig({ testTimeout: 120_000 });
let gate: Gate;
beforeAll(async () => {
  gate = await openGate();
});
afterAll(() => gate.app.close());

const post = (body: string) => gate.app.post("/v1/in", body);

describe("fault 12: keys of every object's prototype", () => {
  it("are refused or inert, and Object.prototype stays as it is", async () => {
    const names = [
      "__proto__",
      "constructor",
      "prototype",
      "toString",
      "hasOwnProperty",
      "valueOf",
      "toJSON",
      "then",
    ];
    const before = Object.getOwnPropertyNames(Object.prototype);
    const json = fc.json({ maxDepth: 2 });
    const place = fc.constantFrom("body", "answers", "attributes", "person", "other");
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), json, place, async (name, value, where) => {
        const key = `${JSON.stringify(name)}:${value},`;
        const other = { answers: { q1: 9, q3: [{ id: "o3", text: "x" }] } };
        const text = JSON.stringify(
          gate.body({
            attributes: { plan: "pro" },
            person: { id: "p" },
            ...(where === "other" && other),
          }),
        );
        const sent = {
          body: `{${key}${text.slice(1)}`,
          answers: text.replace('"answers":{', (open) => open + key),
          attributes: text.replace('"attributes":{', (open) => open + key),
          person: text.replace('"person":{', (open) => open + key),
          other: text.replace('{"id":"o3"', () => `{${key}"id":"o3"`),
        }[where];
        const reply = await post(sent);
        // What a page says of a visitor never costs the answer; valibot leaves three of the names out.
        if (where === "attributes") expect(reply.status).toBe(200);
        else expect(reply.status).toBeOneOf([200, 422]);
      }),
      runs(120, 10_000),
    );
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(({} as Record<string, unknown>)["plan"]).toBeUndefined();
    for (const name of names) {
      const kept = await gate.app.run(
        "select row from responses where instr(answers || facts || coalesce(person, ''), ?)",
        [`"${name}"`],
      );
      expect(kept).toEqual([]);
    }
  });
});

describe("fault 13: bodies that cost more to read than to send", () => {
  const deep = (open: string, close: string, n: number) => open.repeat(n) + close.repeat(n);
  it.for([
    ["arrays, 10,000 deep", deep("[", "]", 10_000)],
    ["objects, 5,000 deep", `${'{"q1":'.repeat(5000)}1${"}".repeat(5000)}`],
    [
      "4,000 keys",
      JSON.stringify(Object.fromEntries(Array.from({ length: 4000 }, (_, i) => [`q${i}`, 1]))),
    ],
    [
      "100,000 keys",
      JSON.stringify(Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`q${i}`, 1]))),
    ],
    ["a long number", "9".repeat(30_000)],
    ["spaces", `1${" ".repeat(30_000)}`],
    ["an address for a greedy pattern", JSON.stringify(`${"a@".repeat(8000)} `)],
    ["dots for a greedy pattern", JSON.stringify(`a@${".".repeat(15_000)}`)],
    ["quotes and backslashes", JSON.stringify('\\"'.repeat(5000))],
  ] as const)("%s: refused", async ([name, value], context) => {
    for (const place of ["body", "answer", "answers", "email", "attributes"]) {
      const text = JSON.stringify(
        gate.body({ answers: { q4: "HERE" }, attributes: { a: "THERE" } }),
      );
      const sent = {
        body: value,
        answer: text.replace('"HERE"', value).replace('"q4"', '"q2"'),
        answers: text.replace('{"q4":"HERE"}', value),
        email: text.replace('"HERE"', value),
        attributes: text.replace('{"a":"THERE"}', value),
      }[place] as string;
      const before = process.cpuUsage();
      const reply = await post(sent);
      const { user, system } = process.cpuUsage(before);
      expect(reply.status).toBeOneOf([400, 422, 413]);
      measured(context, `${name} as ${place}: ${((user + system) / 1000).toFixed(1)} ms CPU`);
    }
  });
});
