import { afterAll, describe, expect, it } from "vitest";
import { DAY_MS, dayText } from "../../domain/time/days.ts";
import type { Response as Answered, Responses } from "../../domain/wire/responses.ts";
import { seedKey } from "../support/app.ts";
import { NOW, openDesk, today } from "../support/desk.ts";
import { indexAll, seedMention, seedResponses } from "../support/responses.ts";

const { app, home, analyst, viewer, get, survey, list, rowsOf } = await openDesk();
afterAll(() => app.close());
const texts = ({ items }: Responses) => items.map((item) => item.texts["q2"]);

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
        occurredAt: NOW - 3 * DAY_MS,
      },
      {
        answers: { q1: 6 },
        channel: "widget",
        lang: "de",
        attributes: { plan: "free", seats: 5, trial: true },
        occurredAt: NOW - 2 * DAY_MS,
      },
      {
        answers: { q1: 9, q2: "c" },
        channel: "link",
        lang: "en",
        attributes: { plan: "pro", note: "a:b" },
        occurredAt: NOW - DAY_MS,
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
    // A word of 200 texts stands for itself alone; where it is rare it still begins others.
    await seedResponses(
      app,
      home.workspace,
      other,
      Array.from({ length: 200 }, () => ({ answers: { q1: 5, q2: "Fast, deliver more" } })),
    );
    await seedResponses(app, home.workspace, other, [{ answers: { q1: 9, q2: "Late delivery" } }]);
    await indexAll(app);
    expect(texts(await list(other, "?q=deliv"))[0]).toBe("Late delivery");
    expect(texts(await list(other, "?q=deliver"))[0]).toBe("Fast, deliver more");
    expect(await found("deliver")).toHaveLength(2);
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

  it("a filter that rarely matches stops at its limit, says so, and can go on", async () => {
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
    expect((await list(id)).items).toHaveLength(30);
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
