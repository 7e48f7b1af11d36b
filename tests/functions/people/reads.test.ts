import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ROWS } from "../../../domain/survey/rows.ts";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { People, SegmentPreview, SegmentRules } from "../../../domain/wire/people.ts";
import { type TestApp, seedMember, seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";
import { readsBy, rowsRead } from "../../support/reads.ts";
import { type Sent, isSelect, sentBy } from "../../support/sent.ts";
import { NOW, system } from "../../support/texts.ts";
import { callsOf } from "./support.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const app = await testApp({ now: () => NOW });
afterAll(() => app.close());
let home: { workspace: string; site: string };
let api: ReturnType<typeof callsOf>;
let deps: ReturnType<typeof system>["deps"];

/** What finding out who asks costs: the session and the member. */
const SESSION = 2;
/** The one behind the last, which SQLite looks at before it numbers the last. */
const BEHIND = 1;

/** 100,000 people, each with ten answers but one, who has 4,000. */
beforeAll(async () => {
  home = await seedWorkspace(app);
  api = callsOf(app, (await seedMember(app, home.workspace, "admin")).headers);
  ({ deps } = system(app, home.workspace));
  const survey = await seedSurvey(app, home);
  for (const { name } of await app.run("select name from sqlite_master where type = 'trigger'"))
    await app.run(`drop trigger ${String(name)}`);
  await app.run(
    `insert into people (workspace_id, person, email, attributes, language, consent, source, created_at, updated_at)
     select '${home.workspace}', printf('p%06d', value), iif(value % 2, printf('mail%06d@example.com', value), null),
       iif(value % 1000, '{"plan":"free"}', '{"plan":"pro"}'), 'de', iif(value % 5000, 'unknown', 'given'), 'import', value, value
     from generate_series(1, 100000)`,
  );
  await app.run(
    `insert into responses (row, workspace_id, survey_id, submission, rev, content, channel, state, score, answers, complete, day, facts, person, person_proven, created_at, updated_at)
     select no * ${ROWS} + value, workspace_id, id, printf('%036d', value), 0, '', 'widget', 'counted', 9, '{}', 1, 1, '[]',
       iif(value <= 40000, printf('p%06d', value / 10 + 1), 'p000150'), 1, ${NOW - 20 * DAY_MS}, 0
     from surveys, generate_series(1, 44000) where id = '${survey.id}'`,
  );
});

async function plansOfAll(where: Pick<TestApp, "run">, sent: readonly Sent[]): Promise<string[]> {
  const plans: string[] = [];
  for (const { sql, args } of sent)
    for (const { detail } of await where.run(`explain query plan ${sql}`, args))
      if (/^(SEARCH|SCAN)/u.test(String(detail))) plans.push(String(detail));
  return plans;
}

const walk = async (rules: SegmentRules | null, after: string | null, limit: number) => {
  let walked: { items: { person: string }[]; next: string | null } = { items: [], next: null };
  const reads = await readsBy(app, async () => {
    walked = await deps.people.walk(home.workspace, rules, after, limit, NOW);
  });
  return { ...walked, rows: rowsRead(reads) };
};

describe("one step of a walk through 100,000 people", () => {
  it("reads those that it returns, without rules", async () => {
    const { items, next, rows } = await walk(null, "p050000", 100);
    expect([items[0]?.person, items.length, next]).toEqual(["p050001", 100, "p050100"]);
    expect(rows).toBe(100 + BEHIND);
  });

  it("reads as far as its page is full", async () => {
    const { items, next, rows } = await walk({ languages: ["de"] }, null, 100);
    expect([items.length, next]).toEqual([100, "p000100"]);
    expect(rows).toBe(100 + BEHIND);
  });

  it("reads 2,000 people at most, however few it finds", async () => {
    for (const [rules, found] of [
      [{ attributes: [{ name: "plan", is: "one_of", values: ["pro"] }] }, 2],
      [{ attributes: [{ name: "plan", is: "one_of", values: ["pro"] }], reachable: true }, 0],
      [{ consent: ["given"] }, 0],
      [{ consent: ["withdrawn"] }, 0],
      [{ languages: ["fr"] }, 0],
    ] as [SegmentRules, number][]) {
      const { items, next, rows } = await walk(rules, null, 2000);
      expect([items.length, next, rows]).toEqual([found, "p002000", 2000 + BEHIND]);
    }
  });

  it("reads 1,000 people and 1,900 answers at most where answers are asked", async () => {
    // Ten answers each: 190 people in full, each answer with its survey; the last is looked at again.
    const { items, next, rows } = await walk({ silentDays: 10 }, null, 1000);
    expect([items.length, next]).toEqual([149, "p000149"]);
    expect(rows).toBe(1000 + BEHIND + 2 * 1900);
    // Who has more than that alone is judged by so many, and passed.
    const one = await walk({ silentDays: 30 }, "p000149", 1000);
    expect([one.items.length, one.next, one.rows]).toEqual([
      0,
      "p000150",
      1000 + BEHIND + 2 * 1900,
    ]);
    const none = await walk({ silentDays: 30 }, "p010000", 1000);
    expect([none.items.length, none.next, none.rows]).toEqual([1000, "p011000", 1000 + BEHIND]);
  });

  it("of given people all are judged, in as many steps as their answers take", async () => {
    const ids = Array.from({ length: 500 }, (_, i) => `p${String(i + 1).padStart(6, "0")}`);
    const people = (await deps.people.many(home.workspace, ids)).toSorted((x, y) =>
      x.person < y.person ? -1 : 1,
    );
    const silent = await deps.people.inSegment(home.workspace, { silentDays: 10 }, people, NOW);
    expect(silent.length).toBe(500);
    expect(await deps.people.inSegment(home.workspace, { silentDays: 30 }, people, NOW)).toEqual(
      [],
    );
  });

  it("reaches the end", async () => {
    expect(await walk({ languages: ["de"] }, "p099999", 100)).toMatchObject({
      next: null,
      rows: 1,
    });
    expect(await walk(null, "p100000", 100)).toMatchObject({ items: [], next: null, rows: 0 });
  });
});

describe("views", () => {
  it("a page of everybody, of a beginning, and one person", async () => {
    const rows = async (path: string) => rowsRead(await readsBy(app, () => api.get<People>(path)));
    expect(await rows("/people")).toBe(SESSION + 50 + BEHIND);
    expect(await rows("/people?q=p09")).toBe(SESSION + 50);
    expect(await rows("/people?q=mail05&limit=20")).toBe(SESSION + 20);
    expect(await rows("/people?q=nobody")).toBe(SESSION);
    // Their row, ten answers twice (told, and why they rest), each with its survey; the workspace.
    const one = await rows("/people/p000100");
    expect(one).toBeLessThanOrEqual(SESSION + 1 + 4 * 10 + 10);
    expect(await rows("/people/p000150")).toBeLessThanOrEqual(SESSION + 1 + 4 * 200 + 10);
    expect(await rows("/people/attributes")).toBe(SESSION + 200);
  });

  it("a preview looks at 20,000 people and says that there may be more", async () => {
    let seen: SegmentPreview | undefined;
    const reads = await readsBy(app, async () => {
      seen = await api.post("/segments/preview", {
        rules: { attributes: [{ name: "plan", is: "one_of", values: ["pro"] }] },
      });
    });
    expect(seen).toMatchObject({ n: 20, reachable: 0, complete: false });
    expect(rowsRead(reads)).toBe(SESSION + 10 * (2000 + BEHIND));
  });

  it("whatever writes looks people, addresses and suppressions up by key", async () => {
    const sent = await sentBy(async () => {
      const items = [
        { person: "p000778", language: "fr" },
        { person: "p000779", subscription: "unsubscribed", attributes: { plan: "pro" } },
      ];
      await api.post("/people", { items });
      await api.post("/suppressions", { emails: ["mail000781@example.com"] });
      await api.remove("/suppressions?email=mail000781@example.com");
      await api.post("/erasures", { person: "p000783", email: "mail000785@example.com" });
    });
    const writes = sent.filter(
      ({ sql }) => !isSelect({ sql, args: [] }) && /\b(people|suppressions)\b/u.test(sql),
    );
    expect(writes.length).toBeGreaterThan(8);
    // The local driver never finishes an explained write: it is explained where nothing follows.
    const explained = await testApp();
    const plans = await plansOfAll(explained, writes);
    await explained.close();
    const steps = plans.filter((step) => /\b(people|suppressions|p|e)\b/u.test(step));
    expect(steps.length).toBeGreaterThan(8);
    for (const step of steps)
      expect(step).toMatch(/\((workspace_id=\? AND (person|email|hash)[=<]\?)/u);
  });

  it("a row of a call reads its person; an address alone its owners as well", async () => {
    const save = async (items: object[]) =>
      rowsRead(await readsBy(app, () => api.post("/people", { items })));
    // The attribute that is named by now, and the person.
    expect(await save([{ person: "p000777", language: "de" }])).toBe(SESSION + 1 + 1);
    // And the entry of the index before.
    expect(await save([{ email: "mail000777@example.com", language: "de" }])).toBe(SESSION + 1 + 2);
  });
});
