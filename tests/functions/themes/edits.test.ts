import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { responseId } from "../../../domain/survey/ids.ts";
import * as wire from "../../../domain/wire/themes.ts";
import { runThemes } from "../../../functions/services/themes/run.ts";
import { seedMember, seedSurvey, seedWorkspace, type TestApp, testApp } from "../../support/app.ts";
import {
  comments,
  NOW,
  seedTexts,
  system,
  themeDayDrift,
  themeState,
} from "../../support/texts.ts";

vi.setConfig({ testTimeout: 60_000 });
let app: TestApp;
let survey: { workspace: string; id: string };
let analyst: Record<string, string>;

beforeEach(async () => {
  app = await testApp({ now: () => NOW });
  const site = await seedWorkspace(app);
  survey = { workspace: site.workspace, id: (await seedSurvey(app, site)).id };
  analyst = (await seedMember(app, site.workspace, "analyst")).headers;
  await seedTexts(app, survey, comments(300));
  await run();
});
afterEach(() => app.close());

let runs = 0;
async function run(of = survey) {
  const { ctx, deps } = system(app, of.workspace, NOW);
  const newId = () => `01990000-0000-7000-8000-${(++runs).toString(16).padStart(9, "0")}000`;
  await runThemes({ ...ctx, newId }, deps, of.id);
}

async function call(path: string, body?: unknown, headers = analyst) {
  const init =
    body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) };
  const response = await app.request(`/api/v1${path}`, init);
  const reply = (await response.json()) as { error?: { fields?: Record<string, string> } };
  await app.settled();
  return { status: response.status, reply };
}

async function edit(id: string, body: unknown): Promise<wire.ThemeDetail> {
  const { status, reply } = await call(`/themes/${id}/edits?survey=${survey.id}`, body);
  expect(status, JSON.stringify(reply)).toBe(200);
  return v.parse(wire.ThemeDetail, reply);
}
/** Takes the newest edit of a kind back. */
async function undo(id: string, kind: string) {
  const { reply } = await call(`/themes/${id}?survey=${survey.id}`);
  const made = v.parse(wire.ThemeDetail, reply).edits.find((one) => one.kind === kind)!;
  return edit(id, { kind: "undo", edit: made.id });
}
async function preview(id: string, body: unknown): Promise<wire.ThemePreview> {
  const { status, reply } = await call(`/themes/${id}/preview?survey=${survey.id}`, body);
  expect(status, JSON.stringify(reply)).toBe(200);
  return v.parse(wire.ThemePreview, reply);
}

async function list(): Promise<wire.Theme[]> {
  const { reply } = await call(`/surveys/${survey.id}/themes?from=2026-01-01&to=2026-09-01`);
  return v.parse(wire.Themes, reply).items;
}
async function about(word: string): Promise<wire.Theme> {
  const found = (await list()).find(({ label }) => label.toLowerCase().includes(word));
  if (!found) throw new Error(`no theme about ${word}`);
  return found;
}

/** Themes at the top without sub-themes. */
async function flat(): Promise<wire.Theme[]> {
  const all = await list();
  const parents = new Set(all.map(({ parent }) => parent));
  return all.filter(({ id, parent }) => parent === null && !parents.has(id));
}

type Text = { row: number; text: string; ref: wire.QuoteRef };
/** Texts that speak of a theme, as the mentions have it, oldest first. */
async function textsOf(theme: string): Promise<Text[]> {
  const rows = await app.run(
    `select m.row, r.created_at as at, r.texts ->> m.question as text from mentions m join responses r on r.row = m.row
     where m.theme_id = ? order by m.row`,
    [theme],
  );
  return rows.map(({ row, at, text }) => ({
    row: Number(row),
    text: String(text),
    ref: { response: responseId(Number(at), Number(row)), question: "q2" },
  }));
}

/** Everything read from nothing with the stored themes and log. */
async function readAgain() {
  await app.run("delete from mentions");
  await app.run("update verbatims set stage = 2, engine = null");
  await run();
}

/** An edit that changes mentions: what is stored is what reading from nothing gives, and its undo restores. */
async function exactly(id: string, kind: string, body: unknown, changed = true) {
  const before = await themeState(app, survey.workspace);
  const detail = await edit(id, body);
  const after = await themeState(app, survey.workspace);
  if (changed) expect(after.mentions).not.toEqual(before.mentions);
  await readAgain();
  const fresh = await themeState(app, survey.workspace);
  expect(after.mentions).toEqual(fresh.mentions);
  expect(after.verbatims).toEqual(fresh.verbatims);
  expect(await themeDayDrift(app)).toEqual([]);
  return {
    detail,
    back: async () => {
      await undo(id, kind);
      const again = await themeState(app, survey.workspace);
      expect(again.mentions).toEqual(before.mentions);
      expect(again.verbatims).toEqual(before.verbatims);
      expect(await themeDayDrift(app)).toEqual([]);
    },
  };
}

describe("a split", () => {
  it("takes what resembles the chosen quotes out of the theme, keeps it through runs, and goes without a trace", async () => {
    const theme = await about("delivery");
    const rude = (await textsOf(theme.id)).filter(({ text }) => text.includes("rude"));
    expect(rude.length).toBeGreaterThan(8);
    const quotes = rude.slice(0, 3).map(({ ref }) => ref);
    const body = { kind: "split", label: "Rude drivers", quotes };
    const told = await preview(theme.id, body);
    expect(told.themes.find(({ id }) => id === null)).toMatchObject({
      label: "Rude drivers",
      before: 0,
    });
    const { detail, back } = await exactly(theme.id, "split", body);
    const made = detail.edits.find(({ kind }) => kind === "split")!.made!;
    const taken = await textsOf(made);
    expect(taken.length).toBe(told.themes.find(({ id }) => id === null)?.after);
    const alike = taken.filter(({ text }) => text.includes("rude")).length;
    expect(alike).toBeGreaterThan(2 * quotes.length);
    expect(taken.length - alike).toBeLessThan(alike / 4);
    expect((await list()).find(({ id }) => id === made)).toMatchObject({
      label: "Rude drivers",
      status: "active",
    });
    // Sent again it is the same one.
    await edit(theme.id, body);
    expect((await list()).filter(({ label }) => label === "Rude drivers")).toHaveLength(1);
    await seedTexts(app, survey, [{ text: "The delivery driver was rude", score: 1, at: NOW }]);
    await run();
    expect((await textsOf(made)).length).toBe(taken.length + 1);
    await app.run("delete from responses where row = (select max(row) from responses)");
    await back();
    expect((await list()).map(({ id }) => id)).not.toContain(made);
    expect((await call(`/themes/${made}?survey=${survey.id}`)).reply).toMatchObject({
      theme: { id: theme.id },
    });
  });

  it("refuses quotes of other themes and of nobody", async () => {
    const [delivery, price] = [await about("delivery"), await about("price")];
    const [foreign] = (await textsOf(price.id)).map(({ ref }) => ref);
    const split = (quotes: unknown) => ({ kind: "split", label: "x", quotes });
    for (const [quotes, status] of [
      [[foreign], 422],
      [[], 422],
      [[{ ...foreign, response: crypto.randomUUID() }], 404],
      [[{ ...foreign, question: "q1" }], 404],
    ] as const)
      expect((await call(`/themes/${delivery.id}/edits`, split(quotes))).status).toBe(status);
  });
});

describe("words", () => {
  it("that never belong keep their texts out, in later runs too, until that is undone", async () => {
    const theme = await about("delivery");
    const body = { kind: "rule", mode: "never", words: "driver" };
    const told = await preview(theme.id, body);
    const n = (await textsOf(theme.id)).length;
    const { detail, back } = await exactly(theme.id, "rule", body);
    expect((await textsOf(theme.id)).some(({ text }) => text.includes("driver"))).toBe(false);
    expect(told.themes[0]!.before - told.themes[0]!.after).toBe(
      n - (await textsOf(theme.id)).length,
    );
    expect(detail.rules).toMatchObject([{ mode: "never", kind: "words", text: "driver" }]);
    const reasons = await app.run("select distinct reason from verbatims where reason is not null");
    expect(reasons.map(({ reason }) => reason)).toContain("rule");
    await back();
  });

  it("that always belong bring in texts of before and after, other forms of the word too", async () => {
    const theme = await about("support");
    const { back } = await exactly(theme.id, "rule", {
      kind: "rule",
      mode: "always",
      words: "refunds",
    });
    const said = await textsOf(theme.id);
    expect(said.filter(({ text }) => /refund/iu.test(text)).length).toBeGreaterThan(10);
    await back();
  });

  it("need a word, and a theme has a hundred rules at most", async () => {
    const { id } = await about("support");
    const rule = (words: string) => ({ kind: "rule", mode: "never", words });
    expect((await call(`/themes/${id}/edits`, rule("?!"))).reply.error?.fields).toHaveProperty(
      "words",
    );
    await app.run(
      `insert into theme_edits (workspace_id, id, theme_id, kind, payload, before, at)
       select ?, 'r' || value, ?, 'rule', json_object('mode', 'never', 'words', 'x' || value), '{}', value from generate_series(1, 100)`,
      [survey.workspace, id],
    );
    expect((await call(`/themes/${id}/edits`, rule("more"))).status).toBe(422);
  });
});

describe("a quote that is wrong", () => {
  it("leaves the theme at once and for good, and comes back when that is undone", async () => {
    const theme = await about("website");
    const [quote] = await textsOf(theme.id);
    const { detail, back } = await exactly(theme.id, "wrong", {
      kind: "wrong",
      quote: quote!.ref,
      to: null,
    });
    expect((await textsOf(theme.id)).map(({ row }) => row)).not.toContain(quote!.row);
    expect(detail.rules).toMatchObject([{ mode: "never", kind: "example", text: quote!.text }]);
    await back();
  });

  it("moves to the other theme by one entry of the log; later texts that say the same follow", async () => {
    const [from, to] = [await about("website"), await about("support")];
    const quote = (await textsOf(from.id)).find(({ text }) => text.includes("confusing"))!;
    const { back } = await exactly(from.id, "wrong", {
      kind: "wrong",
      quote: quote.ref,
      to: to.id,
    });
    expect((await textsOf(to.id)).map(({ row }) => row)).toContain(quote.row);
    expect((await textsOf(from.id)).map(({ row }) => row)).not.toContain(quote.row);
    expect(await app.run("select kind from theme_edits")).toEqual([{ kind: "wrong" }]);
    const { reply } = await call(`/themes/${to.id}?survey=${survey.id}`);
    expect(v.parse(wire.ThemeDetail, reply).rules).toMatchObject([
      { mode: "always", kind: "example" },
    ]);
    const same = { text: quote.text, score: 3, at: NOW };
    await seedTexts(app, survey, [same]);
    await run();
    const last = (await textsOf(to.id)).at(-1)!;
    expect(last).toMatchObject({ text: quote.text });
    expect(last.row).toBeGreaterThan(quote.row);
    await app.run("delete from responses where row = ?", [last.row]);
    await back();
  });

  it("goes with its text: the example is forgotten and what it decided is read again", async () => {
    const theme = await about("website");
    const [quote] = await textsOf(theme.id);
    await edit(theme.id, { kind: "wrong", quote: quote!.ref, to: null });
    await seedTexts(app, survey, [{ text: quote!.text, score: 3, at: NOW }]);
    await run();
    const rows = async () => (await textsOf(theme.id)).map(({ row }) => row);
    const last = Number((await app.run("select max(row) as row from responses"))[0]!["row"]);
    expect(await rows()).not.toContain(last);
    await app.run("delete from responses where row = ?", [quote!.row]);
    const [entry] = await app.run("select payload from theme_edits where kind = 'wrong'");
    expect(String(entry!["payload"])).not.toContain("vector");
    await run();
    expect(await rows()).toContain(last);
    expect(await app.run("select * from theme_rereads")).toEqual([]);
    const { reply } = await call(`/themes/${theme.id}?survey=${survey.id}`);
    expect(v.parse(wire.ThemeDetail, reply).rules).toEqual([]);
  });

  it("must be this theme's, and go to another open one", async () => {
    const [from, to] = [await about("website"), await about("support")];
    const [quote] = await textsOf(from.id);
    const [other] = await textsOf(to.id);
    const wrong = (ref: unknown, into: string | null) => ({ kind: "wrong", quote: ref, to: into });
    for (const [body, status] of [
      [wrong(other!.ref, null), 422],
      [wrong(quote!.ref, from.id), 422],
      [wrong(quote!.ref, crypto.randomUUID()), 404],
      [wrong({ ...quote!.ref, response: crypto.randomUUID() }, null), 404],
    ] as const)
      expect((await call(`/themes/${from.id}/edits`, body)).status).toBe(status);
  });
});

describe("levels and labels", () => {
  it("have two levels and no circles", async () => {
    const [a, b, c] = (await flat()) as [wire.Theme, wire.Theme, wire.Theme];
    const move = (id: string, parent: string | null) =>
      call(`/themes/${id}/edits`, { kind: "move", parent });
    expect((await move(a.id, b.id)).status).toBe(200);
    expect((await list()).find(({ id }) => id === a.id)?.parent).toBe(b.id);
    expect((await move(b.id, a.id)).status).toBe(422);
    expect((await move(b.id, c.id)).status).toBe(422);
    expect((await move(c.id, a.id)).status).toBe(422);
    expect((await move(c.id, c.id)).status).toBe(422);
    expect((await move(c.id, crypto.randomUUID())).status).toBe(404);
    await undo(a.id, "move");
    expect((await list()).find(({ id }) => id === a.id)?.parent).toBeNull();
    expect((await move(b.id, c.id)).status).toBe(200);
  });

  it("are kept when pinned, and free again", async () => {
    const { id } = await about("price");
    expect((await edit(id, { kind: "pin", pinned: true })).theme.pinned).toBe(true);
    expect((await edit(id, { kind: "pin", pinned: false })).theme.pinned).toBe(false);
  });
});

describe("an archived theme", () => {
  it("takes what came meanwhile when that is undone", async () => {
    const theme = await about("refund");
    await edit(theme.id, { kind: "archive" });
    await seedTexts(app, survey, comments(20, 0, ["refund"]));
    await run();
    expect((await textsOf(theme.id)).length).toBe(theme.volume);
    await undo(theme.id, "archive");
    const after = await themeState(app, survey.workspace);
    expect((await textsOf(theme.id)).length).toBeGreaterThan(theme.volume + 10);
    await readAgain();
    expect((await themeState(app, survey.workspace)).mentions).toEqual(after.mentions);
  });
});

describe("a preview", () => {
  it("tells each kind's effect and writes nothing", async () => {
    const [theme, other] = (await flat()) as [wire.Theme, wire.Theme];
    const texts = await textsOf(theme.id);
    const everything = async () =>
      JSON.stringify([
        await themeState(app, survey.workspace),
        await app.run("select * from theme_edits"),
        await app.run("select count(*) as n from audit_entries"),
        await app.run("select * from theme_rereads"),
      ]);
    const before = await everything();
    for (const body of [
      { kind: "rename", label: "x" },
      { kind: "pin", pinned: true },
      { kind: "mute", muted: true },
      { kind: "archive" },
      { kind: "move", parent: other.id },
    ])
      expect(await preview(theme.id, body)).toMatchObject({
        texts: 0,
        more: false,
        themes: [],
        quotes: [],
      });
    const merged = await preview(theme.id, { kind: "merge", into: other.id });
    expect(merged.themes.find(({ id }) => id === theme.id)).toMatchObject({
      before: theme.volume,
      after: 0,
    });
    expect(merged.quotes[0]!.after).toEqual([other.label]);
    const wrong = await preview(theme.id, { kind: "wrong", quote: texts[0]!.ref, to: other.id });
    expect(wrong).toMatchObject({ texts: 1 });
    expect(wrong.quotes).toMatchObject([{ text: texts[0]!.text }]);
    expect(wrong.quotes[0]!.after).toContain(other.label);
    expect(wrong.quotes[0]!.after).not.toContain(theme.label);
    expect(
      (await call(`/themes/${theme.id}/preview`, { kind: "undo", edit: crypto.randomUUID() }))
        .status,
    ).toBe(422);
    expect(await everything()).toBe(before);
  });
});

describe("two curators", () => {
  it("at once: one of them is told that the other came first", async () => {
    const theme = await about("delivery");
    const second = (await seedMember(app, survey.workspace, "analyst")).headers;
    const send = (label: string, headers: Record<string, string>) =>
      app.post(`/api/v1/themes/${theme.id}/edits`, { kind: "rename", label }, headers);
    const replies = await Promise.all([send("One", analyst), send("Two", second)]);
    const statuses = replies.map(({ status }) => status);
    const log = await app.run(
      "select payload ->> 'label' as label from theme_edits order by at, id",
    );
    expect(log.length).toBe(statuses.filter((status) => status === 200).length);
    expect((await about(String(log.at(-1)!["label"]).toLowerCase())).id).toBe(theme.id);
  });

  it("of other workspaces touch nothing: not by themes, parents, targets or quotes", async () => {
    const mine = await about("delivery");
    const site = await seedWorkspace(app);
    const other = { workspace: site.workspace, id: (await seedSurvey(app, site)).id };
    await seedTexts(app, other, comments(100, 0, ["delivery", "price"]));
    await run(other);
    const theirs = await app.run("select id from themes where workspace_id = ?", [other.workspace]);
    const foreign = String(theirs[0]!["id"]);
    const [ref] = (await textsOf(foreign)).map((one) => one.ref);
    const [own] = (await textsOf(mine.id)).map((one) => one.ref);
    const before = JSON.stringify([
      await themeState(app, other.workspace),
      await themeState(app, survey.workspace),
    ]);
    for (const body of [
      { kind: "merge", into: foreign },
      { kind: "move", parent: foreign },
      { kind: "split", label: "x", quotes: [ref] },
      { kind: "split", label: "x", quotes: [own, ref] },
      { kind: "wrong", quote: ref, to: null },
      { kind: "wrong", quote: own, to: foreign },
    ])
      for (const path of ["edits", "preview"])
        expect((await call(`/themes/${mine.id}/${path}`, body)).status, JSON.stringify(body)).toBe(
          404,
        );
    for (const path of ["edits", "preview"])
      expect((await call(`/themes/${foreign}/${path}`, { kind: "pin", pinned: true })).status).toBe(
        404,
      );
    expect(
      (await call(`/themes/${mine.id}/preview?survey=${other.id}`, { kind: "pin", pinned: true }))
        .status,
    ).toBe(404);
    expect(
      JSON.stringify([
        await themeState(app, other.workspace),
        await themeState(app, survey.workspace),
      ]),
    ).toBe(before);
  });
});
