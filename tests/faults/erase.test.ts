import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Erased, ErasePreview, Erasures } from "../../domain/wire/erasures.ts";
import { serveLibsql } from "../../scripts/libsql/server.ts";
import { type TestApp, seedMember, seedWorkspace, testApp } from "../support/app.ts";
import { CANARIES, CANARY, plantCanary, tablesWith } from "../support/canary.ts";
import { NO_DRIFT, drift } from "../support/counters.ts";
import { NOW } from "../support/texts.ts";

vi.setConfig({ testTimeout: 60_000 });
const SUBJECT = { person: CANARY.person, email: CANARY.email };
let folder: string;
let app: TestApp;
let running: boolean;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "verbatim-erase-"));
  app = await testApp({ file: join(folder, "verbatim.db"), now: () => NOW });
  running = true;
});
afterEach(async () => {
  if (running) await app.close();
  rmSync(folder, { recursive: true });
});

/** Words that stand in any file of the folder, whatever the case. */
const wordsInFiles = () => {
  const bytes = readdirSync(folder).map((name) =>
    readFileSync(join(folder, name)).toString("latin1").toLowerCase(),
  );
  return CANARIES.filter((word) => bytes.some((text) => text.includes(word)));
};

describe("fault 56: erasing a person", () => {
  it("leaves nothing of them in any table, index, export, log or byte, and counts what is left", async () => {
    const said = ["log", "warn", "error"] as const;
    const spies = said.map((name) => vi.spyOn(console, name));
    const { headers, survey, cron } = await plantCanary(app);
    const holding = [
      "attribute_values",
      "invitations",
      "mails",
      "people",
      "responses",
      "rollup_spans",
      "rollups",
      "sends",
      "sites",
      "theme_edits",
      "theme_refits",
      "themes",
      "verbatim_search_data",
      "verbatim_search_words",
      "workspaces",
    ];
    expect(await tablesWith(app, CANARIES)).toEqual(expect.arrayContaining(holding));
    expect(wordsInFiles()).toEqual(CANARIES);
    expect(await drift(app)).toEqual(NO_DRIFT);

    const reply = await app.post("/api/v1/erasures", SUBJECT, headers);
    expect(reply.status).toBe(200);
    const erased = (await reply.json()) as Erased;
    expect(erased.done).toBe(true);
    expect(erased.removed).toMatchObject({
      people: 2,
      responses: 13,
      invitations: 2,
      mails: 1,
      asks: 1,
    });

    expect(await tablesWith(app, CANARIES)).toEqual([]);
    expect(await app.run("select state from theme_refits order by id")).toEqual([
      { state: "accepted" },
      { state: "discarded" },
    ]);
    // What curators made of their texts: gone where it was theirs alone, else made anew from the others'.
    expect(await app.run("select id from themes where label = 'Theirs alone'")).toEqual([]);
    expect(await app.run("select id from theme_edits where payload like '%vector%'")).toEqual([]);
    const split = async () =>
      (
        await app.run(
          `select json_array_length(model, '$.quotes') as quotes, model ->> '$.facets[0].centroid' as centroid,
             model ->> '$.rebuild' as anew from themes where label = 'Mixed'`,
        )
      )[0];
    expect(await split()).toEqual({ quotes: 3, centroid: "", anew: 1 });
    await cron("*/15 * * * *", NOW + 60_000);
    await cron("* * * * *", NOW + 61_000);
    expect(await split()).toMatchObject({ quotes: 3, anew: null });
    expect((await split())?.["centroid"]).not.toBe("");
    expect(await app.run("select * from theme_rereads")).toEqual([]);
    for (const word of CANARY.words) {
      const hits = await app.run(
        "select count(*) as n from verbatim_search where verbatim_search match ?",
        [word],
      );
      expect(hits).toEqual([{ n: 0 }]);
    }
    expect(await drift(app)).toEqual(NO_DRIFT);
    const csv = await (
      await app.request(`/api/v1/surveys/${survey.id}/responses.csv`, { headers })
    ).text();
    expect(csv.split("\n").length).toBeGreaterThan(60);
    const list = (await (await app.request("/api/v1/erasures", { headers })).json()) as Erasures;
    expect(list.items.map(({ kind }) => kind).toSorted()).toEqual(["email", "person"]);
    const told = [csv, JSON.stringify(list), JSON.stringify(spies.flatMap((s) => s.mock.calls))];
    for (const word of CANARIES) expect(told.join().toLowerCase()).not.toContain(word);

    // The jobs that go on afterwards bring nothing back.
    await cron("* * * * *", NOW + 60_000);
    await cron("17 2 * * *", NOW + 120_000);
    expect(await tablesWith(app, CANARIES)).toEqual([]);
    expect(await drift(app)).toEqual(NO_DRIFT);

    // As the database server does by itself once a day: its pass, and its log emptied.
    await app.close();
    running = false;
    const server = await serveLibsql({ file: join(folder, "verbatim.db"), token: "t", scrubMs: 1 });
    await vi.waitFor(() => expect(wordsInFiles()).toEqual([]), { timeout: 20_000 });
    await server.close();
    expect(wordsInFiles()).toEqual([]);
  });

  it("takes deliveries, dead ones too, votes and visits, and leaves those of others", async () => {
    const { headers } = await plantCanary(app);
    const count = async (table: string) =>
      Number((await app.run(`select count(*) as n from ${table}`))[0]?.["n"]);
    const orphans = () =>
      app.run("select row from outbox where row not in (select row from responses)");
    const [waiting, dead] = [await count("outbox"), await count("outbox where due_at is null")];
    expect(dead).toBeGreaterThan(0);
    await app.post("/api/v1/erasures", SUBJECT, headers);
    expect(await orphans()).toEqual([]);
    expect(waiting - (await count("outbox"))).toBe(13);
    expect(await count("outbox where due_at is null")).toBeLessThan(dead);
    expect([await count("votes"), await count("link_evidence"), await count("mails")]).toEqual([
      1, 1, 2,
    ]);
    expect(await count("responses")).toBe(60);
  });

  it("previews exactly, is safe to repeat, and says so in the audit log without a name", async () => {
    const { headers } = await plantCanary(app);
    const preview = async () => {
      const reply = await app.post("/api/v1/erasures/preview", SUBJECT, headers);
      return (await reply.json()) as ErasePreview;
    };
    const before = await preview();
    expect(before).toMatchObject({ people: 2, invitations: 2, mails: 1, asks: 1, complete: true });
    expect(before.responses).toBeGreaterThanOrEqual(13);
    const first = (await (await app.post("/api/v1/erasures", SUBJECT, headers)).json()) as Erased;
    expect(await preview()).toEqual({
      people: 0,
      responses: 0,
      invitations: 0,
      mails: 0,
      asks: 0,
      complete: true,
    });
    const again = (await (await app.post("/api/v1/erasures", SUBJECT, headers)).json()) as Erased;
    expect(again).toEqual(first);
    const entries = await app.run(
      "select action, target, detail from audit_entries where action = 'person.erase'",
    );
    expect(entries).toEqual([
      { action: "person.erase", target: first.id, detail: '{"kinds":["person","email"]}' },
      { action: "person.erase", target: first.id, detail: '{"kinds":["person","email"]}' },
    ]);
    expect(await app.run("select name from jobs where name like 'erase:%'")).toEqual([]);
  });

  it("by the address alone after one by the id finds what the id did not", async () => {
    const { headers } = await plantCanary(app);
    await app.post("/api/v1/erasures", { person: CANARY.person }, headers);
    const left = async () =>
      Number((await app.run("select count(*) as n from responses"))[0]?.["n"]);
    expect(await left()).toBe(63);
    await app.post("/api/v1/erasures", { email: ` ${CANARY.email.toUpperCase()} ` }, headers);
    expect(await left()).toBe(60);
    expect(await tablesWith(app, CANARIES)).toEqual([]);
  });

  it("by the id alone keeps the address from being mailed again, as a hash", async () => {
    const { headers } = await plantCanary(app);
    await app.post("/api/v1/erasures", { person: CANARY.person }, headers);
    expect(await app.run("select reason from suppressions")).toEqual([{ reason: "erased" }]);
    expect(await app.run("select person from people order by person")).toEqual([
      { person: CANARY.email },
      { person: "other-1" },
    ]);
    await app.post("/api/v1/erasures", { email: CANARY.email }, headers);
    const items = [
      { person: "somebody-new", email: CANARY.email.toUpperCase() },
      { person: "somebody-new" },
    ];
    const saved = await app.post("/api/v1/people", { items, source: "import" }, headers);
    expect(await saved.json()).toMatchObject({
      created: 1,
      errors: [{ index: 0, field: "email" }],
    });
    expect(await tablesWith(app, CANARIES)).toEqual([]);
    const path = `/api/v1/suppressions?email=${encodeURIComponent(CANARY.email)}`;
    expect((await app.request(path, { method: "DELETE", headers })).status).toBe(422);
    expect(await (await app.request(path, { headers })).json()).toMatchObject({
      found: { reason: "erased" },
    });
    const lists = await app.run(
      "select id, audience ->> '$.people' as people, cursor from sends order by id",
    );
    expect(lists).toEqual([
      { id: "alone", people: '["(erased)"]', cursor: null },
      { id: "list", people: '["other-1"]', cursor: expect.not.stringContaining(CANARY.person) },
    ]);
  });

  it("finds an id however it is spelled: what is stored is cleaned, and so is what is asked for", async () => {
    const { headers } = await plantCanary(app);
    const person = ` ${CANARY.person.slice(0, 3)}\u0000${CANARY.person.slice(3)}\n`;
    const ask = (path: string, subject: object) => app.post(path, subject, headers);
    const previews = await Promise.all(
      [person, CANARY.person].map(async (one) => {
        const reply = await ask("/api/v1/erasures/preview", { person: one });
        return (await reply.json()) as ErasePreview;
      }),
    );
    expect(previews[0]?.responses).toBeGreaterThan(0);
    expect(previews[0]).toEqual(previews[1]);
    expect((await ask("/api/v1/erasures", { person })).status).toBe(200);
    expect(await tablesWith(app, [CANARY.person])).toEqual([]);
    expect((await ask("/api/v1/erasures", { person: "\u0000 \u0007" })).status).toBe(422);
  });

  it("touches no other workspace, whose person has the same id and address", async () => {
    const mine = await plantCanary(app);
    const others = await plantCanary(app);
    const theirs = async () => JSON.stringify(await everythingOf(app, others.home.workspace));
    const before = await theirs();
    await app.post("/api/v1/erasures", SUBJECT, mine.headers);
    const stranger = await seedMember(app, (await seedWorkspace(app)).workspace, "owner");
    await app.post("/api/v1/erasures", SUBJECT, stranger.headers);
    expect(await theirs()).toBe(before);
    expect(await drift(app)).toEqual(NO_DRIFT);
  });

  it.each([{}, { person: "" }, { email: "no address" }, { person: "a", more: 1 }, { person: 7 }])(
    "refuses %j",
    async (body) => {
      const { workspace } = await seedWorkspace(app);
      const { headers } = await seedMember(app, workspace, "admin");
      expect((await app.post("/api/v1/erasures", body, headers)).status).toBe(422);
      expect(await app.run("select id from erasures")).toEqual([]);
    },
  );
});

async function everythingOf(of: TestApp, workspace: string) {
  const tables = await of.run(
    "select m.name from sqlite_master m join pragma_table_info(m.name) c on c.name = 'workspace_id' where m.type = 'table'",
  );
  return Promise.all(
    tables.map(async ({ name }) => [
      name,
      await of.run(`select * from "${String(name)}" where workspace_id = ?`, [workspace]),
    ]),
  );
}
