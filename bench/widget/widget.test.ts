import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { BUDGET } from "../../widgets/build.ts";
import { tableIn, withTables } from "../support/document.ts";
import type { Checks } from "./checks.ts";
import { type Contender, ASKED_PATH, QUIET_PATH } from "./contender.ts";
import { POLICIES, hostService, policyFor } from "./host.ts";
import { type Load, requestsOf } from "./load.ts";
import { type Reply, openOrigin, script, stub } from "./origin.ts";
import { type Kept, WRITTEN_BY, figuresOf, summary, table, targets } from "./report.ts";
import { type TraceEvent, scriptCost } from "./trace.ts";

const PAGE = "http://127.0.0.1:1/account/orders";

describe("what a trace says of scripts", () => {
  const event = (name: string, from: number, ms: number, url?: string, tid = 1): TraceEvent => ({
    name,
    ph: "X",
    pid: 1,
    tid,
    tts: from * 1000,
    tdur: ms * 1000,
    args: { data: url === undefined ? {} : { url } },
  });
  const parsed: TraceEvent = {
    ...event("ParseHTML", 0, 1),
    args: { beginData: { url: PAGE } },
  };
  const cost = (...events: TraceEvent[]) => scriptCost([parsed, ...events], PAGE, "probe.js");
  const task = (from: number, ms: number) => event("ThreadControllerImpl::RunTask", from, ms);

  it("counts a call within a call once", () => {
    const { scriptMs } = cost(
      event("EvaluateScript", 10, 20, "http://a/x.js"),
      event("FunctionCall", 12, 5, "http://a/x.js"),
      event("v8.compile", 29, 3, "http://a/x.js"),
      event("FunctionCall", 50, 4, "http://a/y.js"),
    );
    expect(scriptMs).toBe(26);
  });

  it("leaves the probe out, and what has no address, but not the page's own code", () => {
    const { scriptMs } = cost(
      event("FunctionCall", 10, 20, "probe.js"),
      event("EvaluateScript", 40, 20, ""),
      event("FunctionCall", 70, 20),
      event("EvaluateScript", 100, 2, PAGE),
    );
    expect(scriptMs).toBe(2);
  });

  it("counts promises that run by themselves, not those of the probe", () => {
    const { scriptMs } = cost(
      event("RunMicrotasks", 10, 3),
      event("FunctionCall", 20, 10, "probe.js"),
      event("RunMicrotasks", 22, 4),
    );
    expect(scriptMs).toBe(3);
  });

  it("looks at the page's main thread alone", () => {
    const { scriptMs } = cost(event("FunctionCall", 10, 20, "http://a/worker.js", 2));
    expect(scriptMs).toBe(0);
  });

  it("takes the whole task that a script runs in, and counts those over 50 ms", () => {
    const found = cost(
      task(0, 300),
      task(400, 60),
      event("FunctionCall", 410, 5, "http://a/x.js"),
      task(500, 40),
      event("FunctionCall", 500, 40, "http://a/x.js"),
      task(600, 51),
      event("RunMicrotasks", 640, 1),
    );
    expect(found).toEqual({ scriptMs: 46, longestTaskMs: 60, longTasks: 2 });
  });

  it("fails without the page", () => {
    expect(() => scriptCost([], PAGE, "probe.js")).toThrow("does not hold");
  });
});

const contender: Contender = {
  name: "x",
  note: "a note",
  service: stub(() => undefined),
  parts: (host, asks) => [
    { style: `${host}/x.css` },
    { script: `${host}/x.js`, attributes: "async" },
    { code: `start(${asks})` },
  ],
  find: () => undefined,
};

describe("a host page", () => {
  const serve = hostService(contender, "http://ask");
  const get = (path: string) =>
    serve({ method: "GET", path, headers: {}, body: Buffer.alloc(0) }) as Reply;

  it("asks on one address and not on the other", () => {
    expect(get(ASKED_PATH).body).toContain("start(true)");
    expect(get(QUIET_PATH).body).toContain("start(false)");
    expect(get("/favicon.ico").status).toBe(404);
    expect(get(ASKED_PATH).headers).not.toHaveProperty("content-security-policy");
  });

  it("keeps its own policy, so that only the contender can break it", () => {
    for (const policy of POLICIES) {
      const { headers = {}, body = "" } = get(`${ASKED_PATH}?policy=${policy}`);
      const said = headers["content-security-policy"] ?? "";
      expect(said).toBe(policyFor(policy, "http://ask"));
      expect(said).toContain("require-trusted-types-for 'script'");
      expect(said).not.toContain("unsafe");
      const nonce = /'nonce-(\w+)'/u.exec(said)?.[1];
      const scripts = String(body).match(/<(?:script|link rel="stylesheet")[^>]*>/gu) ?? [];
      expect(scripts).toHaveLength(3);
      if (policy === "hosts") expect(String(body)).not.toContain("start(");
      else for (const tag of scripts) expect(tag).toContain(`nonce="${nonce}"`);
    }
    expect(String(get("/boot.js").body)).toBe("start(true)");
    expect(String(get("/boot.js?quiet").body)).toBe("start(false)");
  });
});

describe("an origin", async () => {
  const text = "let a = 1; ".repeat(100);
  const origin = await openOrigin(
    stub(({ path }) => (path === "/x.js" ? script(text) : undefined)),
  );
  afterAll(() => origin.close());

  it("counts a body as an edge compresses it, and knows preflights from requests", async () => {
    origin.forget();
    expect(await (await fetch(`${origin.url}/x.js`)).text()).toBe(text);
    const post = { method: "OPTIONS", headers: { origin: "http://page" } };
    const allowed = await fetch(`${origin.url}/x.js`, post);
    expect(allowed.headers.get("access-control-allow-origin")).toBe("http://page");
    expect((await fetch(`${origin.url}/other`)).status).toBe(404);
    const { exchanges } = origin;
    expect(exchanges[0]!.body.gz).toBe(gzipSync(text, { level: 9 }).length);
    expect(exchanges[0]!.body.br).toBeLessThan(exchanges[0]!.body.gz);
    expect(requestsOf(exchanges, 1)).toEqual({ requests: 3, preflights: 1 });
    origin.forget();
    expect(origin.exchanges).toEqual([]);
  });
});

describe("the report", () => {
  const load: Load = {
    requests: 2,
    preflights: 0,
    gz: 5000,
    br: 4500,
    scriptMs: 20.04,
    longestTaskMs: 9.96,
    longTasks: 0,
    cls: 0,
    heapKb: 1100,
    questionMs: 800.4,
  };
  const checks: Checks = {
    requestsIdle: 1,
    requestsShown: 0,
    requestsAnswer: 1,
    preflightsAnswer: 0,
    axe: 0,
    axeRules: [],
    csp: 0,
    cspShown: 3,
  };
  const loads = [load, { ...load, scriptMs: 90, requests: 9 }, { ...load, scriptMs: 10 }];
  const own = figuresOf(loads, checks, 1000);
  const peer = figuresOf(
    [{ ...load, gz: 171_976, cls: 0.123_46 }],
    {
      ...checks,
      requestsIdle: undefined,
      preflightsAnswer: 2,
      axe: 11,
      axeRules: ["tabindex x 11"],
    },
    1000,
  );
  const kept: Kept = {
    rows: [
      { name: "ours", note: "the product", figures: own },
      { name: "peer 1.2.3", note: "its script", figures: peer },
      { name: "gone", note: "its script", error: "it asked nothing" },
    ],
    fiveSurveysGz: 6461,
    fiveSurveysBr: 5636,
  };

  it("takes the median of the rounds", () => {
    expect(own).toMatchObject({ scriptMs4x: 20, longestTaskMs: 10, requests: 2, heapKb: 100 });
    expect(peer).toMatchObject({ requestsIdle: null, preflights: 2, cls: 0.1235 });
  });

  it("ends with a line that a program reads", () => {
    const told = summary(kept);
    expect(told).toMatchObject({ firstQuestionGz: 5000, requestsAnswer: 1, fiveSurveysGz: 6461 });
    expect(told.peers["peer 1.2.3"]).toMatchObject({ firstQuestionGz: 171_976, axe: 11 });
    expect(told.peers["gone"]).toEqual({ error: "it asked nothing" });
    expect(() => summary({ ...kept, rows: kept.rows.slice(2) })).toThrow("nothing was measured");
  });

  it("has a column for each, and says why one failed", () => {
    const lines = table(kept).split("\n");
    expect(lines[2]).toBe("| bytes before the first question, gz | 5,000 | 171,976 | failed |");
    expect(lines).toContain("| requests of a visitor whom nobody asks | 1 | – | failed |");
    expect(lines).toContain("- peer 1.2.3: its script; axe: tabindex x 11.");
    expect(lines.at(-1)).toBe("- gone: its script; **could not be measured**: it asked nothing.");
  });

  it("tells goals from gates", () => {
    const verdicts = (more: object) =>
      targets({ ...own, ...more }).map((line) => line.slice(0, 8).trim());
    expect(new Set(verdicts({}))).toEqual(new Set(["met"]));
    expect(verdicts({ scriptMs4x: 26 })[5]).toBe("gate met");
    expect(verdicts({ scriptMs4x: 51 })[5]).toBe("NOT MET");
    expect(verdicts({ firstQuestionGz: BUDGET.sum.gate + 1 })[0]).toBe("NOT MET");
    expect(verdicts({ cspShown: 2 }).at(-1)).toBe("NOT MET");
  });

  it("is what stands in the document", () => {
    const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
    const text = read("../../docs/benchmarks.md");
    const made = table(JSON.parse(read("../results/widget.json")) as Kept);
    expect(tableIn(text, "widget", WRITTEN_BY)).toBe(made);
    expect(withTables(text, { widget: made }, WRITTEN_BY)).toBe(text);
  });
});
