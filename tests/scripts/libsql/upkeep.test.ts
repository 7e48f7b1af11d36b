import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client/web";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type HoldRequest,
  serveLibsql,
  type LibsqlServer,
} from "../../../scripts/libsql/server.ts";
import { Connection } from "../../../scripts/libsql/statements.ts";

const token = "t0ken";
const PEOPLE = 300;
let folder: string;
let file: string;
let server: LibsqlServer | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "verbatim-upkeep-"));
  file = join(folder, "test.db");
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(folder, { recursive: true });
});
const start = async (scrubMs?: number) => {
  server = await serveLibsql({ file, token, ...(scrubMs && { scrubMs }) });
  return createClient({ url: server.url, authToken: token });
};
const stop = async () => {
  await server?.close();
  server = undefined;
};
const name = (person: number) => `canary${String(person).padStart(4, "0")}`;

/** Rows of many people in no order, so that pages split and cells move; then half of them deleted. */
async function shuffled(client: Awaited<ReturnType<typeof start>>): Promise<void> {
  await client.executeMultiple(
    `create table item (id text primary key, person text not null, text text not null) strict, without rowid;
     create index item_person on item (person, text);`,
  );
  const rows = Array.from({ length: 3000 }, (_, i) => {
    const n = (i * 7919) % 3000;
    const person = name((n * 31) % PEOPLE);
    const long = `${person} `.repeat(n % 40 === 0 ? 900 : 1 + (n % 17));
    return { sql: "insert into item values (?, ?, ?)", args: [`${n}-${i}`, person, long] };
  });
  for (let i = 0; i < rows.length; i += 100) await client.batch(rows.slice(i, i + 100), "write");
  for (let person = 0; person < PEOPLE; person += 2) {
    await client.execute({ sql: "delete from item where person = ?", args: [name(person)] });
  }
}

/** People of the deleted half whose name stands in the file or its log. */
function ghosts(): number {
  const bytes = [file, `${file}-wal`].map((path) => {
    try {
      return readFileSync(path).toString("latin1");
    } catch {
      return "";
    }
  });
  const found = bytes.join().matchAll(/canary(\d{4})/gu);
  return new Set([...found].map(([, n]) => Number(n)).filter((n) => n % 2 === 0)).size;
}

/** What a database says of itself and all that it holds. */
function content(path: string): unknown {
  const connection = new Connection(path, "FULL");
  const rows = (sql: string) => connection.run(sql).rows;
  const all = [rows("pragma integrity_check"), rows("select * from item order by id")];
  connection.close();
  return all;
}

describe("fault 56: what deletes leave in the file", () => {
  it("is overwritten by the server's own pass, its log emptied, and nothing else changes", async () => {
    await shuffled(await start());
    await stop();
    // Deleted cells are overwritten at once; copies that moves had left are still there.
    expect(ghosts()).toBeGreaterThan(0);
    const before = content(file);
    await start(1);
    await vi.waitFor(() => expect(ghosts()).toBe(0), { timeout: 20_000 });
    await stop();
    expect(content(file)).toEqual(before);
  });

  it("goes while statements are answered, and waits for a transaction that is open", async () => {
    await shuffled(await start());
    await stop();
    const client = await start(1);
    const open = await client.transaction("write");
    await open.execute("insert into item values ('open', 'someone', '')");
    const still = ghosts();
    await Promise.all(Array.from({ length: 20 }, () => open.execute("select count(*) from item")));
    expect(ghosts()).toBe(still);
    await open.commit();
    for (let i = 0; ghosts() > 0; i++)
      await client.execute({ sql: "insert into item values (?, 'b', '')", args: [`more ${i}`] });
    const kept = await client.execute("select count(*) as n from item where id = 'open'");
    expect(kept.rows[0]?.["n"]).toBe(1);
  });
});

describe("fault 56: a file that is held still for a backup", () => {
  const hold = async (request: HoldRequest) => {
    const reply = await fetch(`${server?.url}/hold`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(request),
    });
    return [reply.status, ((await reply.json()) as { id?: number }).id] as const;
  };
  const write = async (client: Awaited<ReturnType<typeof start>>, count: number) => {
    const text = "x".repeat(3000);
    for (let i = 0; i < count; i++) {
      await client.batch(
        Array.from({ length: 200 }, () => ({
          sql: "insert into item values (lower(hex(randomblob(8))), 'a', ?)",
          args: [text],
        })),
        "write",
      );
    }
  };

  it("does not change while commits go on, is whole, and lets go when nobody asks for more time", async () => {
    const client = await start();
    await client.execute("create table item (id text primary key, person text, text text) strict");
    await write(client, 1);
    const [status, id = 0] = await hold({ ms: 60_000 });
    expect(status).toBe(200);
    const before = readFileSync(file);
    // More pages than the log is allowed without a hold.
    await write(client, 40);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect((await hold({ ms: 1000 }))[0]).toBe(409);
    expect((await hold({ id, ms: 60_000 }))[0]).toBe(200);
    copyFileSync(file, join(folder, "copy.db"));
    expect((await hold({ id, ms: 0 }))[0]).toBe(200);
    const copied = content(join(folder, "copy.db")) as unknown[][];
    expect(copied[0]).toEqual([[{ type: "text", value: "ok" }]]);
    expect(copied[1]).toHaveLength(200);
    // Commits reach the file again.
    await write(client, 40);
    expect(statSync(file).size).toBeGreaterThan(before.length);

    const [, short = 0] = await hold({ ms: 1 });
    await vi.waitFor(async () => expect((await hold({ id: short, ms: 1 }))[0]).toBe(410));
    expect((await hold({ id: short, ms: 0 }))[0]).toBe(410);
  });

  it("is refused while a transaction is open, and to whoever has no token", async () => {
    const client = await start();
    await client.execute("create table item (id text primary key, person text, text text) strict");
    const open = await client.transaction("write");
    await open.execute("insert into item values ('a', 'a', 'a')");
    expect((await hold({ ms: 1000 }))[0]).toBe(409);
    await open.commit();
    const reply = await fetch(`${server?.url}/hold`, { method: "POST", body: '{"ms":1}' });
    expect(reply.status).toBe(401);
  });
});
