import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startLibsqlProcess } from "../../scripts/libsql/process.ts";
import { freePort } from "../../scripts/ports.ts";
import { runCommand } from "../support/commands.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "verbatim-start-"));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

const start = async (...args: string[]) =>
  runCommand("start", ["--data", folder, "--port", String(await freePort()), ...args]);

/** One sentence that says what is wrong, one that says what to do, no stack. */
function expectSentence(
  { code, error }: { code: number | null; error: string },
  ...parts: string[]
) {
  for (const part of parts) expect(error).toContain(part);
  expect(error).not.toMatch(/\n\s+at /);
  expect(error.trim().split("\n")).toHaveLength(1);
  expect(code).toBe(1);
}

describe("npm start says what is wrong and what to do", () => {
  it("when the port is taken", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port } = taken.address() as AddressInfo;
    expectSentence(
      await start("--port", String(port)),
      `Port ${port} is taken`,
      `--port ${port + 1}`,
    );
    taken.close();
  });

  it.each(["0", "70000", "eighty"])("when the port is %s", async (port) => {
    expectSentence(await start("--port", port), `"${port}" is not a port`, "--port PORT");
  });

  it("when an option is unknown", async () => {
    const { code, error } = await start("--prot", "1");
    expect(error).toContain("--prot");
    expect(error).toContain("--db FILE");
    expect(code).toBe(1);
  });

  it.each([
    ["empty", ""],
    ["half written", '{\n  "APP_SECRET": "abcdefgh'],
    ["without a secret", "{}"],
  ])("when secrets.json is %s", async (_, text) => {
    writeFileSync(join(folder, "secrets.json"), text);
    expectSentence(await start(), "secrets.json is damaged", "npm run reset");
  });

  it("when a database stands there without its secrets", async () => {
    writeFileSync(join(folder, "verbatim.db"), "");
    expectSentence(await start(), "not its secrets.json", "npm run reset");
  });

  it("when the data folder is a file", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    expectSentence(await start("--data", file), "cannot be read", "npm run reset");
  });

  it("when the data folder may not be written", async () => {
    chmodSync(folder, 0o555);
    // Permissions do not hold for root: then the command runs as nobody.
    const user = process.getuid?.() === 0 ? 65_534 : undefined;
    const failed = await runCommand(
      "start",
      ["--data", folder, "--port", String(await freePort())],
      {},
      user,
    );
    expectSentence(failed, "no permission to write", "--data FOLDER");
  });

  it("when the database is no database", async () => {
    const file = join(folder, "notes.db");
    writeFileSync(file, "not a database ".repeat(300));
    expectSentence(await start("--db", file), "is damaged or is not a database", "--db FILE");
  });

  it("when the database is a folder", async () => {
    const file = join(folder, "folder.db");
    mkdirSync(file);
    expectSentence(await start("--db", file), "cannot be opened", "--db FILE");
  });

  it("when another Verbatim has the database open", async () => {
    const file = join(folder, "verbatim.db");
    writeFileSync(join(folder, "secrets.json"), JSON.stringify({ APP_SECRET: "x".repeat(43) }));
    const other = await startLibsqlProcess({ file, token: "t" });
    expectSentence(await start(), "in use by another Verbatim", "--db FILE");
    expectSentence(await runCommand("reset", ["--data", folder]), "is running", "Stop it first");
    await other.stop();
    expect((await runCommand("reset", ["--data", folder])).code).toBe(0);
  });
});

it("npm run serve names the variable that it needs", async () => {
  const env = { PUBLIC_ORIGIN: "", DATA: folder };
  expectSentence(await runCommand("serve", [], env), "Set PUBLIC_ORIGIN", "docs/running.md");
});

it("npm run deploy names the variables that it needs", async () => {
  const env = { PUBLIC_ORIGIN: "", DATABASE_URL: "", DATABASE_TOKEN: "" };
  expectSentence(await runCommand("deploy", [], env), "DATABASE_URL", "docs/deploy.md");
});
