import { sql } from "drizzle-orm";
import { blob, check, index, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type {
  AttributeType,
  Consent,
  PersonSource,
  SegmentRules,
  Subscription,
  SuppressionReason,
} from "../../../domain/wire/people.ts";
import { at, json, workspaceId } from "./columns.ts";

/** Somebody a workspace knows by an id of its own, or by an address where it has none. */
export const people = sqliteTable(
  "people",
  {
    workspaceId: workspaceId(),
    /** The external id; the lower-cased address for people who have none. */
    person: text("person").notNull(),
    /** Lower case. */
    email: text("email"),
    attributes: json<Record<string, string | number | boolean>>("attributes").notNull().default({}),
    language: text("language"),
    subscription: text("subscription").$type<Subscription>().notNull().default("subscribed"),
    consent: text("consent").$type<Consent>().notNull().default("unknown"),
    consentAt: at("consent_at"),
    source: text("source").$type<PersonSource>().notNull(),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.person] }),
    index("people_email")
      .on(t.workspaceId, t.email)
      .where(sql`${t.email} is not null`),
    index("people_updated").on(t.workspaceId, t.updatedAt),
    check(
      "people_subscription",
      sql`${t.subscription} in ('subscribed', 'unsubscribed', 'bounced', 'complained')`,
    ),
    check("people_consent", sql`${t.consent} in ('unknown', 'given', 'withdrawn')`),
  ],
);

/** What kind of value an attribute of people holds. The first value that comes decides it. */
export const peopleAttributes = sqliteTable(
  "people_attributes",
  {
    workspaceId: workspaceId(),
    name: text("name").notNull(),
    type: text("type").$type<AttributeType>().notNull(),
    createdAt: at("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.name] })],
);

/** A saved filter over people. */
export const segments = sqliteTable(
  "segments",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    rules: json<SegmentRules>("rules").notNull(),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
);

/** Addresses that get no mail, as keyed hashes: they outlive the person (CONTRACTS, Mail). */
export const suppressions = sqliteTable(
  "suppressions",
  {
    workspaceId: workspaceId(),
    /** HMAC of the lower-cased address under the key "unsubscribe" of the workspace. */
    hash: blob("hash", { mode: "buffer" }).notNull(),
    reason: text("reason").$type<SuppressionReason>().notNull(),
    at: at("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.hash] })],
);
