import { spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 } from "uuid";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { backup } from "../../scripts/backup.ts";
import { serveLibsql } from "../../scripts/libsql/server.ts";
import { root } from "../../scripts/paths.ts";
import { restore } from "../../scripts/restore.ts";
import { type TestApp, seedMember, seedSurvey, seedWorkspace, testApp } from "../support/app.ts";
import { type Ran, runCommand } from "../support/commands.ts";
import { NO_DRIFT, drift } from "../support/counters.ts";

vi.setConfig({ testTimeout: 60_000 });
const SECRET = "0123456789abcdef0123456789abcdef";
let folder: string;
let database: string;
let home: { workspace: string; site: string };
let survey: { id: string };
let headers: Record<string, string>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "verbatim-data-"));
  database = join(folder, "verbatim.db");
  writeFileSync(join(folder, "secrets.json"), JSON.stringify({ APP_SECRET: SECRET }));
  await opened(async (app) => {
    home = await seedWorkspace(app);
    survey = await seedSurvey(app, home);
    headers = (await seedMember(app, home.workspace, "admin")).headers;
  });
});
afterEach(() => rmSync(folder, { recursive: true }));

async function opened<T>(work: (app: TestApp) => Promise<T>): Promise<T> {
  const app = await testApp({ file: database });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
const respond = async (app: TestApp, person: string, submission = v7()) => {
  const body = {
    wire: 1,
    site: home.site,
    survey: survey.id,
    submission,
    answers: { q1: 9, q2: `said by ${person}` },
    complete: true,
    person: { id: person },
  };
  return ((await (await app.post("/v1/in", body)).json()) as { status: string }).status;
};
const erase = async (app: TestApp, person: string) =>
  expect((await app.post("/api/v1/erasures", { person }, headers)).status).toBe(200);
const people = () =>
  opened(async (app) =>
    (await app.run("select person from responses order by row")).map((row) => row["person"]),
  );
const at = (name: string) => join(folder, name);

function expectSentence({ code, error }: Ran, ...parts: string[]): void {
  for (const part of parts) expect(error).toContain(part);
  expect(error).not.toMatch(/\n\s+at /u);
  expect(code).toBe(1);
}

describe("fault 56: a restored backup", () => {
  it("erases again who was erased after it, and keeps who came back before it", async () => {
    const gone = v7();
    await opened(async (app) => {
      await respond(app, "early");
      await erase(app, "early");
      await respond(app, "early");
      await respond(app, "late");
      await respond(app, "twice");
      await erase(app, "twice");
      await respond(app, "twice");
    });
    await backup(database, at("monday"));
    await opened(async (app) => {
      await erase(app, "late");
      await erase(app, "twice");
      await respond(app, "after", gone);
      await erase(app, "after");
      await respond(app, "kept out");
    });
    expect(await restore(at("monday"), database, SECRET)).toMatchObject({ erased: 2 });
    expect(await people()).toEqual(["early"]);
    await opened(async (app) => {
      expect(await drift(app)).toEqual(NO_DRIFT);
      // An answer that the backup never had, erased meanwhile, sent again by an old device.
      expect(await respond(app, "after", gone)).toBe("duplicate");
      const kept = await app.run("select kind from erasures");
      expect(kept).toHaveLength(4);
    });
    // The backup after that needs nothing done.
    await backup(database, at("tuesday"));
    expect(await restore(at("tuesday"), database, SECRET)).toMatchObject({ erased: 0 });
    expect(await people()).toEqual(["early"]);
  });

  it("brings a backup of an older release forward", async () => {
    const { Connection } = await import("../../scripts/libsql/statements.ts");
    const old = new Connection(at("old"), "NORMAL");
    const fixture = readFileSync(join(root, "tests/fixtures/release-0.1.0.sql"), "utf8");
    old.script(`pragma foreign_keys = off; ${fixture}`);
    old.close();
    await restore(at("old"), database, SECRET);
    await opened(async (app) => {
      expect(await drift(app)).toEqual(NO_DRIFT);
      const [n] = await app.run("select count(*) as n from responses");
      expect(Number(n?.["n"])).toBeGreaterThan(50);
    });
  });

  it("keeps what it replaces, and killed before the end has done nothing", async () => {
    await opened((app) => respond(app, "first"));
    await backup(database, at("monday"));
    await opened((app) => respond(app, "second"));
    const child = spawn(
      process.execPath,
      ["scripts/run.mjs", "restore", at("monday"), "--data", folder],
      {
        cwd: root,
      },
    );
    await vi.waitFor(() => expect(existsSync(`${database}.restoring`)).toBe(true), {
      timeout: 20_000,
      interval: 1,
    });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
    expect(await people()).toEqual(["first", "second"]);
    const { aside = "" } = await restore(at("monday"), database, SECRET);
    expect(await people()).toEqual(["first"]);
    copyFileSync(aside, database);
    expect(await people()).toEqual(["first", "second"]);
  });
});

describe("npm run backup", () => {
  it("copies a database that nobody serves: one file, for its owner alone, whole", async () => {
    await opened((app) => respond(app, "ana"));
    const ran = await runCommand("backup", [at("copy"), "--data", folder]);
    expect(ran).toMatchObject({ code: 0, error: "" });
    expect(statSync(at("copy")).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.startsWith("copy"))).toEqual(["copy"]);
    copyFileSync(at("copy"), database);
    expect(await people()).toEqual(["ana"]);
  });

  it("says what is wrong and what to do, and overwrites nothing", async () => {
    writeFileSync(at("there"), "mine");
    expectSentence(await runCommand("backup", [at("there"), "--data", folder]), "there already");
    expect(readFileSync(at("there"), "utf8")).toBe("mine");
    expectSentence(await runCommand("backup", ["--data", folder]), "npm run backup -- FILE");
    expectSentence(await runCommand("backup", [at("new"), "--erasures", "x"]), "npm run backup");
    expectSentence(
      await runCommand("backup", [at("new"), "--data", at("elsewhere")]),
      "There is no database at",
    );
    const app = await testApp({ file: database });
    const busy = await runCommand("backup", [at("new"), "--data", folder]);
    await app.close();
    expectSentence(busy, "is in use");
    expect(existsSync(at("new"))).toBe(false);
  });
});

describe("npm run restore", () => {
  beforeEach(() => backup(database, at("monday")));
  const again = (file: string, from?: string) => restore(at(file), database, SECRET, from);

  it("refuses while Verbatim runs, and leaves everything as it is", async () => {
    const app = await testApp({ file: database });
    const refused = await runCommand("restore", [at("monday"), "--data", folder]);
    await app.close();
    expectSentence(refused, "Verbatim is running on", "Stop it first");
    expect(readdirSync(folder).toSorted()).toEqual(["monday", "secrets.json", "verbatim.db"]);
  });

  it("refuses what is no backup, and to run without the secret", async () => {
    writeFileSync(at("notes"), "not a database ".repeat(300));
    await expect(again("nothing")).rejects.toThrow("There is no backup at");
    await expect(again("notes")).rejects.toThrow("no backup");
    rmSync(at("secrets.json"));
    rmSync(database);
    const ran = await runCommand("restore", [at("monday"), "--data", folder]);
    expectSentence(ran, "secrets.json");
    expect(readdirSync(folder).toSorted()).toEqual(["monday", "notes"]);
  });

  it("refuses a backup of a newer release", async () => {
    await opened((app) =>
      app.run("insert into __drizzle_migrations (hash, created_at) values ('later', 9e15)"),
    );
    await backup(database, at("newer"));
    await expect(again("newer")).rejects.toThrow("newer release");
  });

  it.each(["is lost", "is damaged"])(
    "asks who was erased since when the database %s, and takes a newer backup for it",
    async (how) => {
      await opened((app) => respond(app, "ana"));
      await backup(database, at("before"));
      await opened((app) => erase(app, "ana"));
      await backup(database, at("after"));
      if (how === "is lost") rmSync(database);
      else writeFileSync(database, "x".repeat(200), { flag: "r+" });
      await expect(again("before")).rejects.toThrow("Nothing tells who was erased");
      await expect(again("before", at("none"))).rejects.toThrow("There is no file");
      await again("before", at("after"));
      expect(await people()).toEqual([]);
      await again("before", "nobody");
      expect(await people()).toEqual(["ana"]);
    },
  );
});

it("a restored backup forgets an erased person who was asked and never answered", async () => {
  const asked = () =>
    opened(async (app) => (await app.run("select person from asks")).map(({ person }) => person));
  await opened((app) =>
    app.run(
      "insert into asks values (?1, 'ana', ?2, 1, null, null), (?1, 'bob', ?2, 1, null, null)",
      [home.workspace, survey.id],
    ),
  );
  await backup(database, at("before"));
  await opened((app) => erase(app, "ana"));
  expect(await asked()).toEqual(["bob"]);
  await restore(at("before"), database, SECRET);
  expect(await asked()).toEqual(["bob"]);
});

describe("npm run reapply, for a hosted database that went back in time", () => {
  it("erases again who was erased since", async () => {
    await opened((app) => respond(app, "ana"));
    await backup(database, at("past.db"));
    await opened(async (app) => {
      await erase(app, "ana");
      const no = await app.post("/api/v1/suppressions", { emails: ["no@example.com"] }, headers);
      expect(no.status).toBe(200);
    });
    const [now, past] = await Promise.all(
      [database, at("past.db")].map((file) => serveLibsql({ file, token: "t" })),
    );
    const env = {
      OLD_DATABASE_URL: now?.url,
      OLD_DATABASE_TOKEN: "t",
      DATABASE_URL: past?.url,
      DATABASE_TOKEN: "t",
      APP_SECRET: SECRET,
    };
    const ran = await runCommand("reapply", [], env);
    await Promise.all([now?.close(), past?.close()]);
    expect(ran).toMatchObject({ code: 0, error: "" });
    expect(ran.output).toContain("1 people");
    copyFileSync(at("past.db"), database);
    expect(await people()).toEqual([]);
    // Who said no to mail since then has still said it.
    const no = await opened((app) =>
      app.request("/api/v1/suppressions?email=no@example.com", { headers }),
    );
    expect(await no.json()).toMatchObject({ found: { reason: "imported" } });
    expectSentence(await runCommand("reapply", []), "OLD_DATABASE_URL");
  });
});

describe("npm run erase", () => {
  it("needs a key and a name, and says how the server answered", async () => {
    expectSentence(await runCommand("erase", ["--person", "a"]), "VERBATIM_KEY");
    const key = { VERBATIM_KEY: "vb_key" };
    expectSentence(await runCommand("erase", ["--url", "http://127.0.0.1:9"], key), "--person ID");
    expectSentence(await runCommand("erase", ["--who", "x"], key), "--person ID");
  });
});
