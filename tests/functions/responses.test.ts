import fc from "fast-check";
import Papa from "papaparse";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { responseId } from "../../domain/survey/ids.ts";
import { dayText } from "../../domain/time/days.ts";
import type { Response as Answered, Responses } from "../../domain/wire/responses.ts";
import type { Definition } from "../../domain/wire/survey.ts";
import {
  type TestApp,
  seedKey,
  seedMember,
  seedSurvey,
  seedWorkspace,
  testApp,
} from "../support/app.ts";
import { npsDefinition } from "../support/definitions.ts";
import { fullScans, plansOf } from "../support/plans.ts";
import { indexAll, seedMention, seedResponses } from "../support/responses.ts";
import { rollupDrift } from "../support/rollups.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 1, 12);
const today = NOW / DAY - 0.5;

let app: TestApp;
let home: { workspace: string; site: string };
let analyst: Record<string, string>;
let viewer: Record<string, string>;
let stranger: Record<string, string>;

const withEmail: Definition = {
  ...npsDefinition,
  questions: [...npsDefinition.questions, { id: "q4", kind: "email", text: "=Your address?" }],
};

beforeAll(async () => {
  app = await testApp({ now: () => NOW });
  home = await seedWorkspace(app);
  await app.run(`update workspaces set attributes = '["plan"]' where id = ?`, [home.workspace]);
  analyst = (await seedMember(app, home.workspace, "analyst")).headers;
  viewer = (await seedMember(app, home.workspace, "viewer")).headers;
  stranger = (await seedMember(app, (await seedWorkspace(app)).workspace, "owner")).headers;
});
afterAll(() => app.close());

const survey = async () => (await seedSurvey(app, home, { definition: withEmail })).id;
const get = (path: string, headers = analyst) => app.request(`/api/v1${path}`, { headers });
async function list(id: string, query = "", headers = analyst): Promise<Responses> {
  const reply = await get(`/surveys/${id}/responses${query}`, headers);
  expect(reply.status, query).toBe(200);
  return (await reply.json()) as Responses;
}
const move = (id: string, to: string, headers = analyst) =>
  app.post(`/api/v1/responses/${id}/move`, { to }, headers);
const texts = ({ items }: Responses) => items.map((item) => item.texts["q2"]);
const rowsOf = async (id: string) =>
  (await app.run("select row from responses where survey_id = ? order by row", [id])).map((row) =>
    Number(row["row"]),
  );

describe("the list", () => {
  it("is newest first, in pages that neither repeat nor lose a response", async () => {
    const id = await survey();
    await seedResponses(
      app,
      home.workspace,
      id,
      Array.from({ length: 57 }, (_, i) => ({ answers: { q1: i % 11, q2: `no ${i}` } })),
    );
    const seen: Answered[] = [];
    let cursor: string | null = "";
    for (let pages = 0; cursor !== null; pages++) {
      expect(pages).toBeLessThan(4);
      const page: Responses = await list(id, `?limit=25${cursor && `&cursor=${cursor}`}`);
      expect(page.narrowed).toBe(false);
      seen.push(...page.items);
      cursor = page.next;
    }
    expect(seen.map((item) => item.texts["q2"])).toEqual(
      Array.from({ length: 57 }, (_, i) => `no ${56 - i}`),
    );
    expect(new Set(seen.map((item) => item.id)).size).toBe(57);
    expect((await list(await survey())).items).toEqual([]);
  });

  it("shows one response as it was given", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [
      {
        answers: {
          q1: 3,
          q2: "Late again",
          q3: ["o1", { id: "o3", text: "Colour" }],
          q4: "ann@example.com",
        },
        person: { id: "cust-1" },
        attributes: { plan: "pro", contact: "ann@example.com" },
        lang: "de-AT",
        channel: "link",
        page: "https://shop.example/cart",
      },
    ]);
    const [item] = (await list(id)).items;
    expect(item).toMatchObject({
      survey: id,
      channel: "link",
      state: "counted",
      score: 3,
      answers: { q1: 3, q3: ["o1", "o3"], q4: "ann@example.com" },
      texts: { q2: "Late again", q3: "Colour" },
      complete: true,
      language: "de",
      attributes: { plan: "pro", contact: "ann@example.com" },
      person: { id: "cust-1", verified: true },
      mentions: [],
      sentiment: null,
      at: NOW,
    });
    expect(await (await get(`/responses/${item!.id}`)).json()).toEqual(item);
    const seen = (await list(id, "", viewer)).items[0]!;
    expect(JSON.stringify(seen)).not.toContain("ann@example.com");
    expect(seen).toMatchObject({
      person: null,
      answers: { q1: 3 },
      texts: { q2: "Late again" },
      attributes: { plan: "pro" },
    });
    const key = await seedKey(app, home.workspace, ["results:read"]);
    expect((await list(id, "", key.headers)).items[0]).toEqual(seen);
  });

  it("filters by everything, alone and together", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [
      {
        answers: { q1: 0, q2: "a" },
        channel: "widget",
        lang: "en",
        attributes: { plan: "pro" },
        occurredAt: NOW - 3 * DAY,
      },
      {
        answers: { q1: 6 },
        channel: "widget",
        lang: "de",
        attributes: { plan: "free", seats: 5, trial: true },
        occurredAt: NOW - 2 * DAY,
      },
      {
        answers: { q1: 9, q2: "c" },
        channel: "link",
        lang: "en",
        attributes: { plan: "pro", note: "a:b" },
        occurredAt: NOW - DAY,
      },
      { answers: { q1: 10, q2: "d" }, channel: "link", lang: "en", occurredAt: NOW },
    ]);
    const found = async (query: string) =>
      (await list(id, `?${query}`)).items.map((item) => item.score);
    expect(await found("channel=widget")).toEqual([6, 0]);
    expect(await found("language=en")).toEqual([10, 9, 0]);
    expect(await found("min=6&max=9")).toEqual([9, 6]);
    expect(await found("text=1")).toEqual([10, 9, 0]);
    expect(await found("attr=plan:pro")).toEqual([9, 0]);
    expect(await found("attr=seats:5")).toEqual([6]);
    expect(await found("attr=trial:true")).toEqual([6]);
    expect(await found("attr=note:a%3Ab")).toEqual([9]);
    expect(await found(`from=${dayText(today - 2)}&to=${dayText(today - 1)}`)).toEqual([9, 6]);
    expect(await found("channel=link&language=en&min=10&text=1")).toEqual([10]);
    expect(await found("state=quarantined")).toEqual([]);
  });

  it("finds words by beginnings, in any case and accent, all of them", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [
      { answers: { q1: 1, q2: "Délivery was SLOW and the box broken" } },
      { answers: { q1: 9, q2: "Fast delivery" } },
      { answers: { q1: 9, q2: "Slow website" } },
    ]);
    expect((await list(id, "?q=delivery")).items).toEqual([]);
    await indexAll(app);
    const found = async (q: string) => texts(await list(id, `?q=${encodeURIComponent(q)}`));
    expect(await found("delivery")).toEqual([
      "Fast delivery",
      "Délivery was SLOW and the box broken",
    ]);
    expect(await found("slow deliv")).toEqual(["Délivery was SLOW and the box broken"]);
    expect(await found("SLOW")).toHaveLength(2);
    expect(await found("deliv slow")).toEqual([]);
    expect(await found("box OR fast")).toEqual([]);
    expect(await found("   ")).toHaveLength(3);
    expect(await found("!!!")).toEqual([]);
    expect(texts(await list(id, "?q=slow&max=5"))).toHaveLength(1);
    const other = await survey();
    expect((await list(other, "?q=delivery")).items).toEqual([]);
  });

  it("filters by theme and sentiment, and marks the text", async () => {
    const id = await survey();
    await seedResponses(
      app,
      home.workspace,
      id,
      Array.from({ length: 6 }, (_, i) => ({ answers: { q1: i, q2: `text ${i}` } })),
    );
    const rows = await rowsOf(id);
    const theme = await seedMention(app, home.workspace, id, {
      row: rows[0]!,
      label: "slow delivery",
      sentiment: -1,
    });
    await seedMention(app, home.workspace, id, {
      row: rows[3]!,
      theme,
      label: "slow delivery",
      sentiment: 1,
    });
    expect(texts(await list(id, `?theme=${theme}`))).toEqual(["text 3", "text 0"]);
    expect(texts(await list(id, `?theme=${theme}&sentiment=negative`))).toEqual(["text 0"]);
    expect(texts(await list(id, "?sentiment=positive"))).toEqual(["text 3"]);
    expect((await list(id, `?theme=${theme}&sentiment=negative`)).items[0]).toMatchObject({
      sentiment: "negative",
      mentions: [
        { theme, label: "slow delivery", sentiment: "negative", question: "q2", start: 0, end: 4 },
      ],
    });
    await app.run("update themes set muted = 1 where id = ?", [theme]);
    expect((await list(id)).items.flatMap((item) => item.mentions)).toEqual([]);
  });

  it("polls: only what is newer, and 304 when nothing is", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [{ answers: { q1: 1 } }, { answers: { q1: 2 } }]);
    const [newest] = (await list(id)).items;
    const path = `/surveys/${id}/responses?since=${newest!.id}`;
    const first = await get(path);
    expect(((await first.json()) as Responses).items).toEqual([]);
    const etag = first.headers.get("etag") ?? "";
    const again = () =>
      app.request(`/api/v1${path}`, { headers: { ...analyst, "if-none-match": etag } });
    expect((await again()).status).toBe(304);
    await seedResponses(app, home.workspace, id, [{ answers: { q1: 7 } }]);
    const news = await again();
    expect(news.status).toBe(200);
    expect(((await news.json()) as Responses).items.map((item) => item.score)).toEqual([7]);
  });

  it("a filter that rarely matches stops after 5,000 rows, says so, and can go on", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [{ answers: { q1: 0, q2: "needle" } }]);
    const no = Math.floor((await rowsOf(id))[0]! / 2 ** 32);
    await app.run(
      `with recursive n(i) as (select 2 union all select i + 1 from n where i < 12000)
       insert into responses (row, workspace_id, survey_id, submission, rev, content, channel, state, score, answers, complete, day, facts, created_at, updated_at)
       select ? * 4294967296 + i, ?, ?, printf('%036d', i), 0, '', 'api', 'counted', 10, '{"q1":10}', 1, 20000, '[["q1","channel","api",10]]', ?, ? from n`,
      [no, home.workspace, id, NOW, NOW],
    );
    const first = await list(id, "?max=0");
    expect(first).toMatchObject({ items: [], narrowed: true });
    const second = await list(id, `?max=0&cursor=${first.next}`);
    expect(second).toMatchObject({ items: [], narrowed: true });
    const third = await list(id, `?max=0&cursor=${second.next}`);
    expect(texts(third)).toEqual(["needle"]);
    expect(third).toMatchObject({ next: null, narrowed: false });
    expect((await list(id)).items).toHaveLength(50);
    // The tray is an index of its own: old rows are found at once.
    await app.run(
      "update responses set state = 'quarantined' where survey_id = ? and row % 3000 = 1",
      [id],
    );
    expect((await list(id, "?state=quarantined")).items.length).toBeGreaterThan(2);
  });

  it.each([
    "?cursor=x",
    "?cursor=01890000-0000-7000-8000-000000000001",
    "?since=-1",
    "?from=2026-02-30",
    "?channel=fax",
    "?state=gone",
    "?attr=plan",
    "?min=a",
    "?limit=0x10",
    `?q=${"a".repeat(201)}`,
  ])("refuses %s", async (query) => {
    const reply = await get(`/surveys/${await survey()}/responses${query}`);
    expect(reply.status).toBe(400);
  });
});

describe("what cannot be smuggled in", () => {
  it("a search is words, whatever is typed", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [{ answers: { q1: 1, q2: "hidden treasure" } }]);
    await indexAll(app);
    const alphabet = fc.constantFrom(
      '"',
      "'",
      "*",
      "(",
      ")",
      "^",
      ":",
      "-",
      "+",
      "{",
      "}",
      "\\",
      "%",
      "_",
      ";",
      " ",
      "OR",
      "NOT",
      "AND",
      "NEAR",
      "text",
      "rowid",
      "a",
      "é",
      "漢",
      "\u0301",
      "\u0000",
      "\ud800",
      "🙂",
      "x'",
    );
    const typed = fc
      .array(alphabet, { maxLength: 14 })
      .map((parts) => parts.join("").slice(0, 200));
    await fc.assert(
      fc.asyncProperty(typed, async (q) => {
        const reply = await get(
          `/surveys/${id}/responses?q=${encodeURIComponent(q.toWellFormed())}`,
        );
        expect(reply.status).toBe(200);
        const { items } = (await reply.json()) as Responses;
        // Only a search without a word gives everything.
        if (q.trim() !== "") expect(items).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("SQL in any filter is text or 400, never 500", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [
      { answers: { q1: 1, q2: "x" }, attributes: { plan: "pro" } },
    ]);
    const evil = [
      "' or 1=1 --",
      '" or ""="',
      "1; drop table responses",
      "%",
      "$.plan",
      "') union select * from users --",
    ];
    for (const name of [
      "cursor",
      "from",
      "channel",
      "state",
      "language",
      "theme",
      "sentiment",
      "min",
      "text",
      "since",
      "limit",
    ]) {
      for (const value of evil) {
        const reply = await get(`/surveys/${id}/responses?${name}=${encodeURIComponent(value)}`);
        expect([200, 400]).toContain(reply.status);
        if (reply.status === 200) expect(((await reply.json()) as Responses).items).toEqual([]);
      }
    }
    for (const value of evil)
      expect((await list(id, `?attr=plan:${encodeURIComponent(value)}`)).items).toEqual([]);
    expect((await list(id)).items).toHaveLength(1);
  });
});

describe("one response", () => {
  it("is not there for another tenant, nor under a guessed time", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [{ answers: { q1: 1 } }]);
    const [item] = (await list(id)).items;
    expect((await get(`/responses/${item!.id}`, stranger)).status).toBe(404);
    expect((await move(item!.id, "deleted", stranger)).status).toBe(404);
    expect((await get(`/responses/${item!.id}`, {})).status).toBe(401);
    const guessed = item!.id.replace(/^.{8}/u, "00000000");
    for (const wrong of [guessed, "nonsense", "%00", crypto.randomUUID()]) {
      expect((await get(`/responses/${encodeURIComponent(wrong)}`)).status).toBe(404);
    }
    expect((await get(`/responses/${item!.id}`)).status).toBe(200);
  });

  it("is moved out of the figures and back, with its log", async () => {
    const id = await survey();
    await seedResponses(
      app,
      home.workspace,
      id,
      Array.from({ length: 6 }, () => ({ answers: { q1: 10, q2: "good" } })),
    );
    const [item] = (await list(id)).items;
    const counted = async () =>
      ((await (await get(`/surveys/${id}/scores`)).json()) as { n: number }).n;
    for (const to of ["quarantined", "test", "deleted"]) {
      const moved = await move(item!.id, to);
      expect(moved.status).toBe(200);
      expect(await moved.json()).toMatchObject({ id: item!.id, state: to, reason: "by hand" });
      expect(await counted()).toBe(5);
      expect((await list(id)).items).toHaveLength(5);
      expect((await list(id, `?state=${to}`)).items).toHaveLength(1);
      expect((await move(item!.id, "counted")).status).toBe(200);
      expect(await counted()).toBe(6);
    }
    expect((await move(item!.id, "counted")).status).toBe(200);
    const log = await app.run(
      "select action, actor, detail from audit_entries where target = ? order by id",
      [item!.id],
    );
    expect(log).toHaveLength(6);
    expect(log[0]).toMatchObject({
      action: "response.move",
      detail: '{"from":"counted","to":"quarantined"}',
    });
    expect(await rollupDrift(app)).toEqual([]);
  });

  it("a pending vote waits for its evidence; late and suspect ones may be restored", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [{ answers: { q1: 10 } }]);
    const [item] = (await list(id)).items;
    const set = (state: string) =>
      app.run("update responses set state = ? where survey_id = ?", [state, id]);
    await set("pending");
    expect((await move(item!.id, "counted")).status).toBe(422);
    for (const state of ["late", "suspect", "quarantined", "test", "deleted"]) {
      await set(state);
      expect([state, (await move(item!.id, "counted")).status]).toEqual([state, 200]);
    }
    for (const to of ["late", "suspect", "pending", ""])
      expect((await move(item!.id, to)).status).toBe(422);
    expect((await move(item!.id, "deleted", viewer)).status).toBe(403);
  });

  it("rollups equal a recomputation after any sequence of adding and moving", async () => {
    const place = await seedWorkspace(app);
    const owner = (await seedMember(app, place.workspace, "owner")).headers;
    const { id } = await seedSurvey(app, place);
    const step = fc.oneof(
      fc.record({
        add: fc.integer({ min: 0, max: 10 }),
        ago: fc.nat(40),
        text: fc.boolean(),
        complete: fc.boolean(),
      }),
      fc.record({
        move: fc.nat(1000),
        to: fc.constantFrom("counted", "quarantined", "test", "deleted"),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
        for (const one of steps) {
          if ("add" in one) {
            await seedResponses(app, place.workspace, id, [
              {
                answers: { q1: one.add, ...(one.text && { q2: "text" }), q3: ["o1"] },
                complete: one.complete,
                occurredAt: NOW - one.ago * DAY,
                lang: "en",
              },
            ]);
          } else {
            const rows = await app.run(
              "select row, created_at from responses where survey_id = ?",
              [id],
            );
            const row = rows[one.move % Math.max(rows.length, 1)];
            if (!row) continue;
            const reply = await move(
              responseId(Number(row["created_at"]), Number(row["row"])),
              one.to,
              owner,
            );
            expect(reply.status).toBe(200);
          }
        }
        expect(await rollupDrift(app)).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});

describe("the export", () => {
  const file = async (id: string, query = "", headers = analyst) => {
    const reply = await get(`/surveys/${id}/responses.csv${query}`, headers);
    expect(reply.status).toBe(200);
    const bytes = new Uint8Array(await reply.arrayBuffer());
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    return {
      reply,
      text,
      rows: Papa.parse<Record<string, string>>(text.slice(1).trimEnd(), { header: true }).data,
    };
  };

  it("holds what the list holds, in words, safe to open", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [
      {
        answers: {
          q1: 9,
          q2: "=cmd|' /C calc'!A0\nsecond, \"line\"",
          q3: ["o1", { id: "o3", text: "Colour" }],
        },
        attributes: { plan: "+pro", seats: 5 },
        person: { id: "@ann" },
      },
      { answers: { q1: 2, q2: "ＬＡＴＥ" }, complete: false },
    ]);
    const { reply, text, rows } = await file(id);
    expect(reply.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(reply.headers.get("content-disposition")).toMatch(
      /^attachment; filename="sv-[a-z2-7]{10}\.csv"$/u,
    );
    expect(reply.headers.get("x-truncated")).toBe("0");
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatchObject({
      day: dayText(today),
      score: "9",
      "q1 How likely are you to recommend us?": "9",
      "q2 Why?": "'=cmd|' /C calc'!A0\nsecond, \"line\"",
      "q3 What matters?": "Price; Other: Colour",
      "q4 =Your address?": "",
      plan: "'+pro",
      person: "'@ann",
      "other attributes": '{"seats":5}',
      complete: "true",
    });
    expect(rows[0]).toMatchObject({ "q2 Why?": "ＬＡＴＥ", complete: "false", plan: "" });
    expect((await file(id, "?min=9")).rows).toHaveLength(1);
    expect((await file(id, "?q=!!!")).rows).toHaveLength(0);
  });

  it("goes through all pages and is cut at 50,000, and says so", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [{ answers: { q1: 0 } }]);
    const no = Math.floor((await rowsOf(id))[0]! / 2 ** 32);
    const fill = (from: number, to: number) =>
      app.run(
        `with recursive n(i) as (select ? union all select i + 1 from n where i < ?)
         insert into responses (row, workspace_id, survey_id, submission, rev, content, channel, state, score, answers, complete, day, facts, created_at, updated_at)
         select ? * 4294967296 + i, ?, ?, printf('%036d', i), 0, '', 'api', 'counted', i % 11, '{}', 1, 20000, '[]', ?, ? from n`,
        [from, to, no, home.workspace, id, NOW, NOW],
      );
    await fill(2, 2500);
    const whole = await file(id);
    expect(whole.rows).toHaveLength(2500);
    expect(new Set(whole.rows.map((row) => row["id"])).size).toBe(2500);
    for (let from = 2501; from < 50_010; from += 10_000)
      await fill(from, Math.min(from + 9999, 50_010));
    const cut = await file(id);
    expect(cut.rows).toHaveLength(50_000);
    expect(cut.reply.headers.get("x-truncated")).toBe("1");
    const filtered = await file(id, "?max=0");
    expect(filtered.rows.length).toBe(4547);
    expect(filtered.reply.headers.get("x-truncated")).toBe("0");
  }, 60_000);

  it("is not a viewer's, nor a stranger's", async () => {
    const id = await survey();
    expect((await get(`/surveys/${id}/responses.csv`, viewer)).status).toBe(403);
    expect((await get(`/surveys/${id}/responses.csv`, stranger)).status).toBe(404);
  });
});

it("no request reads a whole table", async () => {
  const id = await survey();
  await seedResponses(
    app,
    home.workspace,
    id,
    Array.from({ length: 30 }, (_, i) => ({ answers: { q1: i % 11, q2: "slow delivery" } })),
  );
  await indexAll(app);
  const theme = await seedMention(app, home.workspace, id, {
    row: (await rowsOf(id))[0]!,
    label: "delivery",
    sentiment: -1,
  });
  const [item] = (await list(id)).items;
  const asks = [
    "",
    "?q=slow",
    `?theme=${theme}`,
    `?q=slow&theme=${theme}&sentiment=negative`,
    "?state=quarantined",
    "?state=counted&language=en",
    "?sentiment=negative&attr=plan:pro",
    `?since=${item!.id}`,
    `?from=${dayText(today)}&text=1&min=3`,
  ];
  for (const query of asks) {
    for (const path of [`responses${query}`, `responses.csv${query}`]) {
      const plans = await plansOf(app, async () => (await get(`/surveys/${id}/${path}`)).text());
      expect(plans.filter((step) => step.includes("responses")).length).toBeGreaterThan(0);
      expect([path, fullScans(plans)]).toEqual([path, []]);
    }
  }
  expect(fullScans(await plansOf(app, () => get(`/responses/${item!.id}`)))).toEqual([]);
});
