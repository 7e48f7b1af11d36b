import { nextRun } from "../../../domain/time/cron.ts";
import type { Operations } from "../../../domain/wire/operations.ts";
import type { TenantContext } from "../../context.ts";
import type { OperationsRepository, StoredJob } from "../../db/repositories/operations.ts";
import { SELF_CHECK } from "../upkeep/self-check.ts";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const QUARTER = 15;

type Deps = {
  operations: OperationsRepository;
  schedule: readonly { name: string; cron: string }[];
};

/**
 * How the system does: what arrived and waits in this workspace, and the jobs of the whole system,
 * of which only names, times and outcomes are told.
 */
export async function readOperations(ctx: TenantContext, deps: Deps): Promise<Operations> {
  const end = Math.floor(ctx.now / MINUTE_MS);
  const { minutes, outbox, jobs } = await deps.operations.read(
    ctx.workspace,
    end - DAY_MINUTES,
    SELF_CHECK,
  );
  const byName = new Map(jobs.map((job) => [job.name, job]));
  const day = Array.from({ length: DAY_MINUTES / QUARTER }, () => 0);
  const hour = Array.from({ length: 60 }, () => 0);
  for (const { minute, n } of minutes) {
    const quarter = Math.floor((minute - end + DAY_MINUTES) / QUARTER);
    day[quarter] = (day[quarter] ?? 0) + n;
    const place = minute - end + 60;
    if (place >= 0) hour[place] = n;
  }
  return {
    now: ctx.now,
    arrivals: { hour, day, until: end * MINUTE_MS },
    outbox: {
      waiting: outbox?.waiting ?? 0,
      dead: outbox?.dead ?? 0,
      oldest: outbox?.oldest ?? null,
    },
    selfCheck: selfCheckOf(byName.get(SELF_CHECK)),
    jobs: deps.schedule.map(({ name, cron }) => ({
      name: name.slice("cron:".length),
      ...runOf(byName.get(name)),
      next: nextRun(cron, ctx.now),
    })),
  };
}

function selfCheckOf(job: StoredJob | undefined): Operations["selfCheck"] {
  if (!job || job.finishedAt === null) return null;
  return { at: job.finishedAt, outcome: job.outcome ?? "", figures: job.detail ?? {} };
}

function runOf(job: StoredJob | undefined) {
  const { startedAt = null, finishedAt = null, leaseUntil = null, outcome = null } = job ?? {};
  const running = leaseUntil !== null;
  const took = startedAt === null || finishedAt === null ? null : finishedAt - startedAt;
  return { startedAt, tookMs: running ? null : took, outcome, running };
}
