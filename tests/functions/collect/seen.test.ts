import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Seen } from "../../../domain/wire/ingest.ts";
import type { Site } from "../../../domain/wire/workspace.ts";
import { type TestApp, seedMember, seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";
import { proofOf, seedProofKey } from "../../support/proof.ts";

let app: TestApp;
const now = Date.UTC(2026, 5, 1, 12);
let home: { workspace: string; site: string };

beforeAll(async () => {
  app = await testApp({ now: () => now });
});
afterAll(() => app.close());
beforeEach(async () => {
  home = await seedWorkspace(app);
  await seedProofKey(app, home.site);
});

const seen = (more: Partial<Seen>) =>
  app.post("/v1/seen", { wire: 1, site: home.site, events: [], ...more });
const dismissed = (survey: string): Seen["events"] => [
  { survey, channel: "widget", what: "dismissed" },
];
const asks = () =>
  app.run(
    "select person, survey_id as survey, shown_at, dismissed_at, visit from asks where workspace_id = ?",
    [home.workspace],
  );

describe("POST /v1/seen", () => {
  it("adds what a device could not send to the site's row, and keeps the page", async () => {
    expect(
      (await seen({ lost: 2, failed: 3, blocked: 1, page: "https://a.example/x" })).status,
    ).toBe(204);
    expect((await seen({ blocked: 4 })).status).toBe(204);
    const { headers } = await seedMember(app, home.workspace, "viewer");
    const sites = (await (await app.request("/api/v1/sites", { headers })).json()) as {
      items: Site[];
    };
    expect(sites.items).toEqual([
      {
        id: home.site,
        name: "Shop",
        origins: [],
        allowOpaque: true,
        seenPage: "https://a.example/x",
        seenAt: now,
        lost: 2,
        failed: 3,
        blocked: 5,
        proofKeys: ["k1"],
        snippet: `<script async crossorigin src="http://verbatim.test/v1/${home.site}.js"></script>`,
        pinned: `<script async crossorigin integrity="sha384-abc" src="http://verbatim.test/w/pinned.js" data-site="${home.site}"></script>`,
      },
    ]);
    for (const bad of [{ failed: -1 }, { blocked: 1.5 }, { failed: 100_001 }])
      expect((await seen(bad)).status).toBe(422);
  });

  it("remembers a dismissal for the person, and a show that was granted with it", async () => {
    const { id } = await seedSurvey(app, home);
    const person = { proof: proofOf(home.site, " eve ", now) };
    const visit = "01980000-0000-7000-8000-000000000001";
    await app.post("/v1/ok", { wire: 1, site: home.site, survey: id, visit, person });
    expect((await seen({ events: dismissed(id), person })).status).toBe(204);
    // As responses spell it, so that an erasure finds it.
    expect(await asks()).toEqual([
      { person: "eve", survey: id, shown_at: now, dismissed_at: now, visit },
    ]);
  });

  it("counts for a bad proof, and remembers nobody", async () => {
    const { id } = await seedSurvey(app, home);
    const person = { proof: proofOf(home.site, "eve", now - 2 * 3_600_000) };
    expect((await seen({ events: dismissed(id), person })).status).toBe(204);
    expect(await asks()).toEqual([]);
    expect(await app.run("select dismissed from impressions where survey_id = ?", [id])).toEqual([
      { dismissed: 1 },
    ]);
  });

  it("touches no other site's survey", async () => {
    const neighbour = await seedWorkspace(app);
    const { id } = await seedSurvey(app, neighbour);
    const person = { proof: proofOf(home.site, "eve", now) };
    expect((await seen({ events: dismissed(id), person })).status).toBe(204);
    expect(await app.run("select * from asks where survey_id = ?", [id])).toEqual([]);
    expect(await app.run("select * from impressions where survey_id = ?", [id])).toEqual([]);
  });
});
