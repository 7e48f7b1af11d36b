import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeContext } from "../../../functions/world.ts";
import { makeDeps } from "../../../functions/deps.ts";
import { settingsOf } from "../../../functions/env.ts";
import { makeInvitation } from "../../../functions/services/sends/make-links.ts";
import { expireDeleted } from "../../../functions/services/upkeep/expire.ts";
import { settleVotes } from "../../../functions/services/links/settle.ts";
import { type TestApp, seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";
import { readPage } from "../../support/page.ts";
import { rollupDrift } from "../../support/rollups.ts";

let app: TestApp;
let home: { workspace: string; site: string };
let survey: { id: string; slug: string };
let now = Date.UTC(2026, 5, 1, 12);

beforeAll(async () => {
  app = await testApp({ now: () => now });
  home = await seedWorkspace(app);
  survey = await seedSurvey(app, home);
});
afterAll(() => app.close());

const world = () => ({
  ctx: {
    ...makeContext(now, () => {}),
    workspace: home.workspace,
    actor: { kind: "system" as const, id: "test" },
  },
  deps: makeDeps(settingsOf(app.env), app.env),
});

async function invite() {
  const { ctx, deps } = world();
  const made = await makeInvitation(ctx, deps, survey.id, { email: "anna@example.com" });
  return { id: made.id, paths: made.links.map((link) => new URL(link).pathname) };
}
const path = (paths: string[], slot: number) => paths[slot] as string;

/** Opens a link as a browser does and reads the page's data block. */
async function visit(link: string) {
  const page = await (await app.request(link)).text();
  const { data, html } = readPage<{ visit: string; answers: object }>(page);
  return { visit: data.visit ?? "", answers: data.answers, html };
}
const human = { touched: true, dwell: 900, webdriver: false };
const vote = (link: string, nonce: string, score: number, more: object = {}) =>
  app.post(link, {
    visit: nonce,
    rev: 0,
    answers: { q1: score },
    complete: false,
    evidence: human,
    ...more,
  });
const row = async (id: string) =>
  (
    await app.run("select score, state, grade, channel from responses where submission = ?", [id])
  )[0];
const state = async () => [
  await app.run("select * from responses"),
  await app.run("select * from votes"),
  await app.run("select * from rollups"),
  await app.run("select * from invitations"),
];

describe("fault 23: looking is not voting", () => {
  it("a hundred GETs and HEADs write no response, vote, rollup or invitation state", async () => {
    const { id, paths } = await invite();
    const before = await state();
    for (let i = 0; i < 50; i++) {
      expect((await app.request(path(paths, i % 11))).status).toBe(200);
      expect((await app.request(path(paths, i % 11), { method: "HEAD" })).status).toBe(200);
    }
    await app.settled();
    expect(await state()).toEqual(before);
    const log = await app.run("select count(*) as n from link_evidence where invitation_id = ?", [
      id,
    ]);
    expect(log[0]?.["n"]).toBe(11);
  });

  it("shows the clicked score selected, uncached, with no referrer and nothing personal", async () => {
    const { paths } = await invite();
    const reply = await app.request(path(paths, 7));
    expect(reply.headers.get("cache-control")).toBe("no-store");
    expect(reply.headers.get("referrer-policy")).toBe("no-referrer");
    expect(reply.headers.get("content-security-policy")).toContain("script-src 'self'");
    const page = await visit(path(paths, 7));
    expect(page.answers).toEqual({ q1: 7 });
    expect(page.html).toContain('value="7" checked');
    expect(page.html).not.toContain("anna");
  });
});

describe("a person votes", () => {
  it("one row, confirmed, counted; a change of mind moves it", async () => {
    const { id, paths } = await invite();
    const page = await visit(path(paths, 9));
    expect(await (await vote(path(paths, 9), page.visit, 9)).json()).toMatchObject({
      status: "stored",
    });
    expect(await row(id)).toEqual({
      score: 9,
      state: "counted",
      grade: "confirmed",
      channel: "email",
    });
    const again = await visit(path(paths, 2));
    await vote(path(paths, 2), again.visit, 2);
    expect(await row(id)).toMatchObject({ score: 2, state: "counted" });
    expect(
      await app.run("select score from votes where invitation_id = ? order by at", [id]),
    ).toHaveLength(2);
    expect(await rollupDrift(app)).toEqual([]);
  });

  it("fault 27: twenty posts of one visit at once are one row and one vote", async () => {
    const { id, paths } = await invite();
    const page = await visit(path(paths, 8));
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => vote(path(paths, 8), page.visit, 8)),
    );
    expect(replies.every((r) => r.status === 200)).toBe(true);
    expect(await app.run("select * from responses where submission = ?", [id])).toHaveLength(1);
    expect(await app.run("select * from votes where invitation_id = ?", [id])).toHaveLength(1);
  });

  it("a late repeat of an old visit does not undo a newer choice", async () => {
    const { id, paths } = await invite();
    const first = await visit(path(paths, 3));
    await vote(path(paths, 3), first.visit, 3);
    const second = await visit(path(paths, 10));
    await vote(path(paths, 10), second.visit, 10);
    expect(await (await vote(path(paths, 3), first.visit, 3)).json()).toMatchObject({
      status: "superseded",
    });
    expect(await row(id)).toMatchObject({ score: 10 });
  });

  it("works by a plain form, without script", async () => {
    const { id, paths } = await invite();
    const { html } = await visit(path(paths, 6));
    const nonce = /name="visit" value="([^"]+)"/u.exec(html)?.[1] ?? "";
    const form = new URLSearchParams({ visit: nonce, q1: "6", q2: "All fine", hp: "" });
    const reply = await app.request(path(paths, 6), { method: "POST", body: form });
    expect(reply.status).toBe(200);
    expect(await reply.text()).toContain("Thank you");
    expect(await row(id)).toMatchObject({ score: 6, state: "counted" });
    // Back, another number, and once more the same.
    for (const _ of [1, 2]) {
      form.set("q1", "8");
      await app.request(path(paths, 6), { method: "POST", body: form });
      expect(await row(id)).toMatchObject({ score: 8, state: "counted" });
    }
    expect(await app.run("select * from votes where invitation_id = ?", [id])).toHaveLength(2);
  });
});

describe("grades", () => {
  const untouched = { touched: false, dwell: 4000, webdriver: false };

  it("an untouched page after 4 s is probable: pending, then counted after ten minutes", async () => {
    const { id, paths } = await invite();
    const page = await visit(path(paths, 9));
    await vote(path(paths, 9), page.visit, 9, { evidence: untouched });
    expect(await row(id)).toMatchObject({ state: "pending", grade: "probable" });
    const { deps } = world();
    await settleVotes(
      makeContext(now + 9 * 60_000, () => {}),
      deps,
    );
    expect(await row(id)).toMatchObject({ state: "pending" });
    await settleVotes(
      makeContext(now + 11 * 60_000, () => {}),
      deps,
    );
    expect(await row(id)).toMatchObject({ state: "counted" });
    expect(await rollupDrift(app)).toEqual([]);
  });

  it.each([
    ["left within 4 s", { ...untouched, dwell: 3999 }],
    ["an automated browser", { ...untouched, webdriver: true }],
    ["the honeypot filled, though touched", { ...human, hp: "x" }],
  ])("%s is suspect and never counts", async (_, evidence) => {
    const { id, paths } = await invite();
    const page = await visit(path(paths, 0));
    await vote(path(paths, 0), page.visit, 0, { evidence });
    expect(await row(id)).toMatchObject({ state: "suspect", grade: "suspect" });
  });

  it("another link of the mail opened within 120 s withholds probable, never confirmed", async () => {
    const { id, paths } = await invite();
    await app.request(path(paths, 1));
    await app.settled();
    const page = await visit(path(paths, 9));
    await vote(path(paths, 9), page.visit, 9, { evidence: untouched });
    expect(await row(id)).toMatchObject({ state: "suspect" });
    await vote(path(paths, 9), page.visit, 9, { rev: 1 });
    expect(await row(id)).toMatchObject({ state: "counted", grade: "confirmed" });
  });

  it("a scanner cannot overwrite a person", async () => {
    const { id, paths } = await invite();
    const page = await visit(path(paths, 9));
    await vote(path(paths, 9), page.visit, 9);
    const scan = await visit(path(paths, 0));
    expect(
      await (
        await vote(path(paths, 0), scan.visit, 0, { evidence: { ...untouched, dwell: 0 } })
      ).json(),
    ).toMatchObject({ status: "superseded" });
    expect(await row(id)).toMatchObject({ score: 9, grade: "confirmed", state: "counted" });
  });
});

describe("what stands", () => {
  const untouched = { touched: false, dwell: 4000, webdriver: false };
  const settleAt = (at: number) =>
    settleVotes(
      makeContext(at, () => {}),
      world().deps,
    );

  it("a person's vote stands again, answers and all, once a clicking scanner is known as one", async () => {
    const { id, paths } = await invite();
    const page = await visit(path(paths, 9));
    await vote(path(paths, 9), page.visit, 9, {
      answers: { q1: 9, q2: "Quick and kind" },
      complete: true,
    });
    now += 3_600_000;
    for (const slot of [0, 1, 2]) {
      const scan = await visit(path(paths, slot));
      const reply = await vote(path(paths, slot), scan.visit, slot);
      expect(await reply.json()).toMatchObject({ taken: slot < 2 });
    }
    expect(
      (
        await app.run("select score, state, grade, texts from responses where submission = ?", [id])
      )[0],
    ).toEqual({ score: 9, state: "counted", grade: "confirmed", texts: '{"q2":"Quick and kind"}' });
    expect(await app.run("select * from votes where invitation_id = ?", [id])).toHaveLength(4);
    expect(await rollupDrift(app)).toEqual([]);
  });

  it("fault 27: twenty visits at once are one row, twenty posts of history, and figures that agree", async () => {
    const { id, paths } = await invite();
    const pages = await Promise.all(Array.from({ length: 20 }, () => visit(path(paths, 7))));
    const replies = await Promise.all(
      pages.map((page, i) => vote(path(paths, 7), page.visit, i % 11)),
    );
    expect(replies.map((r) => r.status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(await app.run("select * from responses where submission = ?", [id])).toHaveLength(1);
    expect(await app.run("select * from votes where invitation_id = ?", [id])).toHaveLength(20);
    expect(await row(id)).toMatchObject({ state: "counted", grade: "confirmed" });
    expect(await rollupDrift(app)).toEqual([]);
  });

  it("a probable vote that other links spoke against within its ten minutes is set aside with the reason", async () => {
    const { id, paths } = await invite();
    const page = await visit(path(paths, 9));
    expect(
      await (await vote(path(paths, 9), page.visit, 9, { evidence: untouched })).json(),
    ).toMatchObject({ taken: true });
    await app.request(path(paths, 1));
    await app.settled();
    await settleAt(now + 11 * 60_000);
    expect(
      (await app.run("select state, grade, reason from responses where submission = ?", [id]))[0],
    ).toEqual({
      state: "suspect",
      grade: "suspect",
      reason: "another link of the same mail was opened",
    });
    expect(await rollupDrift(app)).toEqual([]);
  });

  it("a vote that waits when its survey is closed is settled all the same", async () => {
    const own = await seedSurvey(app, home);
    const { ctx, deps } = world();
    const made = await makeInvitation(ctx, deps, own.id, {});
    const link = new URL(made.links[9]!).pathname;
    const page = await visit(link);
    await vote(link, page.visit, 9, { evidence: untouched });
    await app.run("update surveys set state = 'closed', state_at = ? where id = ?", [
      now + 1,
      own.id,
    ]);
    const later = now + 11 * 60_000;
    await settleAt(later);
    expect(await row(made.id)).toMatchObject({ state: "counted", grade: "probable" });
    expect(await rollupDrift(app)).toEqual([]);
  });

  it("what a member restored stays until a person says something else", async () => {
    const { id, paths } = await invite();
    const page = await visit(path(paths, 9));
    await vote(path(paths, 9), page.visit, 9, { evidence: { ...untouched, dwell: 0 } });
    await app.run("update responses set state = 'counted' where submission = ?", [id]);
    const scan = await visit(path(paths, 9));
    await vote(path(paths, 9), scan.visit, 9, { evidence: { ...untouched, dwell: 0 } });
    expect(await row(id)).toMatchObject({ state: "counted", score: 9 });
    await vote(path(paths, 9), scan.visit, 4, { rev: 1 });
    expect(await row(id)).toMatchObject({ state: "counted", score: 4, grade: "confirmed" });
  });

  it("leaves nothing of its answers when it is removed from the bin for good", async () => {
    const { id, paths } = await invite();
    const kept = await invite();
    for (const one of [{ id, paths }, kept]) {
      const page = await visit(path(one.paths, 9));
      await vote(path(one.paths, 9), page.visit, 9, { answers: { q1: 9, q2: "a secret" } });
    }
    await app.run("update responses set state = 'deleted', updated_at = 0 where submission = ?", [
      id,
    ]);
    const { ctx, deps } = world();
    await expireDeleted(ctx, deps);
    const left = await app.run(
      "select invitation_id from votes where answers like '%a secret%' and invitation_id in (?, ?)",
      [id, kept.id],
    );
    expect(left).toEqual([{ invitation_id: kept.id }]);
  });

  it("reads little of a link that was flooded, and takes the next vote all the same", async () => {
    const { id, paths } = await invite();
    const page = await visit(path(paths, 9));
    await vote(path(paths, 9), page.visit, 9);
    await app.run(
      `insert into votes (workspace_id, invitation_id, visit, rev, grade, reason, score, at, slot, answers)
        select workspace_id, invitation_id, 'flood' || value, 0, 'suspect', '', 0, at, 0, ? from votes
        join (select value from json_each(?)) where invitation_id = ?`,
      [
        JSON.stringify({ q2: "x".repeat(20_000) }),
        JSON.stringify(Array.from({ length: 200 }, (_, i) => i)),
        id,
      ],
    );
    const { posts, count } = await world().deps.links.history(home.workspace, id);
    expect(count).toBe(201);
    expect(JSON.stringify(posts.map(({ answers }) => answers)).length).toBeLessThan(600_000);
    const again = await visit(path(paths, 2));
    await vote(path(paths, 2), again.visit, 2);
    expect(await row(id)).toMatchObject({ score: 2, grade: "confirmed" });
  });

  it("counts by its grade, so that confirmed votes can be told alone", async () => {
    const { id, paths } = await invite();
    const page = await visit(path(paths, 9));
    await vote(path(paths, 9), page.visit, 9);
    const [one] = await app.run("select facts from responses where submission = ?", [id]);
    expect(JSON.parse(String(one?.["facts"]))).toContainEqual(["q1", "grade", "confirmed", 9]);
  });
});

describe("the link that people cannot see", () => {
  it("shows the way back, is noted, and gives nothing to vote with; every page leads there unseen", async () => {
    const { id, paths } = await invite();
    const { html } = await visit(path(paths, 9));
    const trap = /<a\s+href="(\/e\/[^"]+)"\s+tabindex="-1"/u.exec(html)?.[1] ?? "";
    const reply = await app.request(trap);
    expect(reply.status).toBe(404);
    const page = await reply.text();
    expect(page).toContain("Please use a number in the mail");
    expect(page).not.toContain("visit");
    await app.settled();
    expect(
      await app.run("select slot from link_evidence where invitation_id = ? order by slot", [id]),
    ).toContainEqual({ slot: 254 });
  });
});

describe("links that do not work", () => {
  it("fault 24: every flipped bit answers the same 400 page", async () => {
    const { paths } = await invite();
    const token = path(paths, 5).slice(3);
    const bytes = Buffer.from(token, "base64url");
    const pages = new Set<string>();
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const reply = await app.request(`/e/${flipped.toString("base64url")}`);
      expect(reply.status).toBe(400);
      pages.add(await reply.text());
    }
    expect(pages.size).toBe(1);
  });

  it("fault 25: works until the second it expires, then 410", async () => {
    const { paths } = await invite();
    const start = now;
    now = start + 30 * 86_400_000 - 1;
    expect((await app.request(path(paths, 5))).status).toBe(200);
    now += 1;
    expect((await app.request(path(paths, 5))).status).toBe(410);
    now = start;
  });

  it("a visit of another invitation, or none, is refused", async () => {
    const a = await invite();
    const b = await invite();
    const page = await visit(path(a.paths, 5));
    expect((await vote(path(b.paths, 5), page.visit, 5)).status).toBe(400);
    expect((await vote(path(b.paths, 5), "made.up.nonce", 5)).status).toBe(400);
    expect(await row(b.id)).toBeUndefined();
  });

  it("the open ingest refuses to touch an invitation's vote", async () => {
    const { id, paths } = await invite();
    const page = await visit(path(paths, 9));
    await vote(path(paths, 9), page.visit, 9);
    const body = {
      wire: 1,
      site: home.site,
      survey: survey.id,
      submission: id,
      rev: 5,
      answers: { q1: 0 },
      complete: true,
    };
    expect((await app.post("/v1/in", body)).status).toBeGreaterThanOrEqual(400);
    expect(await row(id)).toMatchObject({ score: 9 });
    const unused = await invite();
    expect(
      (await app.post("/v1/in", { ...body, submission: unused.id })).status,
    ).toBeGreaterThanOrEqual(400);
    expect(await row(unused.id)).toBeUndefined();
  });
});
