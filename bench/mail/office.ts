import { primaryQuestion } from "../../domain/survey/questions.ts";
import type { Deps } from "../../functions/deps.ts";
import { makeDeps } from "../../functions/deps.ts";
import { settingsOf } from "../../functions/env.ts";
import { type SqlValue, runEach } from "../../functions/db/pipeline.ts";
import { serveLibsql } from "../../scripts/libsql/server.ts";
import { migrate } from "../../scripts/migrate.ts";
import { npsDefinition } from "../../tests/support/definitions.ts";
import { seedPeople, LETTER, MAIL } from "../../tests/support/sends.ts";

const WORKSPACE = "wk_benchmails";
const SITE = "st_benchmails";
const SURVEY = "sv_benchmails";
const SEND = "01981f6e-7a50-7c3e-9f00-0242ac120002";
const token = "bench";

/** The database of the bench, served in this process, with the repositories over it. */
export async function openOffice(file: string) {
  const server = await serveLibsql({ file, token, synchronous: "FULL" });
  const env = {
    DATABASE_URL: server.url,
    DATABASE_TOKEN: token,
    APP_SECRET: "0123456789abcdef0123456789abcdef",
    PUBLIC_ORIGIN: "https://feedback.example.com",
    LOCAL: "1",
  };
  const deps: Deps = makeDeps(settingsOf(env), env);
  const run = async (sql: string, args: SqlValue[] = []) => {
    const [result] = await runEach({ url: server.url, token }, [{ sql, args }], 120_000);
    if (!result) throw new Error(`the database refuses: ${sql}`);
    return result.rows;
  };
  return {
    deps,
    run,
    close: () => server.close(),

    /** A live send that asks this many people once. */
    async fill(people: number): Promise<void> {
      await migrate({ url: server.url, token });
      const now = Date.now();
      const definition = JSON.stringify(npsDefinition);
      await run("insert into workspaces (id, name, mail, created_at) values (?, 'Acme', ?, ?)", [
        WORKSPACE,
        JSON.stringify({ ...MAIL, dailyCap: 1_000_000 }),
        now,
      ]);
      await run("insert into sites (id, workspace_id, name, created_at) values (?, ?, 'Shop', ?)", [
        SITE,
        WORKSPACE,
        now,
      ]);
      await run(
        `insert into surveys (id, workspace_id, site_id, name, slug, metric, state, state_at, draft, version, published_revision, created_at)
         values (?, ?, ?, 'NPS', 'bench-nps', 'nps', 'live', ?, ?, 1, 1, ?)`,
        [SURVEY, WORKSPACE, SITE, now, definition, now],
      );
      await run(
        "insert into survey_versions (workspace_id, survey_id, version, definition, published_at) values (?, ?, 1, ?, ?)",
        [WORKSPACE, SURVEY, definition, now],
      );
      await seedPeople({ run }, WORKSPACE, people);
      await run(
        `insert into sends (workspace_id, id, survey_id, name, state, audience, letter, plan, enrol_at, created_at, updated_at)
         values (?, ?, ?, 'Ask', 'live', '{"of":"everyone"}', ?, '{"kind":"once","at":0}', ?, ?, ?)`,
        [WORKSPACE, SEND, SURVEY, JSON.stringify(LETTER), now, now, now],
      );
    },

    /** What one mail is made from. */
    async sending() {
      const send = await deps.sends.get(WORKSPACE, SEND, 0);
      const home = await deps.sends.home(WORKSPACE);
      if (!send || !home?.mail || !primaryQuestion(npsDefinition))
        throw new Error("the bench has nothing to send");
      return {
        workspace: WORKSPACE,
        survey: npsDefinition,
        send,
        home: { name: home.name, mail: home.mail },
      };
    },

    /** Invitations by state, as the product counts them and counted anew. */
    async counts() {
      const kept = await run(
        "select state, sum(n) as n from send_counts group by 1 having sum(n) <> 0 order by 1",
      );
      const anew = await run("select state, count(*) as n from invitations group by 1 order by 1");
      const of = (rows: typeof kept) =>
        Object.fromEntries(rows.map(({ state, n }) => [String(state), Number(n)]));
      return { kept: of(kept), anew: of(anew) };
    },
  };
}
