import { blob, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { at, json, workspaceId } from "./columns.ts";

/**
 * People that were erased: a keyed hash of the person's id or address, never the id itself, so that
 * a restored backup can be erased again and an import cannot bring the person back.
 */
export const erasures = sqliteTable(
  "erasures",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    /** HMAC of the external id or the lower-cased address, under a key of this purpose. */
    subject: blob("subject", { mode: "buffer" }).notNull(),
    kind: text("kind").$type<"person" | "email">().notNull(),
    requestedBy: text("requested_by").notNull(),
    /** Rows removed, by table. */
    removed: json<Record<string, number>>("removed").notNull().default({}),
    at: at("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
);

/**
 * When a person with a proof was last asked over a page, and last said no: what cool-down reads of all
 * their devices. `visit` is the question that was granted: a repeat of it is no other.
 */
export const asks = sqliteTable(
  "asks",
  {
    workspaceId: workspaceId(),
    person: text("person").notNull(),
    surveyId: text("survey_id").notNull(),
    shownAt: at("shown_at"),
    dismissedAt: at("dismissed_at"),
    visit: text("visit"),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.person, t.surveyId] })],
);

/** Responses that arrived in each minute, for the operator's page. Kept a day. */
export const arrivals = sqliteTable(
  "arrivals",
  {
    workspaceId: workspaceId(),
    /** Minutes since 1970, UTC. */
    minute: integer("minute").notNull(),
    n: integer("n").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.minute] })],
);
