import type { Env, Settings } from "./env.ts";
import { collectDeps } from "./collect-deps.ts";
import { textModel } from "./adapters/ai/ai.ts";
import { assets } from "./adapters/assets/assets.ts";
import { dns } from "./adapters/dns/dns.ts";
import { egress } from "./adapters/egress/egress.ts";
import { signedHeaders } from "./adapters/webhooks/sign.ts";
import { csv } from "./adapters/csv/csv.ts";
import { mailer, senderDomains } from "./adapters/mailer/index.ts";
import { letters } from "./mail/index.ts";
import { connect } from "./db/client.ts";
import { accountsRepository } from "./db/repositories/accounts.ts";
import { linksRepository } from "./db/repositories/links.ts";
import { asksRepository } from "./db/repositories/asks.ts";
import { backfillRepository } from "./db/repositories/backfill.ts";
import { demoSendsRepository } from "./db/repositories/demo-sends.ts";
import { demoRepository } from "./db/repositories/demo.ts";
import { derivedRepository } from "./db/repositories/derived.ts";
import { erasureLogRepository } from "./db/repositories/erasure-log.ts";
import { erasuresRepository } from "./db/repositories/erasures.ts";
import { handOverRepository } from "./db/repositories/hand-over.ts";
import { invitationsRepository } from "./db/repositories/invitations.ts";
import { jobsRepository } from "./db/repositories/jobs.ts";
import { keysRepository } from "./db/repositories/keys.ts";
import { mailSettingsRepository } from "./db/repositories/mail-settings.ts";
import { mailsRepository } from "./db/repositories/mails.ts";
import { membersRepository } from "./db/repositories/members.ts";
import { operationsRepository } from "./db/repositories/operations.ts";
import { outboxRepository } from "./db/repositories/outbox.ts";
import { peopleRepository } from "./db/repositories/people.ts";
import { quarantineRepository } from "./db/repositories/quarantine.ts";
import { removalRepository } from "./db/repositories/removal.ts";
import { recipientsRepository } from "./db/repositories/recipients.ts";
import { responsesRepository } from "./db/repositories/responses.ts";
import { retentionRepository } from "./db/repositories/retention.ts";
import { scoresRepository } from "./db/repositories/scores.ts";
import { sealsRepository } from "./db/repositories/seals.ts";
import { segmentsRepository } from "./db/repositories/segments.ts";
import { shareRepository } from "./db/repositories/share.ts";
import { selfCheckRepository } from "./db/repositories/self-check.ts";
import { sendsRepository } from "./db/repositories/sends.ts";
import { siteSurveysRepository } from "./db/repositories/site-surveys.ts";
import { sitesRepository } from "./db/repositories/sites.ts";
import { suppressionsRepository } from "./db/repositories/suppressions.ts";
import { surveysRepository } from "./db/repositories/surveys.ts";
import { themeFiguresRepository } from "./db/repositories/theme-figures.ts";
import { themeRefitsRepository } from "./db/repositories/theme-refits.ts";
import { themeRereadsRepository } from "./db/repositories/theme-rereads.ts";
import { themeRunsRepository } from "./db/repositories/theme-runs.ts";
import { themeTextsRepository } from "./db/repositories/theme-texts.ts";
import { themesRepository } from "./db/repositories/themes.ts";
import { trayRepository } from "./db/repositories/tray.ts";
import { upkeepRepository } from "./db/repositories/upkeep.ts";
import { verbatimsRepository } from "./db/repositories/verbatims.ts";
import { walkRepository } from "./db/repositories/walk.ts";
import { webhooksRepository } from "./db/repositories/webhooks.ts";
import { workspacesRepository } from "./db/repositories/workspaces.ts";
import { SCHEDULE } from "./scheduled/index.ts";

/**
 * Repositories and adapters of one request. Each is made when it is first asked for, so that the
 * collect path never touches drizzle.
 */
export function makeDeps(settings: Settings, env: Env) {
  const database = { url: settings.DATABASE_URL, token: settings.DATABASE_TOKEN };
  const db = once(() => connect(database));
  const mail = once(() => mailer(settings, mailsRepository(db()), env.EMAIL));
  return {
    settings,
    assets: assets(env.ASSETS),
    textModel: textModel(env.AI),
    csv,
    ...collectDeps(settings, env),
    signHeaders: signedHeaders,
    letters,
    links: linksRepository(database),
    asks: asksRepository(database),
    get accounts() {
      return accountsRepository(db());
    },
    get backfill() {
      return backfillRepository(db());
    },
    get demo() {
      return demoRepository(db());
    },
    get demoSends() {
      return demoSendsRepository(db());
    },
    get derived() {
      return derivedRepository(db());
    },
    get erasureLog() {
      return erasureLogRepository(db());
    },
    get erasures() {
      return erasuresRepository(db());
    },
    get handOver() {
      return handOverRepository(db());
    },
    get invitations() {
      return invitationsRepository(db());
    },
    get jobs() {
      return jobsRepository(db());
    },
    get keys() {
      return keysRepository(db());
    },
    get mailer() {
      return mail();
    },
    get dns() {
      return dns(settings.MAIL_RESOLVER || settings.WEBHOOK_RESOLVER || undefined);
    },
    /** Domains that mail may come from. */
    get senderDomains() {
      return senderDomains(settings);
    },
    get mailSettings() {
      return mailSettingsRepository(db());
    },
    get mails() {
      return mailsRepository(db());
    },
    get schedule() {
      return SCHEDULE;
    },
    get egress() {
      return egress({
        allow: settings.WEBHOOK_ALLOW,
        ownHost: new URL(settings.PUBLIC_ORIGIN).hostname,
        resolver: settings.WEBHOOK_RESOLVER || undefined,
        network: env.EGRESS,
      });
    },
    get operations() {
      return operationsRepository(db());
    },
    get outbox() {
      return outboxRepository(db());
    },
    get webhooks() {
      return webhooksRepository(db());
    },
    get people() {
      return peopleRepository(db());
    },
    get segments() {
      return segmentsRepository(db());
    },
    get suppressions() {
      return suppressionsRepository(db());
    },
    get members() {
      return membersRepository(db());
    },
    get quarantine() {
      return quarantineRepository(db());
    },
    get tray() {
      return trayRepository(db());
    },
    get removal() {
      return removalRepository(db());
    },
    get retention() {
      return retentionRepository(db());
    },
    get recipients() {
      return recipientsRepository(db());
    },
    get responses() {
      return responsesRepository(db());
    },
    get scores() {
      return scoresRepository(db());
    },
    get seals() {
      return sealsRepository(db());
    },
    get selfCheck() {
      return selfCheckRepository(db());
    },
    get share() {
      return shareRepository(db());
    },
    get sends() {
      return sendsRepository(db());
    },
    get siteSurveys() {
      return siteSurveysRepository(db());
    },
    get sites() {
      return sitesRepository(db());
    },
    get themeFigures() {
      return themeFiguresRepository(db());
    },
    get themeRefits() {
      return themeRefitsRepository(db());
    },
    get themeRereads() {
      return themeRereadsRepository(db());
    },
    get themeRuns() {
      return themeRunsRepository(db());
    },
    get themeTexts() {
      return themeTextsRepository(db());
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
    get walk() {
      return walkRepository(db());
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
