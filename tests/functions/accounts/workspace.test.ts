import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dayOf } from "../../../domain/time/days.ts";
import { makeContext } from "../../../functions/world.ts";
import { makeDeps } from "../../../functions/deps.ts";
import { settingsOf } from "../../../functions/env.ts";
import { continueZoneChanges } from "../../../functions/services/accounts/change-zone.ts";
import { type TestApp, seedMember, seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";
import { rollupDrift } from "../../support/rollups.ts";

let app: TestApp;
const start = Date.UTC(2026, 5, 1, 12);
let now = start;

beforeAll(async () => {
  app = await testApp({ now: () => now });
});
afterAll(() => app.close());

async function world() {
  const home = await seedWorkspace(app);
  const admin = await seedMember(app, home.workspace, "admin");
  const save = async (body: object) => {
    const reply = await app.request("/api/v1/workspace", {
      method: "PATCH",
      headers: admin.headers,
      body: JSON.stringify(body),
    });
    return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
  };
  return { ...home, admin, save };
}

describe("workspace settings", () => {
  it("saves what is given, reads it back, and notes it", async () => {
    const { save, admin, workspace } = await world();
    const change = { name: "Shop GmbH", attributes: ["plan"], team: ["@shop.example"] };
    expect((await save(change)).body).toMatchObject({
      ...change,
      id: workspace,
      zone: "UTC",
      demo: false,
    });
    const read = await app.request("/api/v1/workspace", { headers: admin.headers });
    expect(await read.json()).toMatchObject(change);
    expect(
      await app.run("select action, detail from audit_entries where workspace_id = ?", [workspace]),
    ).toEqual([{ action: "workspace.save", detail: '{"fields":["name","attributes","team"]}' }]);
  });

  it("rests people for the days that it says, and pages and the edge hear it", async () => {
    const { save, admin, workspace, site } = await world();
    const read = async () => {
      const reply = await app.request("/api/v1/workspace", { headers: admin.headers });
      return ((await reply.json()) as { cooldown: object }).cooldown;
    };
    expect(await read()).toEqual({ shown: 30, metric: 90 });
    const cooldown = { shown: 0, metric: 365 };
    expect((await save({ cooldown })).body).toMatchObject({ cooldown });
    expect(await read()).toEqual(cooldown);
    const told = await (await app.request(`/v1/${site}.json`)).json();
    expect(told).toMatchObject({ I: [0, 365] });
    expect(
      await app.run("select action, detail from audit_entries where workspace_id = ?", [workspace]),
    ).toEqual([{ action: "workspace.save", detail: '{"fields":["cooldown"]}' }]);
  });

  it.each([
    [{ cooldown: { shown: -1, metric: 90 } }],
    [{ cooldown: { shown: 30 } }],
    [{ cooldown: { shown: 30, metric: 3651 } }],
    [{ zone: "Mars/Olympus" }],
    [{ name: "" }],
    [{ attributes: ["Not Good"] }],
    [{ id: "wk_aaaaaaaaaa" }],
  ])("%j is 422 and changes nothing", async (change) => {
    const { save, workspace } = await world();
    expect((await save(change)).status).toBe(422);
    expect(await app.run("select name, zone from workspaces where id = ?", [workspace])).toEqual([
      { name: "Acme", zone: "UTC" },
    ]);
  });

  it("a member makes another workspace, owns it, and reaches it by naming it", async () => {
    const { admin } = await world();
    now += 1;
    const reply = await app.post("/api/v1/workspaces", { name: "Second" }, admin.headers);
    expect(reply.status).toBe(201);
    const { id } = (await reply.json()) as { id: string };
    const me = await app.request("/api/v1/me", {
      headers: { ...admin.headers, "x-verbatim-workspace": id },
    });
    expect(await me.json()).toMatchObject({ role: "owner", workspace: { id, name: "Second" } });
    const first = await app.request("/api/v1/me", { headers: admin.headers });
    expect(await first.json()).toMatchObject({ role: "admin" });
  });

  it("fault 37: nobody reaches a workspace by naming it", async () => {
    const [mine, other] = [await world(), await world()];
    const headers = { ...mine.admin.headers, "x-verbatim-workspace": other.workspace };
    expect((await app.request("/api/v1/me", { headers })).status).toBe(401);
    expect(
      (
        await app.request("/api/v1/workspace", {
          method: "PATCH",
          headers,
          body: '{"name":"Mine"}',
        })
      ).status,
    ).toBe(401);
  });
});

describe("a changed time zone", () => {
  /** Responses every seven hours over two surveys, straight into the table. */
  async function fill(home: { workspace: string; site: string }, most: number) {
    for (const count of [Math.ceil(most / 2), Math.floor(most / 2)]) {
      const { id } = await seedSurvey(app, home);
      const [{ no } = {}] = await app.run("select no from surveys where id = ?", [id]);
      await app.run(
        `insert into responses (row, workspace_id, survey_id, submission, rev, content, channel, state, score, answers, complete, day, facts, created_at, updated_at)
         with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < ?)
         select ? * 4294967296 + 1 + i, ?, ?, substr(?, 1, 28) || printf('%08d', i), 0, 'x', 'api', 'counted', 9, '{"q1":9}', 1,
           (? + i * 25200000) / 86400000, '[["q1","channel","api",9]]', ? + i * 25200000, 0 from n`,
        [count, Number(no), home.workspace, id, v7(), start, start],
      );
    }
  }
  const wrong = async (workspace: string, zone: string) =>
    (
      await app.run("select created_at, day from responses where workspace_id = ?", [workspace])
    ).filter((row) => dayOf(Number(row["created_at"]), zone) !== row["day"]).length;
  const cron = () =>
    continueZoneChanges(
      makeContext(now, () => undefined),
      makeDeps(settingsOf(app.env), app.env),
    );

  it("moves responses to their new days before the save answers, counters too", async () => {
    const home = await world();
    await fill(home, 900);
    expect(await wrong(home.workspace, "Asia/Tokyo")).toBeGreaterThan(200);
    expect((await home.save({ zone: "Asia/Tokyo" })).status).toBe(200);
    expect(await wrong(home.workspace, "Asia/Tokyo")).toBe(0);
    expect(await rollupDrift(app)).toEqual([]);
  });

  it("goes on by the minute job in a large workspace, and takes answers in that came under the old zone", async () => {
    const home = await world();
    await fill(home, 2600);
    await home.save({ zone: "America/Los_Angeles" });
    expect(await wrong(home.workspace, "America/Los_Angeles")).toBeGreaterThan(0);
    // Another isolate still takes this one under the zone that it knows, in the range already walked.
    await app.run(
      "update responses set day = day + 1 where row = (select min(row) from responses where workspace_id = ?)",
      [home.workspace],
    );
    for (let i = 0; i < 4; i++) {
      now += 60_000;
      await cron();
    }
    expect(await wrong(home.workspace, "America/Los_Angeles")).toBe(0);
    expect(
      await app.run("select name from jobs where name = ?", [`zone:${home.workspace}`]),
    ).toEqual([]);
    expect(await rollupDrift(app)).toEqual([]);
  });

  it("changed again meanwhile ends in the last zone", async () => {
    const home = await world();
    await fill(home, 2600);
    await Promise.all([home.save({ zone: "Asia/Tokyo" }), home.save({ zone: "Pacific/Honolulu" })]);
    const [{ zone } = {}] = await app.run("select zone from workspaces where id = ?", [
      home.workspace,
    ]);
    for (let i = 0; i < 6; i++) {
      now += 61_000;
      await cron();
    }
    expect(await wrong(home.workspace, String(zone))).toBe(0);
  });
});

describe("sites", () => {
  it("are made with a tag to paste, listed, changed", async () => {
    const { admin, site } = await world();
    now += 1;
    const reply = await app.post(
      "/api/v1/sites",
      { name: "Blog", origins: ["https://Blog.Example:443"] },
      admin.headers,
    );
    expect(reply.status).toBe(201);
    const made = (await reply.json()) as { id: string; snippet: string; origins: string[] };
    expect(made.origins).toEqual(["https://blog.example"]);
    expect(made.snippet).toBe(
      `<script async crossorigin src="http://verbatim.test/v1/${made.id}.js"></script>`,
    );
    const change = { name: "Journal", origins: [], allowOpaque: false };
    const saved = await app.request(`/api/v1/sites/${made.id}`, {
      method: "PATCH",
      headers: admin.headers,
      body: JSON.stringify(change),
    });
    expect(await saved.json()).toMatchObject({ ...change, id: made.id });
    const list = (await (
      await app.request("/api/v1/sites", { headers: admin.headers })
    ).json()) as { items: { id: string }[] };
    expect(list.items.map((one) => one.id)).toEqual([site, made.id]);
  });

  it.each([
    [["javascript:alert(1)"]],
    [["https://a.example/path"]],
    [["*"]],
    [["https://u:p@a.example"]],
  ])("origin %j is 422", async (origins) => {
    const { admin } = await world();
    expect((await app.post("/api/v1/sites", { name: "Blog", origins }, admin.headers)).status).toBe(
      422,
    );
  });
});
