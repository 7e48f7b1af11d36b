import { sql } from "drizzle-orm";
import { check, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { at, workspaceId } from "./columns.ts";

/** Where a workspace wants to hear of its responses. The signing secret derives, it is stored nowhere. */
export const webhooks = sqliteTable(
  "webhooks",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    url: text("url").notNull(),
    /** Counts the secrets it has had; the secret before also signs until `previousUntil`. */
    generation: integer("generation").notNull().default(1),
    previousUntil: at("previous_until"),
    state: text("state").$type<"active" | "disabled">().notNull().default("active"),
    /** Why it was disabled, as a word of ours. */
    reason: text("reason"),
    /** Nothing is tried before this: its last answers were failures. */
    pausedUntil: at("paused_until"),
    failingSince: at("failing_since"),
    deliveredAt: at("delivered_at"),
    createdAt: at("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    check("webhooks_state", sql`${t.state} in ('active', 'disabled')`),
  ],
);

/**
 * What has yet to be told: written by a trigger in the transaction of the response, removed once the
 * receiver has said 2xx. It names the response and holds nothing of it, so erasing needs no search
 * here. One row a webhook and response, in order of arrival.
 */
export const outbox = sqliteTable(
  "outbox",
  {
    workspaceId: workspaceId(),
    webhookId: text("webhook_id").notNull(),
    row: integer("row").notNull(),
    /** Not before this; a dead letter has none. */
    dueAt: at("due_at"),
    attempts: integer("attempts").notNull().default(0),
    /** HTTP status, or a word of ours, of the last try. */
    last: text("last"),
    createdAt: at("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.webhookId, t.row] })],
);
