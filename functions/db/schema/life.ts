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
