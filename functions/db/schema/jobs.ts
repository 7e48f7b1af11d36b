import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { at, json } from "./columns.ts";

/** One row a job: who holds it, where it stands, how it went. */
export const jobs = sqliteTable("jobs", {
  name: text("name").primaryKey(),
  leaseUntil: at("lease_until"),
  cursor: json<unknown>("cursor"),
  startedAt: at("started_at"),
  finishedAt: at("finished_at"),
  outcome: text("outcome"),
  /** Figures of its last run that ended. */
  detail: json<Record<string, number>>("detail"),
});
