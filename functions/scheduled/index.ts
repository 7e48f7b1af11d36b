import type { Context } from "../context.ts";
import type { Deps } from "../deps.ts";
import { setClocks } from "../services/accounts/set-clocks.ts";
import { continueZoneChanges } from "../services/accounts/change-zone.ts";
import { continueFilling } from "../services/accounts/fill-attributes.ts";
import { leased, outcomeOf } from "../services/jobs/lease.ts";
import { countRecipients } from "../services/links/recipients.ts";
import { settleVotes } from "../services/links/settle.ts";
import { sealSpans } from "../services/scores/seal.ts";
import { countArrivals } from "../services/operations/count-arrivals.ts";
import { deliverDue } from "../services/outbox/deliver.ts";
import { expireDeliveries } from "../services/outbox/expire.ts";
import { indexTexts } from "../services/search/index-texts.ts";
import { continueErasures } from "../services/people/erase.ts";
import { continueRuns, queueRuns } from "../services/themes/continue.ts";
import { enrolDue } from "../services/sends/enrol.ts";
import { handOverDue } from "../services/sends/hand-over.ts";
import { remindDue } from "../services/sends/remind.ts";
import {
  expireDeleted,
  expireErasures,
  expireEvidence,
  expireMails,
  expireRuns,
  expireSessions,
} from "../services/upkeep/expire.ts";
import { expireQuarantine } from "../services/upkeep/quarantine.ts";
import { applyRetention, continueRetention } from "../services/upkeep/retention.ts";
import { continueSelfCheck, selfCheck } from "../services/upkeep/self-check.ts";

/** A piece of scheduled work. Each may be killed anywhere and run twice: the next run goes on. */
type Job = { name: string; run(ctx: Context, deps: Deps): Promise<unknown> };

/** The cron table: expressions of wrangler.toml and their jobs, in order. */
export const CRONS: Record<string, readonly Job[]> = {
  "* * * * *": [
    { name: "index", run: (_, deps) => indexTexts(deps) },
    { name: "votes", run: settleVotes },
    { name: "clocks", run: setClocks },
    { name: "zones", run: continueZoneChanges },
    { name: "attributes", run: continueFilling },
    { name: "seal", run: sealSpans },
    { name: "arrivals", run: countArrivals },
    { name: "themes", run: continueRuns },
    { name: "webhooks", run: deliverDue },
    { name: "enrol", run: enrolDue },
    { name: "hand-over", run: (ctx, deps) => handOverDue(ctx, deps) },
    { name: "reminders", run: (ctx, deps) => remindDue(ctx, deps) },
    { name: "erasures", run: continueErasures },
    { name: "retention-rest", run: continueRetention },
    { name: "self-check-rest", run: continueSelfCheck },
  ],
  "*/15 * * * *": [
    { name: "theme-runs", run: queueRuns },
    { name: "recipients", run: countRecipients },
  ],
  "17 2 * * *": [
    { name: "retention", run: applyRetention },
    { name: "expire-evidence", run: expireEvidence },
    { name: "expire-mails", run: expireMails },
    { name: "expire-erasures", run: expireErasures },
    { name: "expire-runs", run: expireRuns },
    { name: "expire-sessions", run: expireSessions },
    { name: "expire-deleted", run: expireDeleted },
    { name: "expire-deliveries", run: expireDeliveries },
    { name: "expire-quarantine", run: (ctx, deps) => expireQuarantine(ctx, deps) },
    { name: "self-check", run: selfCheck },
  ],
};

/** What runs when, for the operator's page. */
export const SCHEDULE: readonly { name: string; cron: string }[] = Object.entries(CRONS).flatMap(
  ([cron, jobs]) => jobs.map(({ name }) => ({ name: `cron:${name}`, cron })),
);

/** How long a job that died keeps the next one of its name out. */
const LEASE_MS = 90_000;

/**
 * Runs the jobs of one cron expression, one after the other. A job that fails is noted by its class
 * and does not stop the others; one that is still running elsewhere is left out.
 */
export async function runCron(
  cron: string,
  ctx: Context,
  deps: Deps,
  jobs: readonly Job[] = CRONS[cron] ?? [],
): Promise<void> {
  for (const job of jobs) {
    try {
      await leased(ctx, deps, `cron:${job.name}`, LEASE_MS, () => job.run(ctx, deps));
    } catch (error) {
      console.error(
        JSON.stringify({ job: job.name, requestId: ctx.requestId, failed: outcomeOf(error) }),
      );
    }
  }
}
