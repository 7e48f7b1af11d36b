import { markdownTable } from "../support/document.ts";
import { type Dollars, type Usage, marginal, month } from "./bill.ts";
import type { Collect, Measured } from "./measure.ts";
import { type Row, model } from "./model.ts";
import {
  CLOUDFLARE_MAIL,
  DATABASES,
  MAIL,
  type Meter,
  type Plan,
  SOURCES,
  WORKERS,
} from "./prices.ts";

const HOUR_MS = 3_600_000;
const RESPONSES = [10_000, 100_000, 1_000_000, 10_000_000];

/** Stands at each of them, beside its name. */
export const WRITTEN_BY = "npm run bench:cost -- --write";

/** The tables of docs/cost.md, in markdown, by the name of their markers. */
export function tables(measured: Measured, collect: Collect): Record<string, string> {
  const {
    shapes,
    parts,
    perMillion,
    idle,
    fixed,
    others,
    month: usageOf,
  } = model(measured, collect);
  const total = { name: "**together**", usage: perMillion };
  return {
    prices: prices(),
    rows: counts(measured),
    floor: floor(idle, fixed),
    shapes: costs(shapes),
    mix: costs([...parts, total]),
    others: costs(others),
    months: markdownTable(
      ["responses a month", "Workers", "database", "both", "mail", "both, for 1,000 responses"],
      RESPONSES.map((responses) => {
        const { worker, database, mail, plan } = month(usageOf(responses));
        const both = worker + database;
        return [
          responses.toLocaleString("en"),
          money(worker),
          `${money(database)} (${plan.name.replace("Turso ", "")})`,
          money(both),
          money(mail),
          money((both / responses) * 1000),
        ];
      }),
    ),
    machine: markdownTable(
      ["responses a month", "CPU hours a month", "of two cores", "GB after a year"],
      RESPONSES.map((responses) => {
        const { cpuMs, requests, gb } = usageOf(responses);
        // What a write costs the database, for every request: most of them write nothing.
        const hours = (cpuMs + requests * collect.cpuMsDatabase) / HOUR_MS;
        const share = (100 * hours) / (2 * 30 * 24);
        return [
          responses.toLocaleString("en"),
          hours.toFixed(1),
          `${share.toFixed(1)} %`,
          gb.toFixed(1),
        ];
      }),
    ),
  };
}

const UNITS: Record<keyof Usage, string> = {
  requests: "requests",
  cpuMs: "CPU ms",
  queueOps: "queue operations",
  written: "rows written",
  read: "rows read",
  gb: "GB stored",
  mails: "mails",
};

function prices(): string {
  const line = ({ name, monthly, meters }: Plan<keyof Usage>) => {
    const parts = Object.entries<Meter>(meters).map(([unit, { included, per, price }]) => {
      const free = included > 0 ? `${many(included)} included, then ` : "";
      const each = per === 1 ? "" : `${many(per)} `;
      return `${free}$${price.toFixed(2)} per ${each}${UNITS[unit as keyof Usage]}`;
    });
    return [name, money(monthly) || "none", ...parts, "", ""].slice(0, 5);
  };
  const plans = [WORKERS, ...DATABASES, MAIL, CLOUDFLARE_MAIL] as Plan<keyof Usage>[];
  const sources = Object.values(SOURCES).map(
    ({ what, url, copy }) => `- ${what}: <${url}> (${copy})`,
  );
  return [
    markdownTable(["plan", "fee a month", "what is used", "", ""], plans.map(line)),
    "",
    ...sources,
  ].join("\n");
}

function counts({ counted, views }: Measured): string {
  const rows = Object.entries(counted).map(([name, { rows, entries, read }]) => [
    name,
    figure(rows),
    figure(entries),
    figure(rows + entries),
    figure(read),
  ]);
  const seen = Object.entries(views).map(([name, read]) => [
    `view: ${name}`,
    "",
    "",
    "",
    figure(read),
  ]);
  return markdownTable(
    ["one", "rows", "index entries", "written", "read by SELECTs"],
    [...rows, ...seen],
  );
}

function floor(idle: readonly Row[], fixed: Usage): string {
  const [plan] = DATABASES;
  const share = (used: number, included: number) =>
    used === 0 ? "" : `${many(used)} (${((100 * used) / included).toFixed(1)} %)`;
  const of = ({ requests, cpuMs, written, read }: Usage) => [
    share(requests, WORKERS.meters.requests.included),
    share(cpuMs, WORKERS.meters.cpuMs.included),
    share(written, plan.meters.written.included),
    share(read, plan.meters.read.included),
  ];
  return markdownTable(
    ["every month", "requests", "CPU ms", "rows written", "rows read", "fee"],
    [
      [WORKERS.name, "", "", "", "", money(WORKERS.monthly)],
      [plan.name, "", "", "", "", money(plan.monthly)],
      ...idle.map(({ name, usage }) => [name, ...of(usage), "in the plans"]),
      ["**together**", ...of(fixed), `**${money(WORKERS.monthly + plan.monthly)}**`],
    ],
  );
}

/** What each adds once the allowances are used up. */
function costs(rows: readonly Row[]): string {
  return markdownTable(
    ["", "requests", "rows written", "rows read", "mails", "Workers", "database", "mail", "total"],
    rows.map(({ name, usage }) => {
      const { worker, database, mail, total }: Dollars = marginal(usage);
      return [
        name,
        many(usage.requests),
        many(usage.written),
        many(usage.read),
        many(usage.mails),
        money(worker),
        money(database),
        money(mail),
        money(total),
      ];
    }),
  );
}

/** Dollars: cents, and two digits of what is less than a dime. Nothing is an empty cell. */
export function money(dollars: number): string {
  if (dollars === 0) return "";
  if (dollars >= 0.1)
    return `$${dollars.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
  return `$${dollars.toLocaleString("en", { maximumSignificantDigits: 2 })}`;
}

/** A count in three digits with its unit. Nothing is an empty cell. */
export function many(n: number): string {
  if (n === 0) return "";
  const [per, unit] = n >= 1e9 ? [1e9, " bn"] : n >= 1e6 ? [1e6, " M"] : [1, ""];
  return (
    (n / per).toLocaleString(
      "en",
      unit ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 },
    ) + unit
  );
}

const figure = (n: number) => n.toLocaleString("en", { maximumFractionDigits: 2 });
