import type { Browser, BrowserContext } from "playwright-core";
import { NO_SLOT, TRAP_SLOT } from "../../domain/links/token.ts";
import type { Definition } from "../../domain/wire/survey.ts";
import { makeDeps } from "../../functions/deps.ts";
import { settingsOf } from "../../functions/env.ts";
import { makeInvitation } from "../../functions/services/sends/make-links.ts";
import { linksOf } from "../../functions/services/links/links.ts";
import { settleVotes } from "../../functions/services/links/settle.ts";
import { makeContext } from "../../functions/world.ts";
import { launchBrowser } from "../../scripts/browser.ts";
import { type Edge, openEdge } from "../browser/support/edge.ts";
import { seedSurvey, seedWorkspace } from "../support/app.ts";
import { npsDefinition } from "../support/definitions.ts";

/** Lowest and highest score of the surveyed scale; a mail has a link for each. */
export const LOW = 1;
export const HIGH = 5;
const MINUTE = 60_000;
/** Virtual time between two looks at the pages while any is open. */
const TICK = 2_000;

const [, why, what] = npsDefinition.questions;
const definition: Definition = {
  ...npsDefinition,
  metric: "csat",
  questions: [
    {
      id: "q1",
      kind: "score",
      metric: "csat",
      min: LOW,
      max: HIGH,
      style: "numbers",
      text: "How satisfied are you?",
      low: "Not at all",
      high: "Very",
    },
    ...[why, what].filter((question) => question !== undefined),
  ],
};

/** One invitation's mail: paths of its links. */
export type Mail = {
  id: string;
  /** By slot: scores, NO_SLOT and TRAP_SLOT. */
  links: ReadonlyMap<number, string>;
  /** When it was handed over, ms UTC. */
  sentAt: number;
};

/** What stands of an invitation in the end. */
export type Outcome = {
  score: number | null;
  state: string;
  grade: string | null;
  reason: string | null;
};

/**
 * The real application, its built pages behind a loopback port and a real Chromium, all on one
 * virtual clock: it moves only by `wait`, for the server, its minute job and every open page alike.
 */
export class World {
  now = Date.UTC(2026, 5, 1, 9);
  readonly contexts = new Set<BrowserContext>();

  readonly edge: Edge;
  readonly browser: Browser;
  readonly workspace: string;
  readonly survey: string;

  private constructor(edge: Edge, browser: Browser, workspace: string, survey: string) {
    this.edge = edge;
    this.browser = browser;
    this.workspace = workspace;
    this.survey = survey;
  }

  static async open(): Promise<World> {
    let world: World | undefined;
    const begin = Date.UTC(2026, 5, 1, 9);
    const [edge, browser] = await Promise.all([
      openEdge(() => world?.now ?? begin),
      launchBrowser(),
    ]);
    const home = await seedWorkspace(edge.app);
    const survey = await seedSurvey(edge.app, home, { definition });
    world = new World(edge, browser, home.workspace, survey.id);
    return world;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.edge.close();
  }

  /** A new invitation whose mail is handed over now. */
  async invite(): Promise<Mail> {
    const { ctx, deps } = this.#system();
    const tenant = {
      ...ctx,
      workspace: this.workspace,
      actor: { kind: "system" as const, id: "zoo" },
    };
    const { id, links } = await makeInvitation(tenant, deps, this.survey, {
      email: "someone@customer.example",
    });
    await this.edge.app.run("update invitations set sent_at = ? where id = ?", [this.now, id]);
    const others = await linksOf(
      deps.signer,
      this.edge.url,
      { workspace: this.workspace, invitation: id },
      [NO_SLOT, TRAP_SLOT],
    );
    const paths = [...links, ...others].map((link) => new URL(link).pathname);
    const slots = [...links.map((_, i) => LOW + i), NO_SLOT, TRAP_SLOT];
    return { id, links: new Map(slots.map((slot, i) => [slot, paths[i] ?? ""])), sentAt: this.now };
  }

  /** Lets time pass, everywhere at once. @param ms whole milliseconds */
  async wait(ms: number): Promise<void> {
    const end = this.now + ms;
    while (this.now < end) {
      const minute = (Math.floor(this.now / MINUTE) + 1) * MINUTE;
      const open = this.contexts.size > 0;
      const step = Math.min(end, minute, open ? this.now + TICK : end) - this.now;
      this.now += step;
      await Promise.all([...this.contexts].map((context) => context.clock.runFor(step)));
      if (open) await this.quiet();
      if (this.now === minute) await this.#everyMinute();
    }
  }

  /** Lets time pass for the server alone, while a slow line holds a page up. */
  delay(ms: number): void {
    this.now += ms;
  }

  /** Until no page waits for a reply that it could have, and nothing is deferred. */
  async quiet(): Promise<void> {
    const pages = [...this.contexts].flatMap((context) => context.pages());
    await Promise.all(
      pages.map(async (page) => {
        for (let left = 1; left > 0;)
          left = await page
            .evaluate(() => (globalThis as { openRequests?: number }).openRequests ?? 0)
            .catch(() => 0);
      }),
    );
    await this.edge.app.settled();
  }

  async outcome({ id }: Mail): Promise<Outcome> {
    const [row] = await this.edge.app.run(
      "select score, state, grade, reason from responses where submission = ?",
      [id],
    );
    const [vote] = await this.edge.app.run(
      "select reason from votes where invitation_id = ? order by at desc, rev desc limit 1",
      [id],
    );
    const text = (value: unknown) => (typeof value === "string" ? value : null);
    return {
      score: row ? Number(row["score"]) : null,
      state: text(row?.["state"]) ?? "none",
      grade: text(row?.["grade"]),
      reason: text(row?.["reason"]) ?? text(vote?.["reason"]),
    };
  }

  #system() {
    const ctx = makeContext(this.now, () => undefined);
    return { ctx, deps: makeDeps(settingsOf(this.edge.app.env), this.edge.app.env) };
  }

  async #everyMinute(): Promise<void> {
    const { ctx, deps } = this.#system();
    await settleVotes(ctx, deps);
  }
}
