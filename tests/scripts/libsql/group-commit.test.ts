import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { HranaRequest, PipelineReply } from "../../../scripts/libsql/protocol.ts";
import { Connection } from "../../../scripts/libsql/statements.ts";
import { Streams } from "../../../scripts/libsql/streams.ts";

const close: HranaRequest = { type: "close" };
const execute = (sql: string): HranaRequest => ({ type: "execute", stmt: { sql } });

/** The shape that `@libsql/client` sends for `batch()`. */
function batch(...statements: string[]): HranaRequest {
  const steps = ["BEGIN IMMEDIATE", ...statements, "COMMIT"].map((sql, i) => ({
    stmt: { sql },
    condition: i === 0 ? null : ({ type: "ok", step: i - 1 } as const),
  }));
  const undo = { type: "not", cond: { type: "ok", step: steps.length - 1 } } as const;
  return {
    type: "batch",
    batch: { steps: [...steps, { stmt: { sql: "ROLLBACK" }, condition: undo }] },
  };
}

class Counted extends Connection {
  commits = 0;
  override run(...args: Parameters<Connection["run"]>) {
    if (/^COMMIT/i.test(args[0])) this.commits += 1;
    return super.run(...args);
  }
}

let connection: Counted;
let streams: Streams;
const send = (...requests: HranaRequest[]) => streams.pipeline({ requests: [...requests, close] });
const names = () =>
  connection
    .run("SELECT name FROM item ORDER BY name")
    .rows.map(([v]) => (v as { value: string }).value);
const failed = (reply: PipelineReply | undefined) =>
  /"error":\{|"step_errors":\[[^\]]*\{/.test(JSON.stringify(reply));

beforeEach(() => {
  connection = new Counted(":memory:", "FULL");
  connection.script(
    "CREATE TABLE item (name TEXT UNIQUE);" +
      "CREATE TABLE child (item TEXT REFERENCES item(name) DEFERRABLE INITIALLY DEFERRED);" +
      "CREATE TRIGGER bomb BEFORE INSERT ON item WHEN NEW.name = 'bomb' BEGIN SELECT RAISE(ROLLBACK, 'boom'); END",
  );
  streams = new Streams(connection);
});
afterEach(() => connection.close());

describe("group commit", () => {
  it("acknowledges pipelines that wait together with one commit", async () => {
    const replies = await Promise.all(
      Array.from({ length: 16 }, (_, i) => send(batch(`INSERT INTO item VALUES ('${i + 10}')`))),
    );
    expect(replies.some(failed)).toBe(false);
    expect(names()).toHaveLength(16);
    expect(connection.commits).toBe(1);
  });

  it("lets one member's transaction fail without touching the others", async () => {
    const [first, second, third] = await Promise.all([
      send(batch("INSERT INTO item VALUES ('a')")),
      send(batch("INSERT INTO item VALUES ('b')", "INSERT INTO item VALUES ('a')")),
      send(execute("INSERT INTO item VALUES ('c')"), execute("INSERT INTO item VALUES ('a')")),
    ]);
    expect([failed(first), failed(second), failed(third)]).toEqual([false, true, true]);
    expect(names()).toEqual(["a", "c"]);
    expect(connection.commits).toBe(1);
  });

  it("answers like a connection of its own for begin, commit and autocommit", async () => {
    const requests: HranaRequest[] = [
      { type: "get_autocommit" },
      execute("BEGIN"),
      { type: "get_autocommit" },
      execute("BEGIN"),
      execute("INSERT INTO item VALUES ('open')"),
    ];
    await send(...requests);
    const alone = await send(...requests);
    expect(names()).toEqual([]);
    const [together] = await Promise.all([send(...requests), send(execute("SELECT 1"))]);
    expect(together?.results.map(({ type }) => type)).toEqual([
      "ok",
      "ok",
      "ok",
      "error",
      "ok",
      "ok",
    ]);
    expect(together).toEqual(alone);
    expect(names()).toEqual([]);
    const [orphan] = await Promise.all([send(execute("COMMIT")), send(execute("SELECT 1"))]);
    expect(failed(orphan)).toBe(true);
  });

  it("runs each alone when one member takes the whole transaction down", async () => {
    const replies = await Promise.all([
      send(execute("INSERT INTO item VALUES ('a')")),
      send(execute("INSERT INTO item VALUES ('bomb')")),
      send(batch("INSERT INTO item VALUES ('b')")),
    ]);
    expect(replies.map(failed)).toEqual([false, true, false]);
    expect(names()).toEqual(["a", "b"]);
  });

  it("runs each alone when the shared commit breaks a deferred constraint", async () => {
    const replies = await Promise.all([
      send(batch("INSERT INTO item VALUES ('a')")),
      send(batch("INSERT INTO child VALUES ('nobody')")),
    ]);
    expect(replies.map(failed)).toEqual([false, true]);
    expect(names()).toEqual(["a"]);
  });

  it("keeps scripts, pragmas, savepoints and open streams out of a group", async () => {
    const replies = await Promise.all([
      send(execute("SAVEPOINT s"), execute("INSERT INTO item VALUES ('s')"), execute("RELEASE s")),
      send({
        type: "sequence",
        sql: "INSERT INTO item VALUES ('t'); INSERT INTO item VALUES ('u')",
      }),
      send(execute("PRAGMA user_version = 3")),
      streams.pipeline({ requests: [execute("BEGIN")] }),
    ]);
    expect(replies.some(failed)).toBe(false);
    const baton = replies[3]?.baton ?? "";
    const waits = send(execute("INSERT INTO item VALUES ('later')"));
    await streams.pipeline({ baton, requests: [execute("COMMIT"), close] });
    expect(failed(await waits)).toBe(false);
    expect(names()).toEqual(["later", "s", "t", "u"]);
  });
});
