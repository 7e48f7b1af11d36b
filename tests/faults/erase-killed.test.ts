import { expect, it, vi } from "vitest";
import { continueErasures, erasePerson } from "../../functions/services/people/erase.ts";
import type { TestApp } from "../support/app.ts";
import { CANARIES, CANARY, plantCanary, tablesWith } from "../support/canary.ts";
import { NO_DRIFT, counters, drift } from "../support/counters.ts";
import { type Death, dieEverywhere, dying } from "../support/dying.ts";
import { NOW, system, themeState } from "../support/texts.ts";

vi.setConfig({ testTimeout: 120_000 });
const SUBJECT = { person: CANARY.person, email: CANARY.email };
const WRITES = {
  jobs: ["take", "release", "advance", "remove", "finish"],
  erasureLog: ["begin", "finish"],
  erasures: ["dropKnown", "dropInvitations", "dropRest", "prune", "mergeSearch"],
  removal: ["remove"],
} as const;

it("fault 56: an erasure that is killed at any step and goes on ends as an unbroken one", async () => {
  let workspace = "";
  let whole: unknown;
  const ends = new Map<string, unknown>();
  const erase = async (app: TestApp, death: Death) => {
    const { ctx, deps } = system(app, workspace);
    await erasePerson(ctx, dying(deps, WRITES, death), SUBJECT, 1000);
  };
  const goOn = async (app: TestApp, { at, when }: Death) => {
    const later = system(app, workspace, NOW + 120_000);
    await continueErasures(later.ctx, later.deps);
    // Killed before it was noted: whoever asked has had no reply and asks again.
    const [noted] = await app.run("select 1 as one from erasures");
    if (!noted) await erasePerson(later.ctx, later.deps, SUBJECT, 1000);
    expect(await tablesWith(app, CANARIES)).toEqual([]);
    expect(await drift(app)).toEqual(NO_DRIFT);
    whole = await stateOf(app, workspace);
    ends.set(`${when} ${at}`, whole);
  };
  const writes = await dieEverywhere(
    async (app) => (workspace = (await plantCanary(app)).home.workspace),
    erase,
    goOn,
    () => NOW,
  );
  expect(writes).toBeGreaterThan(10);
  for (const [death, end] of ends) expect([death, end]).toEqual([death, whole]);
});

/** All that the end of an erasure consists of, but the times at which steps were taken. */
async function stateOf(app: TestApp, workspace: string) {
  const words = ["delivery", CANARY.words[0] ?? ""];
  return {
    responses: await app.run("select * from responses order by row"),
    erasures: await app.run("select kind, removed from erasures order by kind"),
    hashes: await app.run("select hex(hash) as hash from erased_submissions order by hash"),
    audit: await app.run("select action, detail from audit_entries where action = 'person.erase'"),
    jobs: await app.run("select name from jobs where name like 'erase:%'"),
    outbox: await app.run("select * from outbox order by webhook_id, row"),
    people: await app.run("select * from people order by person"),
    suppressions: await app.run("select hex(hash), reason from suppressions order by hash"),
    sends: await app.run("select * from sends order by id"),
    invitations: await app.run("select * from invitations order by id"),
    votes: await app.run("select * from votes order by invitation_id"),
    mails: await app.run("select * from mails order by id"),
    sites: await app.run("select * from sites"),
    team: await app.run("select id, team from workspaces"),
    values: await app.run("select * from attribute_values order by value"),
    found: await Promise.all(
      words.map((word) =>
        app.run(
          "select rowid as row from verbatim_search where verbatim_search match ? order by 1",
          [word],
        ),
      ),
    ),
    themes: await themeState(app, workspace),
    counters: await counters(app),
  };
}
