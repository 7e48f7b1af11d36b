import { describe, expect, it } from "vitest";
import { ApiError } from "../../../../admin/api/client.ts";
import { type SendDeps, sendAll } from "../../../../admin/screens/people/import/send.ts";
import { type Scan, scan } from "../../../../admin/screens/people/import/scan.ts";
import { openSource } from "../../../../admin/screens/people/import/source.ts";
import type { SavePerson, SavedPeople } from "../../../../domain/wire/people.ts";

const source = (text: string) => openSource({ name: "list.csv", file: new Blob([text]) }, {});
const table = (n: number, row: (i: number) => string) =>
  `id,email,age\n${Array.from({ length: n }, (_, i) => row(i)).join("\n")}`;
const plain = (i: number) => `u${i},u${i}@example.com,${i}`;

/** An API that keeps people; `fail` runs before a call is answered and after it was stored. */
function server(fail: { before?: () => void; after?: () => void } = {}) {
  const people = new Map<string, string>();
  const batches: SavePerson[][] = [];
  const waits: number[] = [];
  const deps: SendDeps = {
    async save(items) {
      fail.before?.();
      batches.push(items);
      const saved: SavedPeople = { created: 0, updated: 0, unchanged: 0, errors: [] };
      for (const [index, item] of items.entries()) {
        const id = item.person ?? "";
        if (id === "u13") {
          saved.errors.push({ index, field: "attributes.age", message: "is no age" });
          continue;
        }
        const known = people.get(id);
        if (known === undefined) saved.created++;
        else if (known === JSON.stringify(item)) saved.unchanged++;
        else saved.updated++;
        people.set(id, JSON.stringify(item));
      }
      fail.after?.();
      return saved;
    },
    wait: async (ms) => void waits.push(ms),
    tell: () => undefined,
    ask: () => Promise.reject(new Error("nobody is there")),
  };
  return { people, batches, waits, deps };
}
const failing = (times: number, error: () => Error) => () => {
  if (times-- > 0) throw error();
};

describe("sending a file", () => {
  it("sends 500 at a time in order, counts them, and a second run changes nothing", async () => {
    const file = await source(table(1203, (i) => (i === 7 ? "u7,nobody,7" : plain(i))));
    const { deps, batches } = server();
    const first = await sendAll(file, deps);
    expect(batches.map((batch) => batch.length)).toEqual([500, 500, 202]);
    expect(first).toMatchObject({ created: 1201, updated: 0, unchanged: 0, rows: 1203 });
    expect(first.errors.map(({ line, problems }) => [line, problems[0]?.column])).toEqual([
      [9, "email"],
      [15, "age"],
    ]);
    expect(first.errors[1]?.cells).toEqual(["u13", "u13@example.com", "13"]);
    const second = await sendAll(file, deps);
    expect(second).toMatchObject({ created: 0, updated: 0, unchanged: 1201 });
  });

  it("makes smaller batches of long rows, so that no call is larger than the API takes", async () => {
    const names = Array.from({ length: 12 }, (_, i) => `note_${i}`);
    const row = (i: number) => [`u${i}`, ...names.map(() => "ж".repeat(190))].join(",");
    const text = [["id", ...names].join(","), ...Array.from({ length: 1000 }, (_, i) => row(i))];
    const { deps, batches } = server();
    await sendAll(await source(text.join("\n")), deps);
    expect(batches.length).toBeGreaterThan(2);
    for (const items of batches)
      expect(new Blob([JSON.stringify({ items })]).size).toBeLessThan(1024 * 1024);
    expect(batches.flat()).toHaveLength(1000);
  });

  it("tries again by itself when nobody answers, also when only the reply was lost", async () => {
    const away = () => new ApiError(0, "offline", "The server cannot be reached.");
    const busy = () => new ApiError(429, "rate_limited", "Too many.");
    const lost = server({ before: failing(2, busy), after: failing(1, away) });
    const done = await sendAll(await source(table(20, plain)), lost.deps);
    expect(lost.waits).toEqual([500, 1000, 2000]);
    // The first reply was lost: the second says that these people are as they should be.
    expect(done).toMatchObject({ created: 0, unchanged: 19, rows: 20 });
    expect(lost.people.size).toBe(19);
  });

  it("asks somebody when it goes on failing, or when trying again cannot help", async () => {
    const refused = () => new ApiError(403, "forbidden", "Not yours.");
    const asked: unknown[] = [];
    const { deps, waits } = server({ before: failing(1, refused) });
    deps.ask = async (error) => void asked.push(error);
    expect(await sendAll(await source(table(3, plain)), deps)).toMatchObject({ created: 3 });
    expect([asked.length, waits.length]).toEqual([1, 0]);

    const down = server({ before: failing(8, () => new ApiError(503, "busy", "Down.")) });
    const calls: unknown[] = [];
    down.deps.ask = async (error) => void calls.push(error);
    expect(await sendAll(await source(table(3, plain)), down.deps)).toMatchObject({ created: 3 });
    expect(calls).toHaveLength(1);
  });
});

describe("looking through a file", () => {
  const look = async (text: string): Promise<Scan> => {
    let last: Scan | undefined;
    await scan(await source(text), (now) => (last = now), new AbortController().signal);
    return last!;
  };

  it("counts 100,000 rows in slices, those with problems, and people who stand twice", async () => {
    let turns = 0;
    const text = table(100_000, (i) =>
      i % 10_000 === 0 ? `u${i},nobody,1` : plain(i % 2 ? i : i % 50_000),
    );
    await scan(await source(text), () => turns++, new AbortController().signal);
    const found = await look(text);
    expect(found).toMatchObject({
      rows: 100_000,
      bad: 10,
      done: true,
      broken: undefined,
      share: 1,
    });
    expect(found.again).toBe(25_000 - 5);
    expect(turns).toBeGreaterThan(5);
  });

  it("says what is wrong with the file as a whole", async () => {
    expect(await look('id,name\nu1,Ann\nu2,"Bo')).toMatchObject({
      rows: 1,
      done: true,
      broken: expect.stringContaining("From row 3 on"),
    });
    expect(await look("id,name\nu1,\uFFFD")).toMatchObject({ garbled: true });
  });
});
