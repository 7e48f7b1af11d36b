import type { BrowserContext, Page } from "playwright-core";
import { pageWordsFor } from "../../domain/survey/page-words.ts";
import type { Exchange } from "../browser/support/edge.ts";
import { SCRIPT_HEADER, type Step, replay, stepsOf } from "./replay.ts";
import type { Mail, World } from "./world.ts";

const CONFIRM = pageWordsFor("en").confirm;
const DESKTOP =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const PHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1";

/** What a visitor's browser is like. */
export type Kit = {
  /** It says that it is driven. Scanners that hide it are the harder ones. */
  webdriver?: boolean;
  script?: boolean;
  touch?: boolean;
  phone?: boolean;
  /** Every request takes this long to arrive, ms of the virtual clock. */
  delay?: number;
};

export type Scan = (stage: Stage) => Promise<unknown>;

/** Scans that were played, of each world. */
const played = new WeakMap<World, Map<Scan, Step[]>>();

let addresses = 0;
/** An address that nobody else has. */
const newAddress = () => {
  const n = ++addresses;
  return `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
};

/** One invitation and those who meet it. */
export class Stage {
  readonly #visitors: Visitor[] = [];
  readonly #first: number;

  readonly world: World;
  readonly mail: Mail;
  /** 0 to 1 */
  readonly chance: () => number;

  constructor(world: World, mail: Mail, chance: () => number) {
    this.world = world;
    this.mail = mail;
    this.chance = chance;
    this.#first = world.edge.exchanges.length;
  }

  wait(ms: number): Promise<void> {
    return this.world.wait(ms);
  }

  /** A whole number of ms between two bounds. */
  between(low: number, high: number): number {
    return Math.round(low + this.chance() * (high - low));
  }

  path(slot: number): string {
    return this.mail.links.get(slot) ?? "";
  }

  /** A program that is no browser: its own address, one request after the other. */
  program(agent: string): (path: string, init?: RequestInit) => Promise<Response> {
    const headers = { "cf-connecting-ip": newAddress(), "user-agent": agent };
    return (path, init = {}) =>
      fetch(`${this.world.edge.url}${path}`, {
        ...init,
        headers: { ...headers, ...(init.headers as Record<string, string>) },
      });
  }

  /** A fresh browser: no storage, an address of its own. */
  async browser(kit: Kit = {}): Promise<Visitor> {
    const visitor = await Visitor.enter(this.world, kit);
    this.#visitors.push(visitor);
    return visitor;
  }

  /** Plays a scan in a browser the first time, and sends its requests again from then on. */
  async again(scan: Scan): Promise<void> {
    const known = played.get(this.world) ?? new Map<Scan, Step[]>();
    played.set(this.world, known);
    const steps = known.get(scan);
    if (steps) {
      await replay(this.world, this.mail, steps, { from: this.world.now });
      return;
    }
    const before = this.trace().length;
    await scan(this);
    await this.world.quiet();
    known.set(scan, stepsOf(this.mail, this.trace().slice(before)));
  }

  /** Every request to the invitation's links so far, in order. */
  trace(): Exchange[] {
    return this.world.edge.exchanges
      .slice(this.#first)
      .filter(({ path }) => path.startsWith("/e/"));
  }

  async end(): Promise<void> {
    await Promise.all(this.#visitors.map((visitor) => visitor.leave()));
  }
}

export class Visitor {
  readonly world: World;
  readonly context: BrowserContext;
  readonly kit: Kit;

  private constructor(world: World, context: BrowserContext, kit: Kit) {
    this.world = world;
    this.context = context;
    this.kit = kit;
  }

  static async enter(world: World, kit: Kit): Promise<Visitor> {
    const { script = true, touch = false, phone = touch, webdriver = false, delay = 0 } = kit;
    const context = await world.browser.newContext({
      javaScriptEnabled: script,
      hasTouch: touch,
      userAgent: phone ? PHONE : DESKTOP,
      viewport: phone ? { width: 390, height: 780 } : { width: 1200, height: 800 },
      extraHTTPHeaders: {
        "cf-connecting-ip": newAddress(),
        ...(script && { [SCRIPT_HEADER]: "1" }),
      },
    });
    if (script) {
      await context.addInitScript((driven) => {
        Object.defineProperty(Navigator.prototype, "webdriver", { get: () => driven });
        const page = globalThis as { openRequests?: number };
        page.openRequests = 0;
        const real = globalThis.fetch;
        globalThis.fetch = async (...given) => {
          page.openRequests = (page.openRequests ?? 0) + 1;
          try {
            return await real(...given);
          } finally {
            // After those who waited for the reply have read it.
            void Promise.resolve().then(() => (page.openRequests = (page.openRequests ?? 1) - 1));
          }
        };
      }, webdriver);
      await context.clock.install({ time: world.now - 1 });
      await context.clock.pauseAt(world.now);
      world.contexts.add(context);
    }
    if (delay > 0) {
      await context.route("**/*", async (route) => {
        world.delay(delay);
        await route.continue();
      });
    }
    return new Visitor(world, context, kit);
  }

  /** @param tab one that stands open and goes there; a new one when left out */
  async open(path: string, tab?: Tab): Promise<Tab> {
    const page = tab?.page ?? (await this.context.newPage());
    page.setDefaultTimeout(20_000);
    // Its scripts have run by then.
    await page.goto(`${this.world.edge.url}${path}`, { waitUntil: "domcontentloaded" });
    return tab ?? new Tab(this.world, page, this.kit);
  }

  async leave(): Promise<void> {
    this.world.contexts.delete(this.context);
    await this.context.close();
  }
}

type Target = { x: number; y: number; seen: boolean };

export class Tab {
  readonly world: World;
  readonly page: Page;
  readonly kit: Kit;

  constructor(world: World, page: Page, kit: Kit) {
    this.world = world;
    this.page = page;
    this.kit = kit;
  }

  /** Whether the page asks to confirm, because nothing showed that somebody is there. */
  async asks(): Promise<boolean> {
    return (await this.page.locator("p.saved").textContent()) === CONFIRM;
  }

  /** Everything that can be pressed, in the page's order. */
  targets(): Promise<Target[]> {
    return this.page.evaluate(() => {
      const root = document.querySelector("verbatim-survey")?.shadowRoot;
      const among = [...(root?.querySelectorAll("button, input, textarea") ?? [])];
      const hidden = [...document.querySelectorAll(".trap a, .trap input, button.send")];
      return [...among, ...hidden].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const seen = !element.closest(".trap");
        return { x: x + width / 2, y: y + height / 2, seen };
      });
    });
  }

  /** Presses the last button that people see: Send. */
  async send(): Promise<void> {
    const target = (await this.targets()).findLast(({ seen }) => seen);
    if (target) await this.press(target);
  }

  /** Chooses a score and sends it, as a person does. @param nth of the scale, from 0 */
  async choose(nth: number): Promise<void> {
    const target = (await this.targets())[nth];
    if (target) await this.press(target);
    await this.send();
  }

  /** A trusted event of the browser itself. */
  async press({ x, y }: { x: number; y: number }): Promise<void> {
    if (this.kit.touch) await this.page.touchscreen.tap(x, y);
    else await this.page.mouse.click(x, y);
    await this.world.quiet();
  }

  /** What a script of the scanner presses: untrusted, and also what nobody sees. */
  async clickAll(): Promise<void> {
    await this.page.evaluate(() => {
      const root = document.querySelector("verbatim-survey")?.shadowRoot;
      const all = [
        ...(root?.querySelectorAll<HTMLElement>("button, input") ?? []),
        ...document.querySelectorAll<HTMLElement>(".trap a, .trap input"),
      ];
      for (const element of all) element.click();
    });
    await this.world.quiet();
  }

  close(): Promise<void> {
    return this.page.close();
  }
}
