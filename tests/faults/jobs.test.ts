import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { DAY_MS } from "../../domain/time/days.ts";
import { CRONS, runCron } from "../../functions/scheduled/index.ts";
import { NIGHTS } from "../../functions/services/upkeep/check-days.ts";
import { SELF_CHECK } from "../../functions/services/upkeep/self-check.ts";
import { AppError } from "../../functions/errors.ts";
import { type TestApp, seedMember, testApp } from "../support/app.ts";
import { type Counted, countedSurvey } from "../support/counted.ts";
import { NO_DRIFT, counters, drift } from "../support/counters.ts";
import { killedAt, requestsOf } from "../support/faults/requests.ts";
import { measured, rounds } from "../support/faults/size.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";
import { comments, NOW, seedTexts, system, themeState } from "../support/texts.ts";

vi.setConfig({ testTimeout: rounds(180_000, 900_000), hookTimeout: 120_000 });
const MINUTE = 60_000;
const TONIGHT = Math.floor(NOW / DAY_MS);
/** Later than any lease. */
const LATER = 11 * MINUTE;

/** A job of the cron table, what is there for it to do, and all that it decides. */
interface Case {
  /** Names in the cron table, in the order in which they run. */
  jobs: string[];
  /** Makes work for it. */
  prepare: (app: TestApp, home: Counted) => Promise<unknown>;
  state: (app: TestApp, home: Counted) => Promise<unknown>;
  /** Runs after the first that a whole of the job may take. */
  runs?: number;
  /** When it begins, ms UTC; NOW unless told. */
  start?: number;
}

let folder: string;
let receiver: Receiver;
let home: Counted;
const env = () => ({ WEBHOOK_ALLOW: receiver.origin });
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "verbatim-jobs-"));
  receiver = await startReceiver();
  const app = await testApp({ file: join(folder, "base.db"), now: () => NOW, env: env() });
  home = await countedSurvey(app, 90);
  await app.close();
});
afterAll(async () => {
  await receiver.close();
  await rm(folder, { recursive: true });
});

const patch = async (app: TestApp, body: object) => {
  const { headers } = await seedMember(app, home.workspace, "admin");
  // The request dies at once: all is left to the job.
  const saved = () =>
    app.request("/api/v1/workspace", { method: "PATCH", headers, body: JSON.stringify(body) });
  await killedAt(7, "before", saved);
};

const CASES: Record<string, Case> = {
  "search index": {
    jobs: ["index"],
    async prepare(app, survey) {
      await seedTexts(app, survey, comments(1_100));
    },
    state: async ({ run }) => [
      await run("select row, question, stage from verbatims order by row, question"),
      await run(
        "select rowid, q from (select rowid, 'x' as q from verbatim_search) order by rowid",
      ),
      await run("select count(*) as n from verbatim_search where verbatim_search match 'delivery'"),
    ],
  },
  "time zone": {
    jobs: ["zones"],
    prepare: (app) => patch(app, { zone: "Pacific/Auckland" }),
    state: async (app) => [await app.run("select row, day from responses"), await counters(app)],
    runs: 3,
  },
  attributes: {
    jobs: ["attributes"],
    prepare: (app) => patch(app, { attributes: ["plan", "country"] }),
    state: async (app) => [
      await app.run("select row, facts from responses order by row"),
      await app.run("select * from attribute_values order by name, value"),
      await counters(app),
    ],
    runs: 3,
  },
  seal: {
    jobs: ["seal"],
    async prepare({ run }) {
      for (const table of ["rollup_seals", "rollup_spans", "theme_spans"])
        await run(`delete from ${table}`);
    },
    state: counters,
    runs: 2,
  },
  arrivals: {
    jobs: ["arrivals"],
    async prepare(app, survey) {
      const { ctx, deps } = system(app, survey.workspace, NOW - MINUTE);
      await runJobs(["arrivals"], ctx, deps);
      await seedTexts(app, survey, comments(7));
    },
    state: ({ run }) => run("select workspace_id, sum(n) as n from arrivals group by 1"),
  },
  "theme run": {
    jobs: ["theme-runs", "themes"],
    async prepare(app, survey) {
      // The two themes of the fixture are names alone, which no run can read by.
      for (const table of ["mentions", "themes", "theme_days", "theme_spans"])
        await app.run(`delete from ${table}`);
      await seedTexts(app, survey, comments(120));
      await app.run("update verbatims set stage = 2");
    },
    async state(app, { workspace }) {
      const { runs, themes, ...rest } = await themeState(app, workspace);
      // A run that was killed before it was queued is queued under another id.
      return {
        ...rest,
        themes: themes.map((theme) => String(theme["model"]).replace(/"createdRun":"[^"]+"/u, "")),
        runs: runs.map(({ state, done, total }) => ({ state, done, total })),
      };
    },
    runs: 2,
  },
  webhooks: {
    jobs: ["webhooks"],
    async prepare({ run }, survey) {
      receiver.received.length = 0;
      await run(
        "insert into webhooks (workspace_id, id, url, created_at) values (?, 'hook', ?, 0)",
        [survey.workspace, `${receiver.origin}/hook`],
      );
      await seedTexts({ run }, survey, comments(4));
    },
    async state({ run }) {
      return [
        await run("select row, attempts, due_at from outbox"),
        [...receiver.unique().values()].map(({ body }) => body).toSorted(),
        await run("select state, failing_since from webhooks"),
      ];
    },
  },
  votes: {
    jobs: ["votes"],
    prepare: ({ run }) =>
      run(
        "update responses set channel = 'email', state = 'pending', grade = 'probable', updated_at = ? where row % 5 = 0",
        [NOW - 3_600_000],
      ),
    state: async (app) => [
      await app.run("select row, state, reason from responses order by row"),
      await counters(app),
    ],
  },
  "self-check": {
    jobs: ["self-check", "self-check-rest"],
    async prepare({ run }) {
      await run("update rollups set v9 = v9 + 1, checked = 0 where day % 3 = 0");
      await run("delete from rollups where day % 7 = 0");
      await run("update asides set n = n + 1");
      await run("update surveys set answered = 3");
      await run("update theme_days set n = n + 1");
    },
    state: async (app) => [
      await app.run("select day, state, channel, n from asides where n <> 0"),
      (await counters(app)).rollups,
      (await counters(app)).answered,
    ],
    runs: 2,
    // A night in which the one survey is looked at as a whole.
    start: NOW + ((((1 - TONIGHT) % NIGHTS) + NIGHTS) % NIGHTS) * DAY_MS,
  },
  nightly: {
    jobs: (CRONS["17 2 * * *"] ?? [])
      .map(({ name }) => name)
      .filter((name) => name.startsWith("expire")),
    async prepare({ run }, survey) {
      await run("update responses set updated_at = ? where state = 'deleted'", [NOW - 31 * DAY_MS]);
      await run("update responses set updated_at = ?, created_at = ? where state = 'quarantined'", [
        NOW - 91 * DAY_MS,
        NOW - 91 * DAY_MS,
      ]);
      await run(
        `insert into mails (id, "to", subject, text, state, created_at) values ('m', 'a@example.com', 's', 't', 'outbox', ?)`,
        [NOW - 8 * DAY_MS],
      );
      await run(
        "insert into link_evidence (workspace_id, invitation_id, slot, minute, method, address, agent) values (?, 'i', 1, 1, 'GET', 'a', 'b')",
        [survey.workspace],
      );
    },
    state: async (app) => [
      await app.run("select row, state from responses order by row"),
      await app.run("select id from mails union all select invitation_id from link_evidence"),
      await app.run("select hash from erased_submissions order by hash"),
      await counters(app),
    ],
  },
};

type Made = ReturnType<typeof system>;

/** Runs jobs of the cron table by name, as their cron would. */
async function runJobs(names: readonly string[], ctx: Made["ctx"], deps: Made["deps"]) {
  for (const [cron, all] of Object.entries(CRONS)) {
    const wanted = all.filter(({ name }) => names.includes(name));
    await runCron(cron, ctx, deps, wanted);
  }
}

/** Runs them without the lease of their cron, as when it ran out under a run that takes too long. */
async function overrun(names: readonly string[], ctx: Made["ctx"], deps: Made["deps"]) {
  for (const job of Object.values(CRONS).flat()) {
    // Whoever finds that another has taken over stops there.
    if (names.includes(job.name)) await job.run(ctx, deps).catch(stopped);
  }
}
function stopped(error: unknown): void {
  if (!(error instanceof AppError && error.code === "stale")) throw error;
}

describe.each(Object.entries(CASES))(
  "fault 54: %s",
  (name, { jobs, prepare, state, runs = 1, start = NOW }) => {
    let unbroken: unknown;
    let length = 0;
    beforeAll(async () => {
      const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
      const whole = await world("prepared", "base");
      await prepare(whole.app, home);
      await whole.app.close();
      const other = await world("unbroken", "prepared");
      const before = await state(other.app, home);
      length = await requestsOf(() => other.run(start));
      for (let i = 1; i < runs + 1; i++) await other.run(start + i * LATER);
      unbroken = await state(other.app, home);
      expect(said.mock.calls.join()).not.toContain("failed");
      expect(unbroken).not.toEqual(before);
      expect(await drift(other.app)).toEqual(NO_DRIFT);
      await other.app.close();
    });

    /** A copy of a database, and the job in it. */
    async function world(copy: string, of: string) {
      const file = join(folder, `${name.replaceAll(" ", "-")}-${copy}.db`);
      const from = of === "base" ? "base.db" : `${name.replaceAll(" ", "-")}-${of}.db`;
      await copyFile(join(folder, from), file);
      const app = await testApp({ file, now: () => NOW, env: env() });
      let ids = 0;
      return {
        app,
        file,
        async run(now: number, how = runJobs) {
          const { ctx, deps } = system(app, home.workspace, now);
          // Ids go on counting over runs, as no two real ones are the same.
          const newId = () => `01980000-0000-7000-9000-${String(++ids).padStart(12, "0")}`;
          await how(jobs, { ...ctx, newId }, deps);
        },
      };
    }

    it("killed at any request, the next run ends it as an unbroken one would", async (context) => {
      vi.spyOn(console, "error").mockImplementation(() => undefined);
      const most = rounds(8, Infinity);
      const every = Math.max(1, Math.ceil(length / most));
      let deaths = 0;
      for (let at = 1; at <= length; at += every) {
        for (const when of ["before", "after"] as const) {
          receiver.received.length = 0;
          const one = await world("killed", "prepared");
          expect(await killedAt(at, when, () => one.run(start))).toBe(true);
          deaths++;
          for (let i = 1; i <= runs + 1; i++) await one.run(start + i * LATER);
          expect({ at, when, state: await state(one.app, home) }).toEqual({
            at,
            when,
            state: unbroken,
          });
          expect(await drift(one.app)).toEqual(NO_DRIFT);
          expect(
            await one.app.run("select name from jobs where cursor is not null and name = ?", [
              SELF_CHECK,
            ]),
          ).toEqual([]);
          await one.app.close();
          await rm(one.file);
        }
      }
      measured(context, `${name}: ${deaths} deaths in a run of ${length} requests`);
    });

    it("asleep over its lease at any request while another runs, it undoes and repeats nothing", async () => {
      vi.spyOn(console, "error").mockImplementation(() => undefined);
      const every = Math.max(1, Math.ceil(length / rounds(5, Infinity)));
      for (let at = 1; at <= length; at += every) {
        receiver.received.length = 0;
        const one = await world("asleep", "prepared");
        await requestsOf(
          () => one.run(start, overrun),
          async (place, send) => {
            if (place === at) await one.run(start + LATER, overrun);
            return send();
          },
        );
        for (let i = 2; i <= runs + 1; i++) await one.run(start + i * LATER);
        expect({ at, state: await state(one.app, home) }).toEqual({ at, state: unbroken });
        expect(await drift(one.app)).toEqual(NO_DRIFT);
        await one.app.close();
        await rm(one.file);
      }
    });

    it("started twice at once and again meanwhile, it does nothing twice", async () => {
      vi.spyOn(console, "error").mockImplementation(() => undefined);
      receiver.received.length = 0;
      const one = await world("twice", "prepared");
      // A receiver tells repeats by their id; only the lease of the cron spares it them.
      const how = name === "webhooks" ? runJobs : overrun;
      await Promise.all([start, start, start + 1].map((now) => one.run(now, how)));
      if (name === "webhooks") expect(receiver.received).toHaveLength(receiver.unique().size);
      for (let i = 1; i <= runs; i++)
        await Promise.all([1, 2].map((by) => one.run(start + i * LATER + by, how)));
      expect(await state(one.app, home)).toEqual(unbroken);
      expect(await drift(one.app)).toEqual(NO_DRIFT);
      await one.app.close();
      await rm(one.file);
    });
  },
);
