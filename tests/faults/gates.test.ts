import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { DAY_MS } from "../../domain/time/days.ts";
import { takeToken } from "../../functions/http/rate-limit.ts";
import { ORIGIN, seedMember, seedSurvey, seedWorkspace } from "../support/app.ts";
import { type Gate, everyKind, openGate } from "../support/faults/gate.ts";
import { PATHS, type Offering, offeringOn } from "../support/faults/paths.ts";
import { rollupDrift } from "../support/rollups.ts";

vi.setConfig({ testTimeout: 60_000 });
let gate: Gate;
beforeAll(async () => {
  gate = await openGate();
});
afterAll(async () => {
  expect(await rollupDrift(gate.app)).toEqual([]);
  await gate.app.close();
});

const row = (offering: Offering) => gate.row(offering.submission);
const move = (survey: string, state: string, daysAgo: number) =>
  gate.app.run("update surveys set state = ?, state_at = ? where id = ?", [
    state,
    gate.clock.now - daysAgo * DAY_MS,
    survey,
  ]);

/** What each gate makes of an answer, on whatever path it comes. */
describe.each(PATHS)("fault 20: %s passes every gate", (path) => {
  const open = async (more: Parameters<typeof offeringOn>[3] = {}) => {
    const survey = await seedSurvey(gate.app, gate.home, { definition: everyKind });
    return { survey, offering: await offeringOn(gate, path, survey, more) };
  };

  it("stores a good answer once, however often it comes", async () => {
    const { offering } = await open();
    for (let i = 0; i < 3; i++) expect(await offering.send()).toBe(200);
    expect(await row(offering)).toMatchObject({ score: 9, state: "counted", rev: 0 });
  });

  it("schema: an answer out of range or too long is 422 and no row", async () => {
    const { offering } = await open();
    for (const answers of [
      { q1: 11 },
      { q1: 9, q2: "x".repeat(4001) },
      { q1: 9, q4: "no address" },
    ])
      expect(await offering.send({ answers })).toBe(422);
    expect(await row(offering)).toBeUndefined();
  });

  it("cleaning: NUL and controls are gone", async () => {
    const { offering } = await open();
    expect(await offering.send({ answers: { q1: 9, q2: "a\u0000b\u0007c" } })).toBe(200);
    expect(await row(offering)).toMatchObject({ texts: '{"q2":"abc"}' });
  });

  if (path !== "bulk") {
    it("size: a body over the limit is 413 and no row", async () => {
      const { offering } = await open();
      expect(await offering.send({ answers: { q1: 9, q2: "x".repeat(40_000) } })).toBe(413);
      expect(await row(offering)).toBeUndefined();
    });
  }

  it("erased: a replay answers 200 and stores nothing", async () => {
    const { survey, offering } = await open();
    const { erasureHash } = await import("../../functions/db/repositories/record-statements.ts");
    const hash = Buffer.from(erasureHash(survey.id, offering.submission)).toString("hex");
    await gate.app.run(
      `insert into erased_submissions (workspace_id, hash, expires_at) values (?, x'${hash}', ?)`,
      [gate.home.workspace, gate.clock.now + 90 * DAY_MS],
    );
    expect(await offering.send()).toBe(200);
    expect(await row(offering)).toBeUndefined();
  });

  // A form without script names nobody.
  if (path !== "hosted form") {
    it("team: who belongs to it is kept and not counted", async () => {
      await gate.app.run(`update workspaces set team = '["p-team"]'`);
      const { offering } = await open({ person: "p-team" });
      expect(await offering.send()).toBe(200);
      expect(await row(offering)).toMatchObject({ state: "test" });
      await gate.app.run("update workspaces set team = '[]'");
    });
  }

  it("fault 22: quota: what comes after it is kept and marked", async () => {
    const { survey, offering } = await open();
    await gate.app.run("update surveys set quota = 1 where id = ?", [survey.id]);
    expect(await offering.send()).toBe(200);
    const next = await offeringOn(gate, path, survey);
    expect(await next.send()).toBe(200);
    expect(await row(offering)).toMatchObject({ over_quota: 0, state: "counted" });
    expect(await row(next)).toMatchObject({ over_quota: 1 });
  });

  // Configuration is known for 15 s: what the INSERT itself sees decides, known or not.
  describe.each([
    ["that is known as live", 0],
    ["that is asked for", 20_000],
  ])("fault 21: a survey %s", (_, later) => {
    it.each(["paused", "closed"])("%s: late for 7 days, then 410", async (state) => {
      for (const [daysAgo, status] of [
        [0, 200],
        [6.99, 200],
        [7, 410],
        [400, 410],
      ] as const) {
        const { survey, offering } = await open();
        gate.clock.now += later;
        await move(survey.id, state, daysAgo);
        expect([daysAgo, await offering.send()]).toEqual([daysAgo, status]);
        const stored = await row(offering);
        if (status === 200) expect(stored).toMatchObject({ state: "late" });
        else expect(stored).toBeUndefined();
      }
    });

    it("a draft, or one that is gone: not there, and no row", async () => {
      const { survey, offering } = await open();
      await move(survey.id, "draft", 0);
      gate.clock.now += later;
      expect(await offering.send()).toBe(404);
      await gate.app.run("delete from surveys where id = ?", [survey.id]);
      gate.clock.now += later;
      // A link says no more than that it does not work.
      const gone = path.startsWith("e-mail") && later > 0 ? 400 : 404;
      expect(await offering.send()).toBe(gone);
      expect(await row(offering)).toBeUndefined();
    });
  });

  // The others name their survey by a slug or a token, which belong to one workspace.
  if (["widget", "API", "import", "bulk"].includes(path)) {
    it("fault 21: another workspace's survey: 404 and no row", async () => {
      const elsewhere = await seedSurvey(gate.app, await seedWorkspace(gate.app), {
        definition: everyKind,
      });
      const offering = await offeringOn(gate, path, elsewhere);
      expect(await offering.send()).toBe(404);
      expect(await row(offering)).toBeUndefined();
    });
  }
});

describe.each(["widget", "hosted form", "e-mail script", "e-mail form"] as const)(
  "fault 18: a bot on the path %s",
  (path) => {
    it("is told that all is well; its row is set aside, not counted, and can be restored", async () => {
      const survey = await seedSurvey(gate.app, gate.home, { definition: everyKind });
      const offering = await offeringOn(gate, path, survey);
      expect(await offering.send({ hp: "https://spam.example" })).toBe(200);
      const kept = await row(offering);
      expect(kept?.["state"]).toBeOneOf(["quarantined", "suspect"]);
      expect(String(kept?.["reason"])).not.toBe("null");
      const counted = () =>
        gate.app.run(
          "select coalesce(sum(starts), 0) as n from rollups where survey_id = ? and dimension = 'channel'",
          [survey.id],
        );
      expect(await counted()).toEqual([{ n: 0 }]);
      await gate.app.run("update responses set state = 'counted' where submission = ?", [
        offering.submission,
      ]);
      expect(await counted()).toEqual([{ n: 1 }]);
    });
  },
);

describe("fault 17: the limit stands on every open path", () => {
  it.each(["widget", "hosted form", "e-mail script", "e-mail form"] as const)(
    "%s: 429 with Retry-After, for one sender",
    async (path) => {
      const tight = await openGate({ INGEST_LIMIT: "2" });
      const offerings = await Promise.all(
        Array.from({ length: 7 }, () => offeringOn(tight, path, tight.survey)),
      );
      const sent: number[] = [];
      const address = `2001:db8:${path.length}::7`;
      for (const one of offerings) sent.push(await one.send({ address }));
      expect(sent.slice(0, 5)).toEqual([200, 200, 200, 200, 200]);
      expect(sent.slice(5)).toEqual([429, 429]);
      const other = await offeringOn(tight, path, tight.survey);
      expect(await other.send({ address: `2001:db8:${path.length}:1::7` })).toBe(200);
      expect(Number(offerings[6]?.headers.get("retry-after"))).toBeGreaterThan(0);
      await tight.app.close();
    },
  );
});

describe("fault 17: a limiter that is down", () => {
  it("closes the sign-in, mails nobody and leaves the ingest open", async () => {
    const local = await openGate({ LOCAL: "1" });
    const { email } = await seedMember(local.app, local.home.workspace, "owner");
    const ask = async () => {
      const reply = await local.app.post("/auth/sign-in", { email }, { origin: ORIGIN });
      await local.app.settled();
      const [mails] = await local.app.run('select count(*) as n from mails where "to" = ?', [
        email,
      ]);
      return [reply.status, mails?.["n"]];
    };
    await local.app.run(
      `create trigger down before insert on verifications when new.identifier like 'attempt:%'
       begin select raise(abort, 'the limiter is down'); end`,
    );
    for (let i = 0; i < 10; i++) expect(await ask()).toEqual([500, 0]);
    expect((await local.app.post("/v1/in", local.body())).status).toBe(200);
    await local.app.run("drop trigger down");
    expect(await ask()).toEqual([200, 1]);
    await local.app.close();
  });

  it("or that knows as many senders as it can: newcomers come in, the newest ones stay limited", async () => {
    const tight = await openGate({ INGEST_LIMIT: "2" });
    const from = (address: string) =>
      tight.app.post("/v1/in", tight.body(), { "cf-connecting-ip": address });
    for (let i = 0; i < 30_000; i++) takeToken(tight.clock.now, `crowd ${i}`, 2, 5);
    const sent: number[] = [];
    for (let i = 0; i < 6; i++) sent.push((await from("192.0.2.77")).status);
    expect(sent).toEqual([200, 200, 200, 200, 200, 429]);
    for (let i = 0; i < 1000; i++) takeToken(tight.clock.now, `more ${i}`, 2, 5);
    expect((await from("192.0.2.77")).status).toBe(429);
    expect((await from("192.0.2.78")).status).toBe(200);
    await tight.app.close();
  });
});
