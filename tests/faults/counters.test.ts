import fc from "fast-check";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { responseId } from "../../domain/survey/ids.ts";
import { DAY_MS } from "../../domain/time/days.ts";
import { runCron } from "../../functions/scheduled/index.ts";
import { erasePerson } from "../../functions/services/people/erase.ts";
import { type TestApp, seedMember, seedSurvey, seedWorkspace, testApp } from "../support/app.ts";
import { figuresOf } from "../support/counted.ts";
import { NO_DRIFT, drift } from "../support/counters.ts";
import { everyKind, runs } from "../support/faults/gate.ts";
import { killedAt } from "../support/faults/requests.ts";
import { measured, rounds } from "../support/faults/size.ts";
import { seedMention, seedResponses } from "../support/responses.ts";
import { NOW, system } from "../support/texts.ts";
import { SELF_CHECK, goOn, newCheck } from "../../functions/services/upkeep/self-check.ts";

vi.setConfig({ testTimeout: rounds(180_000, 1_800_000) });
const MINUTELY = "* * * * *";
const NIGHTLY = "17 2 * * *";
const clock = { now: NOW };
let app: TestApp;
beforeAll(async () => {
  app = await testApp({ now: () => clock.now });
});
afterAll(() => app.close());

/** A workspace, its survey with a quota, and what an admin and visitors do to it. */
async function newWorld() {
  // Jobs serve all workspaces; each case has the database to itself.
  for (const { name } of await app.run(
    "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name not like '%drizzle%' and name not like 'verbatim_search%'",
  ))
    await app.run(`delete from "${String(name)}"`);
  clock.now = NOW;
  const home = await seedWorkspace(app);
  const { id } = await seedSurvey(app, home, { definition: everyKind });
  await app.run("update surveys set quota = 10 where id = ?", [id]);
  const { headers } = await seedMember(app, home.workspace, "admin");
  const sent: { submission: string; rev: number }[] = [];
  return { home, id, headers, sent };
}
type World = Awaited<ReturnType<typeof newWorld>>;

const made = ({ home }: World) => system(app, home.workspace, clock.now);
/** One of what is stored, chosen by a number. */
const some = async ({ id }: World, by: number) => {
  const rows = await app.run(
    "select row, created_at, state from responses where survey_id = ? order by row",
    [id],
  );
  return rows[by % Math.max(1, rows.length)];
};
const save = (world: World, body: object) =>
  app.request("/api/v1/workspace", {
    method: "PATCH",
    headers: world.headers,
    body: JSON.stringify(body),
  });

type Answer = {
  score: number | null;
  text: boolean;
  plan: string;
  person: string | null;
  late: boolean;
};
const answer: fc.Arbitrary<Answer> = fc.record({
  score: fc.option(fc.nat(10)),
  text: fc.boolean(),
  plan: fc.constantFrom("", "free", "pro"),
  person: fc.option(fc.constantFrom("p1", "p2")),
  late: fc.boolean(),
});
const bodyOf = ({ score, text, plan, person }: Answer) => ({
  answers: {
    ...(score !== null && { q1: score }),
    ...(text && { q2: `Delivery was number ${score ?? "none"}` }),
    ...(score !== null && score > 5 && { q3: ["o1", "o2"], q6: "o1" }),
  },
  attributes: { ...(plan && { plan }), country: plan === "pro" ? "de" : "fr" },
  ...(person !== null && { person: { id: person } }),
});

/** One thing that may happen. */
type Act = (world: World) => Promise<unknown>;
const post = (world: World, given: Answer, submission: string, rev: number, complete: boolean) =>
  app.post("/v1/in", {
    wire: 1,
    site: world.home.site,
    survey: world.id,
    submission,
    rev,
    complete,
    lang: given.late ? "de" : "en",
    ...bodyOf(given),
  });

const acts: fc.Arbitrary<[name: string, act: Act]> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.tuple(answer, fc.boolean()).map(([given, complete]): [string, Act] => [
      "answer",
      async (world) => {
        const submission = v7();
        world.sent.push({ submission, rev: 0 });
        await post(world, given, submission, 0, complete);
      },
    ]),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(answer, fc.nat(), fc.boolean())
      .map(([given, by, complete]): [string, Act] => [
        "amend",
        async (world) => {
          const one = world.sent[by % Math.max(1, world.sent.length)];
          if (one) await post(world, given, one.submission, ++one.rev, complete);
        },
      ]),
  },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.tuple(answer, fc.nat(400)), { minLength: 1, maxLength: 6 })
      .map((many): [string, Act] => [
        "import",
        (world) =>
          seedResponses(
            app,
            world.home.workspace,
            world.id,
            many.map(([given, days]) => ({
              ...bodyOf(given),
              complete: given.late,
              occurredAt: clock.now - days * DAY_MS,
            })),
          ),
      ]),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.nat(), fc.constantFrom("counted", "quarantined", "test", "deleted"))
      .map(([by, to]): [string, Act] => [
        `move to ${to}`,
        async (world) => {
          const row = await some(world, by);
          if (!row) return;
          const ids = [responseId(Number(row["created_at"]), Number(row["row"]))];
          const path = `/api/v1/surveys/${world.id}/responses`;
          const call = v7();
          await app.post(`${path}/move`, { call, to, ids }, world.headers);
          if (by % 3 === 0) await app.post(`${path}/undo`, { call }, world.headers);
        },
      ]),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat(), fc.constantFrom<-1 | 0 | 1>(-1, 0, 1))
      .map(([by, sentiment]): [string, Act] => [
        "theme",
        async (world) => {
          const row = await some(world, by);
          if (!row) return;
          const one = {
            row: Number(row["row"]),
            theme: `t${by % 2}`,
            label: `T${by % 2}`,
            sentiment,
          };
          await app.run("delete from mentions where row = ? and theme_id = ?", [
            one.row,
            one.theme,
          ]);
          await seedMention(app, world.home.workspace, world.id, one);
        },
      ]),
  },
  fc
    .constantFrom(["plan"], ["plan", "country"], [])
    .map((attributes): [string, Act] => [
      `declare ${attributes.join()}`,
      (world) => save(world, { attributes }),
    ]),
  fc
    .constantFrom("UTC", "Pacific/Apia", "America/Los_Angeles")
    .map((zone): [string, Act] => [`zone ${zone}`, (world) => save(world, { zone })]),
  fc
    .constantFrom(null, 5, 100)
    .map((quota): [string, Act] => [
      `quota ${quota}`,
      (world) => app.run("update surveys set quota = ? where id = ?", [quota, world.id]),
    ]),
  fc.constantFrom("p1", "p2").map((person): [string, Act] => [
    "erase",
    async (world) => {
      const { ctx, deps } = made(world);
      await erasePerson({ ...ctx, newId: v7 }, deps, { person });
    },
  ]),
  fc.nat(60).map((days): [string, Act] => [
    `${days} days pass`,
    async (world) => {
      clock.now += days * DAY_MS;
      const { ctx, deps } = made(world);
      await runCron(NIGHTLY, { ...ctx, newId: v7 }, deps);
    },
  ]),
  {
    weight: 3,
    arbitrary: fc.constant<[string, Act]>([
      "minute",
      async (world) => {
        clock.now += 61_000;
        const { ctx, deps } = made(world);
        await runCron(MINUTELY, { ...ctx, newId: v7 }, deps);
      },
    ]),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom("before" as const, "after" as const),
        fc.constantFrom(MINUTELY, NIGHTLY),
      )
      .map(([at, when, cron]): [string, Act] => [
        `a death ${when} request ${at} of ${cron}`,
        async (world) => {
          clock.now += 61_000;
          const { ctx, deps } = made(world);
          await killedAt(at, when, () => runCron(cron, { ...ctx, newId: v7 }, deps));
          clock.now += 11 * 60_000;
        },
      ]),
  },
);

it("fault 55: every counter is what its rows come to, after each of anything", async (context) => {
  // Jobs that are killed say so.
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const seen = new Map<string, number>();
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(acts, { minLength: 10, maxLength: 24, size: "max" }),
      async (list) => {
        const world = await newWorld();
        for (const [name, act] of list) {
          await act(world);
          await app.settled();
          expect({ after: name, ...(await drift(app)) }).toEqual({ after: name, ...NO_DRIFT });
          const kind = /[a-z]+/u.exec(name)?.[0] ?? "";
          seen.set(kind, (seen.get(kind) ?? 0) + 1);
          steps++;
        }
        clock.now += 60 * 60_000;
        const { ctx, deps } = made(world);
        while ((await deps.jobs.cursor(SELF_CHECK)) !== null) await goOn(ctx, deps, null, 1_000);
        await goOn(ctx, deps, newCheck(v7(), { every: true }), 1_000);
        const { surveys, days, ...wrong } = await figuresOf(deps);
        expect([surveys, wrong]).toEqual([1, {}]);
        expect(days ?? 0).toBeGreaterThanOrEqual(0);
      },
    ),
    runs(10, 150),
  );
  expect(seen.size).toBeGreaterThan(9);
  measured(context, `${steps} steps: ${[...seen].map(([kind, n]) => `${kind} ${n}`).join(", ")}`);
});
