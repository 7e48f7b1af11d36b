import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Cooldown } from "../../../domain/targeting/rests.ts";
import type { Clock } from "../../../domain/time/clock.ts";
import type { MailSettings } from "../../../domain/wire/mail.ts";
import type { Role, Scope } from "../../../domain/wire/common.ts";
import type { Retention } from "../../../domain/wire/retention.ts";
import { at, flag, json, workspaceId } from "./columns.ts";

export const workspaces = sqliteTable("workspaces", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  zone: text("zone").notNull().default("UTC"),
  /** Attributes that results can be broken down by, beside language and device. */
  attributes: json<string[]>("attributes").notNull().default([]),
  /** External ids and @domains whose answers never count. */
  team: json<string[]>("team").notNull().default([]),
  /** Days that each kind of data is kept; a kind that is not named is kept for ever. */
  retention: json<Retention>("retention").notNull().default({}),
  createdAt: at("created_at").notNull(),
  /** What the clocks of `zone` show now and for a year, so that an answer's day needs no time zones. */
  clock: json<Clock>("clock"),
  /** Days of rest on all sites; null: the defaults. */
  cooldown: json<Cooldown>("cooldown"),
  /** Who mail comes from and how much of it a day; null: nothing is set yet. */
  mail: json<MailSettings>("mail"),
});

export const sites = sqliteTable(
  "sites",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    name: text("name").notNull(),
    origins: json<string[]>("origins").notNull().default([]),
    allowOpaque: integer("allow_opaque", { mode: "boolean" }).notNull().default(true),
    /** Secrets that sign identity proofs; two while one is being replaced. */
    proofSecrets: json<{ kid: string; secret: string }[]>("proof_secrets").notNull().default([]),
    seenPage: text("seen_page"),
    seenAt: at("seen_at"),
    /** Answers that devices gave up on after 30 days, as they reported it. */
    lost: integer("lost").notNull().default(0),
    /** Tries to send that failed, and requests that pages' own policies blocked, as devices report. */
    failed: integer("failed").notNull().default(0),
    blocked: integer("blocked").notNull().default(0),
    demo: flag("demo"),
    createdAt: at("created_at").notNull(),
  },
  (t) => [index("sites_workspace").on(t.workspaceId)],
);

export const members = sqliteTable(
  "members",
  {
    workspaceId: workspaceId(),
    userId: text("user_id").notNull(),
    role: text("role").$type<Role>().notNull(),
    joinedAt: at("joined_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.userId] }),
    index("members_user").on(t.userId),
    check("members_role", sql`${t.role} in ('owner', 'admin', 'analyst', 'viewer')`),
  ],
);

export const invites = sqliteTable(
  "invites",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    email: text("email").notNull(),
    role: text("role").$type<Role>().notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    expiresAt: at("expires_at").notNull(),
    usedAt: at("used_at"),
    createdAt: at("created_at").notNull(),
  },
  (t) => [
    index("invites_workspace").on(t.workspaceId),
    check("invites_role", sql`${t.role} in ('owner', 'admin', 'analyst', 'viewer')`),
  ],
);

export const apiKeys = sqliteTable(
  "api_keys",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    name: text("name").notNull(),
    prefix: text("prefix").notNull(),
    hash: text("hash").notNull().unique(),
    scopes: json<Scope[]>("scopes").notNull(),
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at"),
    usedAt: at("used_at"),
    revokedAt: at("revoked_at"),
  },
  (t) => [index("api_keys_workspace").on(t.workspaceId)],
);

export const auditEntries = sqliteTable(
  "audit_entries",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    target: text("target").notNull(),
    detail: json<Record<string, unknown>>("detail").notNull().default({}),
    at: at("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
);
