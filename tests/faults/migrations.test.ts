import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import journal from "../../migrations/meta/_journal.json" with { type: "json" };
import { v7 } from "uuid";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Responses } from "../../domain/wire/responses.ts";
import { Connection } from "../../scripts/libsql/statements.ts";
import { startLibsqlProcess } from "../../scripts/libsql/process.ts";
import { migrate } from "../../scripts/migrate.ts";
import { type TestApp, seedMember, testApp } from "../support/app.ts";
import { NO_DRIFT, drift } from "../support/counters.ts";
import { pause } from "../support/faults/clients.ts";
import { measured, rounds } from "../support/faults/size.ts";

const read = (name: string) =>
  readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8");
const KILLS = rounds(4, 40);
vi.setConfig({ testTimeout: KILLS * 10_000 });
const RELEASES = ["release-0.1.0"];
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "verbatim-migrations-"));
  file = join(folder, "verbatim.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A database as a release left it. */
function left(release: string): void {
  const connection = new Connection(file, "NORMAL");
  // Tables in no order.
  connection.script(`pragma foreign_keys = off; ${read(`${release}.sql`)}`);
  connection.close();
}

/** Rows of every table but those that say how far the schema is, and counters that gained a dimension. */
function counts(): Record<string, number> {
  const connection = new Connection(file, "NORMAL");
  const tables = connection
    .run("select name from sqlite_schema where type = 'table' and name not like '%sqlite%'")
    .rows.map(([name]) => (name as { value: string }).value);
  const rows = tables
    .filter(
      (name) =>
        name !== "__drizzle_migrations" &&
        !name.startsWith("verbatim_search") &&
        !["rollups", "rollup_spans"].includes(name),
    )
    .map((name) => {
      const [[n] = []] = connection.run(`select count(*) from "${name}"`).rows;
      return [name, Number((n as { value: string }).value)] as const;
    });
  connection.close();
  return Object.fromEntries(rows);
}

async function upgraded(work: (app: TestApp) => Promise<void>): Promise<void> {
  const app = await testApp({ file });
  try {
    await work(app);
  } finally {
    await app.close();
  }
}

const live = async ({ run }: Pick<TestApp, "run">) =>
  (await run("select id, workspace_id, site_id from surveys where state = 'live' limit 1"))[0]!;

describe.each(RELEASES)("fault 56: the database of %s", (release) => {
  beforeEach(() => left(release));

  it("comes up to date with all its data, its counters exact and what is new filled in", async () => {
    const before = counts();
    expect(before["responses"]).toBeGreaterThan(50);
    await upgraded(async (app) => {
      expect(await drift(app)).toEqual(NO_DRIFT);
      const aside = await app.run("select sum(n) as n from asides");
      expect(Number(aside[0]?.["n"])).toBeGreaterThan(0);
      const [survey] = await app.run(
        "select answered, quota from surveys where quota is not null limit 1",
      );
      expect(Number(survey?.["answered"])).toBeGreaterThan(0);
      const [hits] = await app.run(
        `select count(*) as n from verbatim_search where rowid in
          (select row from verbatims where stage <> 1)`,
      );
      expect(Number(hits?.["n"])).toBeGreaterThan(0);
      const votes = await app.run(
        `select r.facts ->> '$[#-1][1]' as dimension, r.facts ->> '$[#-1][2]' as value, r.grade as grade
          from responses r where r.channel = 'email' and r.grade is not null and r.score is not null`,
      );
      expect(votes.length).toBeGreaterThan(0);
      for (const { dimension, value, grade } of votes)
        expect({ dimension, value }).toEqual({ dimension: "grade", value: grade });
    });
    // Again, as each start does.
    await upgraded(async (app) => {
      expect(await drift(app)).toEqual(NO_DRIFT);
    });
    const after = counts();
    expect(after).toMatchObject(before);
  });

  it("takes answers, lets members in and shows what it held", async () => {
    await upgraded(async (app) => {
      const { id, workspace_id: workspace, site_id: site } = await live(app);
      const before = Number((await app.run("select count(*) as n from responses"))[0]?.["n"]);
      const body = {
        wire: 1,
        site,
        survey: id,
        submission: v7(),
        answers: { q1: 9 },
        complete: true,
      };
      for (const status of ["stored", "duplicate"]) {
        expect(await (await app.post("/v1/in", body)).json()).toMatchObject({ status });
      }
      const { headers } = await seedMember(app, String(workspace), "admin");
      const list = await app.request(`/api/v1/surveys/${String(id)}/responses`, { headers });
      expect(((await list.json()) as Responses).items[0]).toMatchObject({ answers: { q1: 9 } });
      const old = await app.run("select token from sessions");
      expect(old.length).toBeGreaterThan(0);
      expect(await drift(app)).toEqual(NO_DRIFT);
      expect(await app.run("select count(*) as n from responses")).toEqual([{ n: before + 1 }]);
    });
  });

  it("still serves the Worker of that release, which stores and amends as it did", async () => {
    await upgraded(async (app) => {
      const { id, workspace_id: workspace } = await live(app);
      const submission = v7();
      const now = Date.now();
      const store = (rev: number, score: number) =>
        app.run(read(`${release}-record.sql`), [
          submission,
          rev,
          `content ${rev}`,
          1,
          "widget",
          "counted",
          null,
          score,
          JSON.stringify({ q1: score, q2: "Platypus" }),
          JSON.stringify({ q2: "Platypus" }),
          1,
          20_000,
          JSON.stringify([["q1", "channel", "widget", score]]),
          "en",
          null,
          null,
          null,
          null,
          0,
          null,
          null,
          null,
          now,
          now,
          String(id),
          String(workspace),
          new Uint8Array(32),
        ]);
      expect(await store(0, 9)).toEqual([{ rev: 0 }]);
      expect(await store(0, 9)).toEqual([]);
      expect(await store(1, 2)).toEqual([{ rev: 1 }]);
      const [row] = await app.run("select score, over_quota from responses where submission = ?", [
        submission,
      ]);
      expect(row).toEqual({ score: 2, over_quota: 0 });
      expect(await drift(app)).toEqual(NO_DRIFT);
      const { headers } = await seedMember(app, String(workspace), "viewer");
      const list = await app.request(`/api/v1/surveys/${String(id)}/responses`, { headers });
      expect(((await list.json()) as Responses).items[0]).toMatchObject({ score: 2 });
    });
  });

  it("is as it was, or up to date, after a migration that was killed with -9, and goes on", async (context) => {
    const before = counts();
    let cut = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      rmSync(file);
      left(release);
      const server = await startLibsqlProcess({ file, token: "t", synchronous: "FULL" });
      const migrating = migrate({ url: server.url, token: "t" }).then(
        () => false,
        () => true,
      );
      // Anywhere between its first question and its end.
      await pause((kill * 13) % 60);
      await server.kill();
      if (await migrating) cut++;
      const found = counts();
      if (!("asides" in found)) expect(found).toEqual(before);
      await upgraded(async (app) => {
        expect(await drift(app)).toEqual(NO_DRIFT);
        const applied = await app.run("select count(*) as n from __drizzle_migrations");
        expect(applied).toEqual([{ n: journal.entries.length }]);
      });
      expect(counts()).toMatchObject(before);
    }
    expect(cut).toBeGreaterThan(0);
    measured(context, `${KILLS} kill -9 in a migration of ${release}: ${cut} cut it, 0 rows lost`);
  });
});
