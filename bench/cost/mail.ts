import { DAY_MS } from "../../domain/time/days.ts";
import { makeInvitation } from "../../functions/services/sends/make-links.ts";
import { expireEvidence } from "../../functions/services/upkeep/expire.ts";
import { readPage } from "../../tests/support/page.ts";
import { counted, each, written } from "./meter.ts";
import { type Shop, openShop } from "./shop.ts";

/** As long as evidence of visits stays, and a day. */
const LATER = 91 * DAY_MS;
const EVIDENCE = { touched: true, dwell: 900, webdriver: false };

/** What one-click mail writes and reads: an invitation, a visit to a link in it, a vote. */
export async function countMail() {
  const shop = await openShop();
  try {
    const { app, clock, job } = shop;
    await vote(shop, await look(shop, await invite(shop)));
    let links: string[] = [];
    const invitation = await counted(app, async () => (links = await invite(shop)));
    let opened: Opened | undefined;
    const visit = await counted(app, async () => (opened = await look(shop, links)));
    const voted = await counted(app, () => vote(shop, opened!));
    clock.now += LATER;
    const kept = Number((await app.run("select count(*) as n from link_evidence"))[0]?.["n"]);
    const forgotten = await written(app, () => {
      const { ctx, deps } = job();
      return expireEvidence(ctx, deps);
    });
    return {
      invitation,
      "link opened": visit,
      vote: voted,
      "visit dropped": each(kept, forgotten),
    };
  } finally {
    await shop.app.close();
  }
}

type Opened = { link: string; visit: string };

async function invite({ job, survey }: Shop): Promise<string[]> {
  const { ctx, deps } = job();
  const to = { email: "anna@example.com", person: "cust-1", language: "en" };
  return (await makeInvitation(ctx, deps, survey.id, to)).links;
}

async function look({ app }: Shop, links: readonly string[]): Promise<Opened> {
  const link = new URL(links[9] ?? "").pathname;
  const page = readPage<{ visit: string }>(await (await app.request(link)).text());
  await app.settled();
  return { link, visit: page.data.visit ?? "" };
}

async function vote({ app }: Shop, { link, visit }: Opened): Promise<void> {
  const body = { visit, rev: 0, answers: { q1: 9 }, complete: true, evidence: EVIDENCE };
  const reply = await app.post(link, body);
  if (!reply.ok) throw new Error(`a vote was answered with ${reply.status}`);
}
