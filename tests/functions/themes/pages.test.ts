import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { parseResponseId } from "../../../domain/survey/ids.ts";
import * as wire from "../../../domain/wire/themes.ts";
import { runThemes } from "../../../functions/services/themes/run.ts";
import {
  seedKey,
  seedMember,
  seedSurvey,
  seedWorkspace,
  type TestApp,
  testApp,
} from "../../support/app.ts";
import { fullScans, plansOf } from "../../support/plans.ts";
import { comments, NOW, seedTexts, system } from "../../support/texts.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });
let app: TestApp;
let survey: { workspace: string; id: string };
let analyst: Record<string, string>;
let viewer: Record<string, string>;
let elsewhere: Record<string, string>;
let theme: wire.Theme;

beforeAll(async () => {
  app = await testApp({ now: () => NOW });
  const site = await seedWorkspace(app);
  const { workspace } = site;
  survey = { workspace, id: (await seedSurvey(app, site)).id };
  analyst = (await seedMember(app, workspace, "analyst")).headers;
  viewer = (await seedMember(app, workspace, "viewer")).headers;
  elsewhere = (await seedMember(app, (await seedWorkspace(app)).workspace, "owner")).headers;
  await app.run(`update workspaces set attributes = '["plan"]' where id = ?`, [workspace]);
  await seedTexts(app, survey, comments(500));
  // Who writes over a link writes of deliveries; one is known, one names themselves.
  await app.run(
    "update responses set channel = 'link' where texts like '%delivery%' and row % 4 <> 0",
  );
  await app.run(`update responses set attributes = '{"plan":"pro"}' where row % 2`);
  await app.run("update responses set person = 'ada', person_proven = 1 where row % 3 = 0");
  await app.run(
    "update responses set person = 'bob@example.com', person_proven = 0 where row % 3 = 1",
  );
  await app.run(
    `insert into people (workspace_id, person, email, attributes, source, created_at, updated_at)
     values (?1, 'ada', 'ada@example.com', '{"name":"Ada"}', 'import', 0, 0), (?1, 'bob@example.com', 'bob@example.com', '{"name":"Bob"}', 'import', 0, 0)`,
    [workspace],
  );
  const { ctx, deps } = system(app, workspace);
  await runThemes(ctx, deps, survey.id);
  const found = (await ok(wire.Themes, `/surveys/${survey.id}/themes`)).items.find(({ label }) =>
    /deliver/iu.test(label),
  );
  if (!found) throw new Error("no theme about deliveries");
  theme = found;
});
afterAll(() => app.close());

async function call(path: string, headers = analyst, body?: unknown) {
  const init =
    body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) };
  const response = await app.request(`/api/v1${path}`, init);
  const reply: unknown = await response.json();
  await app.settled();
  return { status: response.status, reply };
}
async function ok<T extends v.GenericSchema>(schema: T, path: string, headers = analyst) {
  const { status, reply } = await call(path, headers);
  expect([path, status, JSON.stringify(reply)]).toEqual([path, 200, JSON.stringify(reply)]);
  return v.parse(schema, reply);
}
/** All pages of a list. */
async function all<T>(page: (cursor: string) => Promise<{ items: T[]; next: string | null }>) {
  const items: T[] = [];
  for (let cursor = ""; ;) {
    const { items: more, next } = await page(cursor && `&cursor=${cursor}`);
    items.push(...more);
    if (next === null) return items;
    cursor = next;
  }
}

describe("quotes of a theme", () => {
  const path = (query = "") => `/themes/${theme.id}/quotes?survey=${survey.id}${query}`;

  it("are all its counted mentions, newest first, with the clause and the words that caused it", async () => {
    const items = await all((cursor) => ok(wire.Quotes, path(cursor)));
    expect(items).toHaveLength(theme.volume);
    const rows = items.map(({ response }) => parseResponseId(response)?.row ?? 0);
    expect(rows).toEqual(rows.toSorted((a, b) => b - a));
    for (const { text, clause, marks, fit } of items) {
      expect(clause && text.slice(clause.start, clause.end).length).toBeGreaterThan(2);
      expect(marks.length).toBeGreaterThan(0);
      for (const { start, end } of marks) expect(text.slice(start, end)).toMatch(/\S/u);
      expect(fit).toBeGreaterThan(0);
      expect(fit).toBeLessThanOrEqual(1);
    }
    expect(
      items.some(({ text, marks }) =>
        marks.some((m) => /deliver/iu.test(text.slice(m.start, m.end))),
      ),
    ).toBe(true);
  });

  it("come by how typical or how moody they are, page by page", async () => {
    for (const [order, key] of [
      ["typical", (q: wire.Quote) => -q.fit],
      ["negative", (q: wire.Quote) => q.mood],
      ["positive", (q: wire.Quote) => -q.mood],
    ] as const) {
      const items = await all((cursor) => ok(wire.Quotes, path(`&order=${order}${cursor}`)));
      expect(items).toHaveLength(theme.volume);
      const keys = items.map(key);
      expect(keys).toEqual(keys.toSorted((a, b) => a - b));
    }
    expect((await ok(wire.Quotes, path("&order=typical"))).of).toBe(theme.volume);
    for (const cursor of ["x", "-1"])
      expect((await call(path(`&order=typical&cursor=${cursor}`))).status).toBe(400);
  });

  it("stay in the period, also where it is over", async () => {
    const { items } = await ok(wire.Quotes, path("&from=2026-08-01&to=2026-08-10"));
    const [counted] = await app.run(
      "select count(*) as n from mentions where theme_id = ? and day between ? and ?",
      [theme.id, Date.UTC(2026, 7, 1) / 86_400_000, Date.UTC(2026, 7, 10) / 86_400_000],
    );
    expect(items).toHaveLength(Math.min(30, Number(counted!["n"])));
    expect(items.length).toBeGreaterThan(3);
  });

  it("say who spoke to those alone who may see contact data; a claimed id is no person's name", async () => {
    const people = async (headers: Record<string, string>) => {
      const items = await all((cursor) => ok(wire.Quotes, path(cursor), headers));
      return new Set(items.map(({ person }) => person?.name ?? null));
    };
    expect(await people(analyst)).toEqual(new Set(["Ada", "bob@example.com", null]));
    expect(await people(viewer)).toEqual(new Set([null]));
    const key = await seedKey(app, survey.workspace, ["results:read"]);
    expect(await people(key.headers)).toEqual(new Set([null]));
  });
});

describe("the breakdown of a theme", () => {
  const path = (by: string) => `/themes/${theme.id}/breakdown?survey=${survey.id}&by=${by}`;

  it("tells shares of segments as a count does, and which of them stand out", async () => {
    const told = await ok(wire.ThemeBreakdown, path("channel"));
    expect(told).toMatchObject({
      choices: ["channel", "language", "score", "attr:plan"],
      capped: false,
    });
    const [texts] = await app.run("select count(*) as n from verbatims");
    expect(told.of).toBe(texts!["n"]);
    for (const row of told.rows) {
      const [raw] = await app.run(
        `select count(*) as texts, sum(exists (select 1 from mentions m where m.row = r.row and m.theme_id = ?)) as n
         from responses r where channel = ?`,
        [theme.id, row.key],
      );
      expect({ n: row.n, texts: row.texts }).toEqual({ n: raw!["n"], texts: raw!["texts"] });
      expect(row.share).toBeCloseTo(row.n / row.texts);
      expect(row.low).toBeLessThanOrEqual(row.share);
      expect(row.high).toBeGreaterThanOrEqual(row.share);
    }
    expect(new Map(told.rows.map(({ key, verdict }) => [key, verdict]))).toEqual(
      new Map([
        ["widget", "down"],
        ["link", "up"],
      ]),
    );
    // Odd rows carry it; that says nothing of deliveries.
    const plan = await ok(wire.ThemeBreakdown, path("attr:plan"));
    expect(plan.rows.map(({ key }) => key)).toEqual(["pro"]);
    expect((await ok(wire.ThemeBreakdown, path("score"))).rows.length).toBeGreaterThan(5);
  });

  it("hides small cells and, from viewers, addresses, and knows declared attributes alone", async () => {
    expect((await call(path("attr:city"))).status).toBe(400);
    expect((await call(path("person"))).status).toBe(400);
    await app.run("update responses set language = 'fr' where row % 125 = 0");
    await app.run("update responses set language = 'x@example.com' where row % 20 = 1");
    const keys = async (headers: Record<string, string>) =>
      (await ok(wire.ThemeBreakdown, path("language"), headers)).rows.map(({ key }) => key);
    expect(await keys(analyst)).toEqual(["x@example.com"]);
    expect(await keys(viewer)).toEqual([]);
    await app.run("update responses set language = null");
  });

  it("weighs its samples where there are more texts than it looks at", async () => {
    const other = {
      ...survey,
      id: (await seedSurvey(app, { ...survey, site: "st_aaaaaaaaaa" })).id,
    };
    await seedTexts(app, other, comments(2500, 0, ["delivery", "price", "support", "website"]));
    const { ctx, deps } = system(app, survey.workspace, NOW + 1);
    await runThemes({ ...ctx, newId: () => crypto.randomUUID() }, deps, other.id);
    const told = await ok(
      wire.ThemeBreakdown,
      `/themes/${theme.id}/breakdown?survey=${other.id}&by=channel`,
    );
    expect(told.capped).toBe(true);
    const [row] = told.rows;
    const [raw] = await app.run(
      "select count(*) * 1.0 / 2500 as share from mentions where theme_id = ? and survey_id = ?",
      [theme.id, other.id],
    );
    expect(row!.share).toBeCloseTo(Number(raw!["share"]), 1);
    expect(Math.abs(row!.n / row!.texts - row!.share)).toBeGreaterThan(0.02);
  });
});

describe("texts without a theme", () => {
  const path = (query = "") => `/surveys/${survey.id}/unthemed?${query}`;

  it("are listed and counted by reason", async () => {
    const told = await ok(wire.Unthemed, path());
    const raw = await app.run(
      `select reason, count(*) as n from verbatims v where survey_id = ? and not exists
         (select 1 from mentions m where m.row = v.row) group by reason`,
      [survey.id],
    );
    const counts = Object.fromEntries(raw.map(({ reason, n }) => [String(reason), n]));
    expect(Object.fromEntries(told.reasons.map(({ reason, n }) => [reason, n]))).toEqual(counts);
    expect(Object.keys(counts).length).toBeGreaterThan(1);
    const total = Object.values(counts).reduce((sum: number, n) => sum + Number(n), 0);
    expect(told).toMatchObject({ total, of: 500 });
    const items = await all((cursor) => ok(wire.Unthemed, path(cursor)));
    expect(items).toHaveLength(total);
    expect(new Set(items.map(({ response }) => response)).size).toBe(total);
    const [reason] = told.reasons;
    const some = await all((cursor) =>
      ok(wire.Unthemed, path(`reason=${reason!.reason}${cursor}`)),
    );
    expect(some).toHaveLength(reason!.n);
  });

  it("leave out what does not count", async () => {
    const [first] = (await ok(wire.Unthemed, path())).items;
    const row = parseResponseId(first!.response)!.row;
    await app.run("update responses set state = 'quarantined' where row = ?", [row]);
    expect((await ok(wire.Unthemed, path())).items.map(({ response }) => response)).not.toContain(
      first!.response,
    );
    await app.run("update responses set state = 'counted' where row = ?", [row]);
    expect((await call(path("reason=other"))).status).toBe(400);
  });
});

describe("what changed", () => {
  const changes = (query = "") =>
    ok(wire.ThemeChanges, `/surveys/${survey.id}/themes/changes${query}`);

  it("is what runs found and curators did, each with its theme, once", async () => {
    const before = await changes();
    expect(before.items.filter(({ kind }) => kind === "created").map((one) => one.theme)).toContain(
      theme.id,
    );
    const edit = (body: unknown) => call(`/themes/${theme.id}/edits`, analyst, body);
    await edit({ kind: "rename", label: "Parcels" });
    await edit({ kind: "rule", mode: "never", words: "spaceship" });
    const { items } = await changes();
    expect(items.slice(0, 2)).toMatchObject([
      {
        kind: "taught",
        theme: theme.id,
        label: "Parcels",
        text: "Texts with “spaceship” never belong here",
      },
      { kind: "renamed", theme: theme.id, by: expect.stringMatching(/^member:/u) as string },
    ]);
    const keys = items
      .filter(({ by }) => by === null)
      .map(({ kind, theme: id }) => `${kind} ${id}`);
    expect(new Set(keys).size).toBe(keys.length);
    const detail = await ok(wire.ThemeDetail, `/themes/${theme.id}?survey=${survey.id}`);
    for (const { id } of detail.edits) await edit({ kind: "undo", edit: id });
    const after = await changes();
    expect(after.items.filter(({ kind }) => kind === "renamed" || kind === "taught")).toEqual([]);
    expect(after.items.filter(({ kind }) => kind === "undone")).toHaveLength(2);
  });

  it("is of this survey's themes, and of days that there are", async () => {
    const other = (await seedSurvey(app, { ...survey, site: "st_aaaaaaaaaa" })).id;
    expect((await ok(wire.ThemeChanges, `/surveys/${other}/themes/changes`)).items).toEqual([]);
    for (const days of ["0", "91", "x", "1.5"])
      expect((await call(`/surveys/${survey.id}/themes/changes?days=${days}`)).status).toBe(400);
  });
});

describe("search by meaning", () => {
  const search = (q: string, headers = analyst) =>
    ok(wire.Meaning, `/surveys/${survey.id}/meaning?q=${encodeURIComponent(q)}`, headers);

  it("finds texts that say it in other words, nearest first, and tells the words", async () => {
    const told = await search("shipping");
    expect(told.words.length).toBeGreaterThan(3);
    expect(told.items.length).toBeGreaterThan(5);
    expect(told.items.length).toBeLessThan(30);
    expect(told.items.every(({ text }) => !/shipping/iu.test(text))).toBe(true);
    expect(told.items[0]!.text).toMatch(/deliver/iu);
    const fits = told.items.map(({ fit }) => fit);
    expect(fits).toEqual(fits.toSorted((a, b) => b - a));
    for (const { text, clause, marks } of told.items) {
      expect(clause && text.slice(clause.start, clause.end)).toBeTruthy();
      for (const { start, end } of marks) expect(text.slice(start, end)).not.toBe("");
    }
  });

  it("puts the query's own words first", async () => {
    const [first] = (await search("slow website")).items;
    expect(first!.text).toMatch(/website is slow/iu);
  });

  it("finds nothing for what is no word, and refuses nothing and too much", async () => {
    expect(await search("?!")).toEqual({ items: [], words: [], of: 0, capped: false });
    expect((await call(`/surveys/${survey.id}/meaning`)).status).toBe(400);
    expect((await call(`/surveys/${survey.id}/meaning?q=${"x".repeat(201)}`)).status).toBe(400);
  });

  it("stores nothing", async () => {
    const [before] = await app.run("select total_changes() as n");
    const [rows] = await app.run("select count(*) as n from audit_entries");
    await search("shipping");
    expect(await app.run("select count(*) as n from audit_entries")).toEqual([rows]);
    expect(before).toBeDefined();
  });

  it("of a survey finds no text of another", async () => {
    const other = {
      ...survey,
      id: (await seedSurvey(app, { ...survey, site: "st_aaaaaaaaaa" })).id,
    };
    expect((await ok(wire.Meaning, `/surveys/${other.id}/meaning?q=delivery`)).items).toEqual([]);
  });
});

describe("pages about themes", () => {
  const paths = () => [
    `/themes/${theme.id}/quotes?survey=${survey.id}`,
    `/themes/${theme.id}/quotes?survey=${survey.id}&order=typical&from=2026-08-01&to=2026-08-20`,
    `/themes/${theme.id}/breakdown?survey=${survey.id}&by=attr:plan`,
    `/surveys/${survey.id}/themes/changes`,
    `/surveys/${survey.id}/unthemed?from=2026-08-01&to=2026-08-20`,
    `/surveys/${survey.id}/meaning?q=late%20parcel`,
  ];

  it("are for members of the workspace, and for days that exist", async () => {
    for (const path of paths()) {
      expect([path, (await call(path, {})).status]).toEqual([path, 401]);
      expect([path, (await call(path, elsewhere)).status]).toEqual([path, 404]);
      expect([path, (await call(path, viewer)).status]).toEqual([path, 200]);
    }
    for (const path of [
      `/themes/${theme.id}/quotes?from=2026-02-31`,
      `/themes/${theme.id}/breakdown?to=yesterday`,
      `/surveys/${survey.id}/unthemed?from=2026-02-31`,
      `/surveys/${survey.id}/meaning?q=x&from=2026-02-31`,
    ])
      expect([path, (await call(path)).status]).toEqual([path, 400]);
  });

  it("never walk a table", async () => {
    const plans = await plansOf(app, async () => {
      for (const path of paths()) await call(path);
    });
    expect(fullScans(plans)).toEqual([]);
  });
});

it("refuses or bears null bytes, endless strings and foreign syntax in every question and edit", async () => {
  const hostile = [
    "\u0000",
    "x".repeat(100_000),
    `" OR 1=1 --`,
    "NEAR(a b)*",
    "\ud800",
    "1e309",
    "-1",
  ];
  const on = `/surveys/${survey.id}`;
  const of = `/themes/${theme.id}`;
  const questions = [
    [`${on}/meaning`, "q"],
    [`${on}/unthemed`, "cursor"],
    [`${on}/unthemed`, "reason"],
    [`${on}/themes/changes`, "days"],
    [`${of}/quotes`, "cursor"],
    [`${of}/quotes`, "order"],
    [`${of}/breakdown`, "by"],
    [`${of}/quotes`, "from"],
  ] as const;
  for (const value of hostile) {
    for (const [path, name] of questions) {
      const query = new URLSearchParams({ [name]: value });
      expect((await call(`${path}?${query}`)).status, `${path} ${name}`).toBeLessThan(500);
    }
    for (const kind of ["edits", "preview"])
      for (const edit of [
        { kind: "rule", mode: "never", words: value },
        { kind: "split", label: value, quotes: [{ response: value, question: "q2" }] },
        { kind: "wrong", quote: { response: value, question: value }, to: value },
        { kind: "move", parent: value },
      ])
        expect((await call(`${of}/${kind}`, analyst, edit)).status, edit.kind).toBeLessThan(500);
  }
});
