import { type ChildProcess, spawn } from "node:child_process";
import { installedEngines } from "../../../scripts/engines.ts";
import { freePort } from "../../../scripts/ports.ts";
import type { Engine, Key, Tab, Visitor } from "./engine.ts";

/** Key values of the WebDriver protocol (W3C WebDriver, 17.4.2). */
const KEYS: Record<Key, string> = {
  Tab: "\uE004",
  Enter: "\uE007",
  Escape: "\uE00C",
  ArrowRight: "\uE014",
  Space: " ",
};

type Call = <T>(method: "GET" | "POST" | "DELETE", path: string, body?: object) => Promise<T>;

/** WebKitGTK's MiniBrowser by WebDriver, on a display of its own. */
export async function openWebKit(): Promise<Engine> {
  const { webkitDriver, xvfb } = await installedEngines();
  const screen = spawn(
    xvfb,
    ["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  const display = await new Promise<string>((known, never) => {
    screen.stdout.once("data", (line) => known(String(line).trim()));
    screen.once("exit", (code) => never(new Error(`Xvfb ended with ${code}`)));
  });
  const port = await freePort();
  const driver = spawn(webkitDriver, [`--port=${port}`, "--host=127.0.0.1"], {
    stdio: "ignore",
    env: { ...process.env, DISPLAY: `:${display}` },
  });
  const call = caller(`http://127.0.0.1:${port}`);
  await untilReady(call, driver);
  const open = () => call<Session>("POST", "/session", { capabilities: {} });
  const { sessionId, capabilities } = await open();
  await call("DELETE", `/session/${sessionId}`);
  return {
    name: "WebKitGTK",
    version: `${capabilities.browserName} ${capabilities.browserVersion}`,
    visitor: async () => visitorOf(call, `/session/${(await open()).sessionId}`),
    async close() {
      await ended(driver);
      await ended(screen);
    },
  };
}

type Session = {
  sessionId: string;
  capabilities: { browserName: string; browserVersion: string };
};

/** A session keeps nothing from the one before. */
async function visitorOf(call: Call, session: string): Promise<Visitor> {
  let [unused] = await call<(string | undefined)[]>("GET", `${session}/window/handles`);
  return {
    async tab() {
      const handle =
        unused ??
        (await call<{ handle: string }>("POST", `${session}/window/new`, { type: "tab" })).handle;
      unused = undefined;
      return tabOf(call, session, handle);
    },
    close: () => call("DELETE", session),
  };
}

function tabOf(call: Call, session: string, handle: string): Tab {
  const at = async <T>(method: "GET" | "POST", path: string, body?: object): Promise<T> => {
    await call("POST", `${session}/window`, { handle });
    return call<T>(method, session + path, body);
  };
  const act = (type: "key" | "pointer", actions: object[]) =>
    at<void>("POST", "/actions", { actions: [{ type, id: type, actions }] });
  const strokes = (keys: string[]) =>
    act(
      "key",
      keys.flatMap((value) => [
        { type: "keyDown", value },
        { type: "keyUp", value },
      ]),
    );
  return {
    open: (url) => at("POST", "/url", { url }),
    back: () => at("POST", "/back", {}),
    run: (script, ...values) =>
      at("POST", "/execute/sync", {
        script: `return (${script.toString()})(...arguments)`,
        args: values,
      }),
    click: (x, y) =>
      act("pointer", [
        { type: "pointerMove", x: Math.round(x), y: Math.round(y), origin: "viewport" },
        { type: "pointerDown", button: 0 },
        { type: "pointerUp", button: 0 },
      ]),
    press: (key) => strokes([KEYS[key]]),
    type: (text) => strokes(Array.from(text)),
  };
}

const caller =
  (origin: string): Call =>
  async <T>(method: string, path: string, body?: object) => {
    const reply = await fetch(origin + path, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await reply.json()) as { value: T };
    if (!reply.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  };

async function untilReady(call: Call, driver: ChildProcess): Promise<void> {
  for (;;) {
    if (driver.exitCode !== null) throw new Error(`WebKitWebDriver ended with ${driver.exitCode}`);
    const ready = await call("GET", "/status").then(
      () => true,
      () => false,
    );
    if (ready) return;
    await new Promise((again) => setTimeout(again, 50));
  }
}

async function ended(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const gone = new Promise((done) => process.once("exit", done));
  process.kill();
  await gone;
}
