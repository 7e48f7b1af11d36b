import { createClient, LibsqlError, type Client } from "@libsql/client/web";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql/web";
import { blob, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { serveLibsql, type LibsqlServer } from "../../../scripts/libsql/server.ts";

const TOKEN = "t0ken";
let server: LibsqlServer;
let client: Client;

beforeAll(async () => {
  server = await serveLibsql({ file: ":memory:", token: TOKEN, transactionMs: 150 });
});
afterAll(() => server.close());

beforeEach(async () => {
  client = createClient({ url: server.url, authToken: TOKEN });
  await client.executeMultiple(
    "DROP TABLE IF EXISTS child; DROP TABLE IF EXISTS item;" +
      "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT UNIQUE, data BLOB) STRICT;" +
      "CREATE TABLE child (item INTEGER REFERENCES item(id) DEFERRABLE INITIALLY DEFERRED)",
  );
});

const count = async () => Number((await client.execute("SELECT count(*) n FROM item")).rows[0]?.n);

describe("statements", () => {
  it("binds by position and by name with each prefix", async () => {
    const byName = await client.execute({
      sql: "SELECT :a, @b, $c",
      args: { a: 1, b: "x", c: null },
    });
    expect(Object.values({ ...byName.rows[0] })).toEqual([1, "x", null]);
    const byPlace = await client.execute({ sql: "SELECT ?2, ?1", args: ["one", 2.5] });
    expect(Object.values({ ...byPlace.rows[0] })).toEqual([2.5, "one"]);
  });

  it("forgets the bindings of an earlier call of the same text", async () => {
    const select = "SELECT ?1 AS a, ?2 AS b";
    await client.execute({ sql: select, args: ["x", "left over"] });
    expect((await client.execute({ sql: select, args: ["y"] })).rows[0]?.b).toBeNull();
    await client.execute({ sql: "SELECT :a AS a, :b AS b", args: { a: "x", b: "left over" } });
    const named = await client.execute({ sql: "SELECT :a AS a, :b AS b", args: { a: "y" } });
    expect(named.rows[0]?.b).toBeNull();
  });

  it("carries 64-bit integers, floats, blobs and emoji unchanged", async () => {
    const exact = createClient({ url: server.url, authToken: TOKEN, intMode: "bigint" });
    const bytes = new Uint8Array([0, 1, 254, 255]);
    const values = [9223372036854775807n, -9223372036854775808n, 0.1, bytes, "👩‍👩‍👧 é"];
    const { rows } = await exact.execute({ sql: "SELECT ? a, ? b, ? c, ? d, ? e", args: values });
    const [max, min, float, blobValue, emoji] = Object.values({ ...rows[0] });
    expect([max, min, float, emoji]).toEqual([values[0], values[1], 0.1, values[4]]);
    expect(new Uint8Array(blobValue as ArrayBuffer)).toEqual(bytes);
  });

  it("counts what a statement changed, with and without RETURNING", async () => {
    const plain = await client.execute("INSERT INTO item (name) VALUES ('a'), ('b')");
    expect(plain.rowsAffected).toBe(2);
    expect(plain.lastInsertRowid).toBe(2n);
    const returning = await client.execute("UPDATE item SET data = x'00' RETURNING id");
    expect([returning.rowsAffected, returning.rows.length]).toEqual([2, 2]);
    const none = await client.execute("DELETE FROM item WHERE id = 99 RETURNING id");
    expect(none.rowsAffected).toBe(0);
    const reading = await client.execute("WITH x AS (SELECT 1 AS one) SELECT one FROM x");
    expect(reading.rowsAffected).toBe(0);
  });

  it("sees a changed table through a statement prepared before the change", async () => {
    await client.execute("SELECT * FROM item");
    await client.execute("ALTER TABLE item ADD COLUMN extra TEXT");
    expect((await client.execute("SELECT * FROM item")).columns).toContain("extra");
  });
});

describe("errors", () => {
  const failure = async (run: () => Promise<unknown>): Promise<LibsqlError> => {
    const error = await run().catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(LibsqlError);
    return error as LibsqlError;
  };

  it("names the constraint with the base code that the hosted service sends", async () => {
    await client.execute("INSERT INTO item (name) VALUES ('a')");
    const error = await failure(() => client.execute("INSERT INTO item (name) VALUES ('a')"));
    expect(error.code).toBe("SQLITE_CONSTRAINT");
    expect(error.message).toContain("UNIQUE constraint failed: item.name");
  });

  it.each([
    ["SELEC 1", "SQLITE_ERROR"],
    ["SELECT * FROM nowhere", "SQLITE_ERROR"],
    ["SELECT 1; SELECT 2", "SQL_MANY_STATEMENTS"],
    [" -- nothing", "SQL_NO_STATEMENT"],
  ])("refuses %s with %s", async (text, code) => {
    expect((await failure(() => client.execute(text))).code).toBe(code);
  });

  it("refuses a wrong token, an unknown path, a body that is not a pipeline and one too large", async () => {
    const post = (path: string, body: string, token = TOKEN) =>
      fetch(server.url + path, {
        method: "POST",
        body,
        headers: { authorization: `Bearer ${token}` },
      });
    expect((await post("/v2/pipeline", "{}", "other")).status).toBe(401);
    expect((await post("/v1/elsewhere", "{}")).status).toBe(404);
    for (const body of ["", "[1", "{}", '{"requests":[1]}', "null"]) {
      expect((await post("/v2/pipeline", body)).status, body).toBe(400);
    }
    expect((await post("/v2/pipeline", "x".repeat(17 * 1024 * 1024))).status).toBe(413);
  });

  it.each([
    { type: "integer", value: "9223372036854775808" },
    { type: "integer", value: 1 },
    { type: "float", value: true },
    { type: "text", value: false },
    { type: "blob", base64: 1 },
    { type: "boolean", value: true },
    null,
  ])("refuses the value %j instead of handing it to the driver", async (value) => {
    const stmt = { sql: "SELECT ?", args: [value] };
    const response = await fetch(`${server.url}/v2/pipeline`, {
      method: "POST",
      headers: { authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ requests: [{ type: "execute", stmt }, { type: "close" }] }),
    });
    const reply = (await response.json()) as { results: { error?: { code: string } }[] };
    expect(reply.results[0]?.error?.code).toBe("HRANA_PROTO_ERROR");
  });
});

describe("transactions", () => {
  it("applies a batch as a whole or not at all", async () => {
    await client.batch(
      ["INSERT INTO item (name) VALUES ('a')", "INSERT INTO item (name) VALUES ('b')"],
      "write",
    );
    expect(await count()).toBe(2);
    const broken = client.batch(
      ["INSERT INTO item (name) VALUES ('c')", "INSERT INTO item (name) VALUES ('a')"],
      "write",
    );
    await expect(broken).rejects.toThrow("UNIQUE");
    expect(await count()).toBe(2);
  });

  it("keeps an interactive transaction to itself until it commits", async () => {
    const tx = await client.transaction("write");
    await tx.execute("INSERT INTO item (name) VALUES ('mine')");
    const others = count();
    await tx.execute("INSERT INTO item (name) VALUES ('mine too')");
    await tx.commit();
    expect(await others).toBe(2);
  });

  it("rolls back on demand, and refuses writes in a read transaction", async () => {
    const tx = await client.transaction("write");
    await tx.execute("INSERT INTO item (name) VALUES ('x')");
    await tx.rollback();
    expect(await count()).toBe(0);
    const reading = await client.transaction("read");
    expect((await reading.execute("SELECT 1 AS one")).rows[0]?.one).toBe(1);
    reading.close();
  });

  it("rolls back an abandoned transaction and lets the next one in", async () => {
    const abandoned = await client.transaction("write");
    await abandoned.execute("INSERT INTO item (name) VALUES ('lost')");
    const started = performance.now();
    expect(await count()).toBe(0);
    expect(performance.now() - started).toBeGreaterThan(50);
    await expect(abandoned.execute("SELECT 1")).rejects.toThrow("expired");
    await client.execute("INSERT INTO item (name) VALUES ('next')");
    expect(await count()).toBe(1);
  });

  it("serves twenty interactive transactions at once, one after another", async () => {
    await client.execute("INSERT INTO item (id, name) VALUES (1, '0')");
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const own = createClient({ url: server.url, authToken: TOKEN });
        const tx = await own.transaction("write");
        const { rows } = await tx.execute("SELECT name FROM item WHERE id = 1");
        const next = String(Number(rows[0]?.name) + 1);
        await tx.execute({ sql: "UPDATE item SET name = ? WHERE id = 1", args: [next] });
        await tx.commit();
      }),
    );
    expect((await client.execute("SELECT name FROM item")).rows[0]?.name).toBe("20");
  });

  it("works through drizzle: insert, returning, batch, transaction, typed blobs", async () => {
    const item = sqliteTable("item", {
      id: integer("id").primaryKey(),
      name: text("name"),
      data: blob("data", { mode: "buffer" }),
    });
    const db = drizzle(client);
    const [row] = await db
      .insert(item)
      .values({ name: "d", data: Buffer.from("hi") })
      .returning();
    expect(row).toMatchObject({ id: 1, name: "d" });
    const [, list] = await db.batch([
      db.insert(item).values({ name: "e" }),
      db.select().from(item),
    ]);
    expect(list.map(({ name }) => name)).toEqual(["d", "e"]);
    const failing = db.transaction(async (tx) => {
      await tx.insert(item).values({ name: "f" });
      await tx.run(sql`SELECT * FROM nowhere`);
    });
    await expect(failing).rejects.toThrow();
    expect(await count()).toBe(2);
  });
});
