import { DATABASES, MAIL, type DatabaseMeter, type Plan, WORKERS } from "./prices.ts";

/** What something uses: counts, CPU in milliseconds of the Worker, stored gigabytes. */
export type Usage = {
  requests: number;
  cpuMs: number;
  queueOps: number;
  written: number;
  read: number;
  gb: number;
  mails: number;
};
export const NOTHING: Usage = {
  requests: 0,
  cpuMs: 0,
  queueOps: 0,
  written: 0,
  read: 0,
  gb: 0,
  mails: 0,
};
const keys = Object.keys(NOTHING) as (keyof Usage)[];

export type Part = readonly [times: number, usage: Partial<Usage>];

/** `times` of each, added up. */
export function sum(...parts: readonly Part[]): Usage {
  const total = { ...NOTHING };
  for (const [times, usage] of parts)
    for (const key of keys) total[key] += times * (usage[key] ?? 0);
  return total;
}

/** Dollars for what a month uses beyond what the plan includes. */
function beyond<Name extends keyof Usage>({ meters }: Plan<Name>, usage: Usage): number {
  const names = Object.keys(meters) as Name[];
  return names.reduce((dollars, name) => {
    const { included, per, price } = meters[name];
    return dollars + (Math.max(usage[name] - included, 0) / per) * price;
  }, 0);
}

/** The same plan with nothing included: what one more costs once the allowances are used up. */
function bare<Name extends string>(plan: Plan<Name>): Plan<Name> {
  const meters = Object.entries<Plan<Name>["meters"][Name]>(plan.meters);
  return {
    ...plan,
    meters: Object.fromEntries(
      meters.map(([name, meter]) => [name, { ...meter, included: 0 }]),
    ) as Plan<Name>["meters"],
  };
}

/** Dollars by who is paid. */
export type Dollars = { worker: number; database: number; mail: number; total: number };

const dollars = (worker: number, database: number, mail: number): Dollars => ({
  worker,
  database,
  mail,
  total: worker + database + mail,
});

/** What usage adds where every allowance is used up, at the smallest database plan's prices. */
export function marginal(usage: Usage): Dollars {
  return dollars(
    beyond(bare(WORKERS), usage),
    beyond(bare(DATABASES[0]), usage),
    beyond(bare(MAIL), usage),
  );
}

export type Month = Dollars & { plan: Plan<DatabaseMeter> };

/** A month's bill: subscriptions and what lies beyond them, with the database plan that costs least. */
export function month(usage: Usage): Month {
  const of = (plan: Plan<DatabaseMeter>) => plan.monthly + beyond(plan, usage);
  const plan = DATABASES.reduce((best, plan) => (of(plan) < of(best) ? plan : best));
  const worker = WORKERS.monthly + beyond(WORKERS, usage);
  return { ...dollars(worker, of(plan), MAIL.monthly + beyond(MAIL, usage)), plan };
}
