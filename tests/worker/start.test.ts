import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DemoFile } from "../../scripts/local.ts";
import { root } from "../../scripts/paths.ts";
import { freePort } from "../../scripts/ports.ts";

let folder: string;
let port: number;
let running: ChildProcess | undefined;

/** `npm start` up to the block with the links, which it returns. */
async function start(...args: string[]): Promise<string> {
  const all = ["scripts/run.mjs", "start", "--data", folder, "--port", String(port), ...args];
  const child = spawn(process.execPath, all, { cwd: root });
  running = child;
  let output = "";
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes("Ctrl-C")) resolve();
    });
    child.once("exit", (code) => reject(new Error(`npm start ended with ${code}:\n${output}`)));
  });
  return output;
}

async function stop(signal: NodeJS.Signals): Promise<number | null> {
  const exit = once(running as ChildProcess, "exit");
  running?.kill(signal);
  const [code] = (await exit) as [number | null];
  return code;
}

const demo = () => JSON.parse(readFileSync(join(folder, "demo.json"), "utf8")) as DemoFile;
const url = (path: string) => `http://127.0.0.1:${port}${path}`;
const status = async (address: string) => (await fetch(address)).status;
const closed = () =>
  fetch(url("/healthz")).then(
    () => false,
    () => true,
  );

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "verbatim-npm-start-"));
  port = await freePort();
});
afterAll(async () => {
  if (running?.exitCode === null) await stop("SIGKILL");
  rmSync(folder, { recursive: true });
});

describe("npm start", () => {
  let first: DemoFile;

  it("fills a demo workspace on the first run and prints links that answer", async () => {
    const output = await start();
    first = demo();
    expect(first).toMatchObject({ url: url(""), siteKey: expect.stringMatching(/^st_/) });
    expect(Object.keys(first.surveys).sort()).toEqual(["ces", "csat", "nps"]);
    expect(first.oneClick).toHaveLength(11);
    for (const link of output.match(/http:\S+/g) ?? []) expect(await status(link), link).toBe(200);
    expect(await status(first.oneClick[9] ?? "")).toBe(200);
    expect(await status(url(`/v1/${first.siteKey}.js`))).toBe(200);
    const scores = await fetch(url(`/api/v1/surveys/${first.surveys.nps?.id}/scores`), {
      headers: { authorization: `Bearer ${first.apiKey}` },
    });
    expect(((await scores.json()) as { n: number }).n).toBeGreaterThan(500);
  }, 180_000);

  it("keeps its files to their owner", () => {
    for (const name of ["secrets.json", "demo.json", "verbatim.db"]) {
      expect(statSync(join(folder, name)).mode & 0o077, name).toBe(0);
    }
  });

  it("ends every process on SIGTERM and leaves one database file", async () => {
    expect(await stop("SIGTERM")).toBe(0);
    expect(await closed()).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(["demo.json", "secrets.json", "verbatim.db"]);
  });

  it("starts again with its state, another sign-in link and the links of another port", async () => {
    port = await freePort();
    await start();
    const second = demo();
    expect(second.signInUrl).not.toBe(first.signInUrl);
    expect({ ...second, url: "", signInUrl: "", oneClick: [] }).toEqual({
      ...first,
      url: "",
      signInUrl: "",
      oneClick: [],
    });
    expect(await status(second.oneClick[0] ?? "")).toBe(200);
    expect(await status(url(`/s/${second.surveys.nps?.slug}`))).toBe(200);
  }, 60_000);

  it("leaves nothing behind after kill -9, and starts again", async () => {
    await stop("SIGKILL");
    await expect.poll(closed, { timeout: 5_000 }).toBe(true);
    await start();
    expect(await status(url("/readyz"))).toBe(200);
    expect(await stop("SIGINT")).toBe(0);
  }, 60_000);

  it("starts empty when asked, without a demo file", async () => {
    rmSync(folder, { recursive: true });
    const output = await start("--empty");
    expect(output).toContain("/auth/link?");
    expect(output).not.toContain("/demo/shop");
    expect(existsSync(join(folder, "demo.json"))).toBe(false);
    await stop("SIGTERM");
  }, 60_000);
});
