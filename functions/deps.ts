import type { Env, Settings } from "./env.ts";
import { signer } from "./adapters/signer/signer.ts";
import { readProof } from "./adapters/proof/proof.ts";
import { assets } from "./adapters/assets/assets.ts";
import { csv } from "./adapters/csv/csv.ts";
import { mailer } from "./adapters/mailer/index.ts";
import { connect } from "./db/client.ts";
import { accountsRepository } from "./db/repositories/accounts.ts";
import { linksRepository } from "./db/repositories/links.ts";
import { collectRepository } from "./db/repositories/collect.ts";
import { demoRepository } from "./db/repositories/demo.ts";
import { jobsRepository } from "./db/repositories/jobs.ts";
import { keysRepository } from "./db/repositories/keys.ts";
import { mailsRepository } from "./db/repositories/mails.ts";
import { membersRepository } from "./db/repositories/members.ts";
import { responsesRepository } from "./db/repositories/responses.ts";
import { scoresRepository } from "./db/repositories/scores.ts";
import { sitesRepository } from "./db/repositories/sites.ts";
import { surveysRepository } from "./db/repositories/surveys.ts";
import { themeFiguresRepository } from "./db/repositories/theme-figures.ts";
import { themeRunsRepository } from "./db/repositories/theme-runs.ts";
import { themesRepository } from "./db/repositories/themes.ts";
import { upkeepRepository } from "./db/repositories/upkeep.ts";
import { verbatimsRepository } from "./db/repositories/verbatims.ts";
import { workspacesRepository } from "./db/repositories/workspaces.ts";

/**
 * Repositories and adapters of one request. Each is made when it is first asked for, so that the
 * collect path never touches drizzle.
 */
export function makeDeps(settings: Settings, env: Env) {
  const database = { url: settings.DATABASE_URL, token: settings.DATABASE_TOKEN };
  const db = once(() => connect(database));
  return {
    settings,
    assets: assets(env.ASSETS),
    csv,
    readProof,
    signer: signer(settings.APP_SECRET),
    collect: collectRepository(database),
    links: linksRepository(database),
    get accounts() {
      return accountsRepository(db());
    },
    get demo() {
      return demoRepository(db());
    },
    get jobs() {
      return jobsRepository(db());
    },
    get keys() {
      return keysRepository(db());
    },
    get mailer() {
      return mailer(settings, mailsRepository(db()));
    },
    get mails() {
      return mailsRepository(db());
    },
    get members() {
      return membersRepository(db());
    },
    get responses() {
      return responsesRepository(db());
    },
    get scores() {
      return scoresRepository(db());
    },
    get sites() {
      return sitesRepository(db());
    },
    get themeFigures() {
      return themeFiguresRepository(db());
    },
    get themeRuns() {
      return themeRunsRepository(db());
    },
    get themes() {
      return themesRepository(db());
    },
    get upkeep() {
      return upkeepRepository(db());
    },
    get verbatims() {
      return verbatimsRepository(db());
    },
    get workspaces() {
      return workspacesRepository(db());
    },
    get surveys() {
      return surveysRepository(db());
    },
  };
}

export type Deps = ReturnType<typeof makeDeps>;

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
