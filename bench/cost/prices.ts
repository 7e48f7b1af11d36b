/**
 * Published list prices in US dollars, without taxes, discounts and free plans. Change them here and
 * run `npm run bench:cost -- --write --kept`. Where each comes from, and how old that copy is, stands beside it.
 */
export const SOURCES = {
  workers: {
    what: "Cloudflare Workers, Standard (Paid)",
    url: "https://developers.cloudflare.com/workers/platform/pricing/",
    copy: "the page's source in the provider's public docs repository, 2026",
  },
  queues: {
    what: "Cloudflare Queues, only with a queue binding",
    url: "https://developers.cloudflare.com/queues/platform/pricing/",
    copy: "the same repository",
  },
  turso: {
    what: "Turso Cloud, billed monthly",
    url: "https://turso.tech/pricing?frequency=monthly",
    copy: "a transcription of May 2025; allowances the same in one of 2026-06-12, which has the yearly prices ($4.99, $24.92, $416.58)",
  },
  ses: {
    what: "Amazon SES us-east-1, Essentials",
    url: "https://aws.amazon.com/ses/pricing/",
    copy: "a transcription of the price list of 2026-07-22; accounts from before pay $0.10 à la carte",
  },
  cloudflareEmail: {
    what: "Cloudflare Email Service, in place of SES",
    url: "https://developers.cloudflare.com/email-service/platform/pricing/",
    copy: "the page's source in the provider's public docs repository, 2026",
  },
} as const;

/** So much a month is part of the plan; what is over costs `price` for each `per`. */
export type Meter = { included: number; per: number; price: number };
/** What is counted by a plan. */
export type Plan<Name extends string> = {
  name: string;
  /** A month, used or not. */
  monthly: number;
  meters: Record<Name, Meter>;
};

const [K, M, G] = [1e3, 1e6, 1e9];

export const WORKERS: Plan<"requests" | "cpuMs" | "queueOps"> = {
  name: "Workers Paid",
  monthly: 5,
  meters: {
    requests: { included: 10 * M, per: M, price: 0.3 },
    cpuMs: { included: 30 * M, per: M, price: 0.02 },
    queueOps: { included: M, per: M, price: 0.4 },
  },
};

export type DatabaseMeter = "written" | "read" | "gb";

/** The hosted database's plans, smallest first. `gb` are stored gigabytes. */
export const DATABASES: readonly [Plan<DatabaseMeter>, ...Plan<DatabaseMeter>[]] = [
  {
    name: "Turso Developer",
    monthly: 5.99,
    meters: {
      written: { included: 25 * M, per: M, price: 1 },
      read: { included: 2.5 * G, per: G, price: 1 },
      gb: { included: 9, per: 1, price: 0.75 },
    },
  },
  {
    name: "Turso Scaler",
    monthly: 29,
    meters: {
      written: { included: 100 * M, per: M, price: 0.8 },
      read: { included: 100 * G, per: G, price: 0.8 },
      gb: { included: 24, per: 1, price: 0.5 },
    },
  },
  {
    name: "Turso Pro",
    monthly: 499,
    meters: {
      written: { included: 250 * M, per: M, price: 0.75 },
      read: { included: 250 * G, per: G, price: 0.75 },
      gb: { included: 50, per: 1, price: 0.45 },
    },
  },
];

/** Mail: the least of the plans that sends for anybody. */
export const MAIL: Plan<"mails"> = {
  name: "Amazon SES Essentials",
  monthly: 0,
  meters: { mails: { included: 0, per: K, price: 0.16 } },
};
export const CLOUDFLARE_MAIL: Plan<"mails"> = {
  name: "Cloudflare Email Service",
  monthly: 0,
  meters: { mails: { included: 3 * K, per: K, price: 0.35 } },
};
