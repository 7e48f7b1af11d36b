import { setTimeout } from "node:timers/promises";
import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { type Contender, ASKED_PATH, QUIET_PATH } from "./contender.ts";
import { type Policy, hostService } from "./host.ts";
import { type Exchange, type Origin, openOrigin } from "./origin.ts";
import { type Noted, PROBE_URL, SHOWN, noted, probeSource } from "./probe.ts";
import { CATEGORIES, type ScriptCost, type TraceEvent, scriptCost } from "./trace.ts";

/** A contender with its service and the pages that use it, each on an origin of its own. */
export type Entrant = {
  contender: Contender;
  service: Origin;
  host: Origin;
  leave(): Promise<void>;
};

/** Opens what a contender needs. */
export async function enter(contender: Contender): Promise<Entrant> {
  const given = contender.service;
  const service = "url" in given ? given : await openOrigin(given);
  const host = await openOrigin(hostService(contender, service.url));
  const leave = async () => {
    await host.close();
    if (service !== given) await service.close();
  };
  return { contender, service, host, leave };
}

/** A telephone of the middle class on 4G: bytes a second, and milliseconds to an answer's first byte. */
export const CPU_SLOWER = 4;
const NETWORK = {
  offline: false,
  latency: 170,
  downloadThroughput: 9e6 / 8,
  uploadThroughput: 9e6 / 8,
};
/** A headless browser is told from others by its name: some contenders ask it nothing. */
const AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const PATIENCE_MS = 30_000;
/** How long a page is watched after the question stands: for its last tasks, and what moves. */
const AFTER_MS = 1500;

/** One page of a fresh visitor. */
export class Visit implements AsyncDisposable {
  readonly page: Page;
  readonly cdp: CDPSession;
  /** Requests to anywhere but loopback, and the frames that need it; none of them is answered. */
  readonly outside: string[] = [];
  readonly #context: BrowserContext;
  readonly #shown: Promise<number>;

  private constructor(context: BrowserContext, page: Page, cdp: CDPSession) {
    this.#context = context;
    this.page = page;
    this.cdp = cdp;
    page.on("request", (request) => {
      if (!/^(?:http:\/\/127\.0\.0\.1|data:|blob:)/u.test(request.url()))
        this.outside.push(request.url());
    });
    this.#shown = new Promise((shown) => {
      cdp.on(
        "Runtime.bindingCalled",
        ({ name, payload }) => name === SHOWN && shown(Number(payload)),
      );
    });
  }

  static async open(browser: Browser, { contender }: Entrant): Promise<Visit> {
    const context = await browser.newContext({
      userAgent: AGENT,
      locale: "en-US",
      viewport: { width: 1280, height: 800 },
    });
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    const visit = new Visit(context, page, cdp);
    await cdp.send("Runtime.enable");
    await cdp.send("Runtime.addBinding", { name: SHOWN });
    await cdp.send("Page.enable");
    const source = probeSource(contender.find);
    await cdp.send("Page.addScriptToEvaluateOnNewDocument", { source });
    page.setDefaultTimeout(PATIENCE_MS);
    return visit;
  }

  /** When the question could be seen, in ms since 1970; undefined when it does not come. */
  async shown(patience = PATIENCE_MS): Promise<number | undefined> {
    const late = setTimeout(patience, undefined, { ref: false });
    return Promise.race([this.#shown, late]);
  }

  noted(): Promise<Noted> {
    return this.page.evaluate(noted);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#context.close();
  }
}

/** Address of a page of this contender's. */
export function addressOf({ host }: Entrant, asks = true, policy?: Policy): string {
  return `${host.url}${asks ? ASKED_PATH : QUIET_PATH}${policy ? `?policy=${policy}` : ""}`;
}

/** What a page load took until the question could be seen. */
export type Load = ScriptCost &
  Requests & {
    /** Bytes of all bodies that came before the question. */
    gz: number;
    br: number;
    /** From navigation to the question, ms. */
    questionMs: number;
    cls: number;
    /** Kilobytes that live on the page's heap afterwards. */
    heapKb: number;
  };
type Requests = { requests: number; preflights: number };

/** Loads the page that asks, at a quarter of the CPU and on 4G. @throws Error when nothing is asked */
export async function load(browser: Browser, entrant: Entrant): Promise<Load> {
  await using visit = await Visit.open(browser, entrant);
  const { page, cdp } = visit;
  entrant.service.forget();
  await cdp.send("Network.enable");
  await cdp.send("Network.emulateNetworkConditions", NETWORK);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWER });
  const address = addressOf(entrant);
  await browser.startTracing(page, { categories: CATEGORIES });
  const shown = await page.goto(address, { waitUntil: "commit" }).then(() => visit.shown());
  if (shown !== undefined) await setTimeout(AFTER_MS);
  const trace = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] };
  if (shown === undefined) throw new Error(`${entrant.contender.name} asked nothing`);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const began = await page.evaluate(() => performance.timeOrigin);
  const before = entrant.service.exchanges.filter(({ at }) => at < shown);
  const { cls } = await visit.noted();
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  return {
    ...scriptCost(trace.traceEvents, address, PROBE_URL),
    ...requestsOf(before, visit.outside.length),
    gz: before.reduce((sum, { body }) => sum + body.gz, 0),
    br: before.reduce((sum, { body }) => sum + body.br, 0),
    questionMs: shown - began,
    cls,
    heapKb: usedSize / 1000,
  };
}

/** Requests and their preflights. @param outside how many left loopback, which no server saw */
export function requestsOf(exchanges: readonly Exchange[], outside = 0): Requests {
  const preflights = exchanges.filter(({ method }) => method === "OPTIONS").length;
  return { requests: exchanges.length - preflights + outside, preflights };
}
