import * as v from "valibot";

/** What the Worker is given: bindings, variables and secrets (wrangler.toml, docs/deploy.md). */
const Schema = v.object({
  DATABASE_URL: v.pipe(v.string(), v.regex(/^(https?|libsql):\/\//u)),
  DATABASE_TOKEN: v.optional(v.string(), ""),
  /** At least 32 characters; every key of the system derives from it. */
  APP_SECRET: v.pipe(v.string(), v.minLength(32)),
  /**
   * Secrets that links are signed with, newest first, with spaces between; the word APP_SECRET stands
   * for that one. An old one that is left out is retired: its links end. Default: APP_SECRET.
   */
  LINK_SECRETS: v.pipe(
    v.optional(v.string(), "APP_SECRET"),
    v.transform((s) => s.split(/\s+/u).filter(Boolean)),
    v.minLength(1),
    v.check((all) => all.every((one) => one === "APP_SECRET" || one.length >= 32)),
  ),
  /** The one origin that links are built from. */
  PUBLIC_ORIGIN: v.pipe(v.string(), v.url()),
  /** Posts a minute for each address and site. */
  INGEST_LIMIT: v.pipe(
    v.optional(v.string(), "120"),
    v.transform(Number),
    v.integer(),
    v.minValue(1),
  ),
  /** "1" where Cloudflare or our front sets CF-Connecting-IP; without it limits hold a site, not an address. */
  TRUST_CONNECTING_IP: v.pipe(
    v.optional(v.string(), ""),
    v.transform((s) => s === "1"),
  ),
  /** "1" where our own workerd runs: answers that arrive together share a transaction (db/together). */
  COMMIT_TOGETHER: v.pipe(
    v.optional(v.string(), ""),
    v.transform((s) => s === "1"),
  ),
  /** "1" on a machine of one's own: mail lands in the outbox page, the demo pages answer. */
  LOCAL: v.pipe(
    v.optional(v.string(), ""),
    v.transform((s) => s === "1"),
  ),
  /** Allows POST /api/v1/setup: the first workspace, its admin and the sample data. */
  SETUP_TOKEN: v.optional(v.pipe(v.string(), v.minLength(32))),
  /** HTTP mail provider: endpoint, key and sender. Without them mail waits in the outbox. */
  MAIL_URL: v.optional(v.pipe(v.string(), v.url())),
  MAIL_KEY: v.optional(v.string()),
  MAIL_FROM: v.optional(v.string()),
  /** A mail server: smtps://user:password@host:465 or smtp://user:password@host:587 (STARTTLS). */
  MAIL_SMTP_URL: v.optional(v.pipe(v.string(), v.url())),
  /** Domains that workspaces may send from, with spaces between; that of MAIL_FROM is always one. */
  MAIL_FROM_DOMAINS: v.pipe(
    v.optional(v.string(), ""),
    v.transform((s) => s.toLowerCase().split(/\s+/u).filter(Boolean)),
  ),
  /** Origins that webhooks may call although they are not public or not https, with spaces between. */
  WEBHOOK_ALLOW: v.pipe(
    v.optional(v.string(), ""),
    v.transform((s) => s.split(/\s+/u).filter(Boolean)),
  ),
  /** Resolver over HTTPS (JSON form) that is asked before a webhook is called. */
  WEBHOOK_RESOLVER: v.optional(v.union([v.literal(""), v.pipe(v.string(), v.url())]), ""),
  /** Resolver that the check of a sender's domain asks; without it that of webhooks. */
  MAIL_RESOLVER: v.optional(v.union([v.literal(""), v.pipe(v.string(), v.url())]), ""),
});

export type Settings = v.InferOutput<typeof Schema>;
export type Env = Record<string, unknown> & {
  ASSETS?: Fetcher;
  /** A network that leads to public addresses only. */
  EGRESS?: Fetcher;
  /** Workers' send-email binding: mail leaves through it where no other way is set up. */
  EMAIL?: SendEmail;
  /** Workers AI: vectors of texts and labels of themes, where it is bound (docs/themes.md). */
  AI?: Ai;
  /** Answers wait here for the database, when it is bound (docs/deploy.md). */
  INGEST_QUEUE?: Queue;
};

let parsed: { from: Env; settings: Settings } | undefined;

/** Settings of this isolate, parsed once. @throws Error naming the variables that are wrong, never their values */
export function settingsOf(env: Env): Settings {
  if (parsed?.from === env) return parsed.settings;
  const result = v.safeParse(Schema, env);
  if (!result.success) {
    const names = result.issues.map((issue) => String(issue.path?.[0]?.key));
    throw new Error(
      `Environment is not usable: ${[...new Set(names)].join(", ")}. See docs/deploy.md.`,
    );
  }
  const url = result.output.DATABASE_URL.replace(/^libsql:/u, "https:").replace(/\/$/u, "");
  parsed = { from: env, settings: { ...result.output, DATABASE_URL: url } };
  return parsed.settings;
}
