import { integer, text } from "drizzle-orm/sqlite-core";

/** Columns that many tables share. Times are integers, milliseconds UTC. */
export const workspaceId = () => text("workspace_id").notNull();
export const at = (name: string) => integer(name, { mode: "number" });
export const flag = (name: string) => integer(name, { mode: "boolean" }).notNull().default(false);
/** JSON kept as text; the shape is the caller's, checked where it enters the system. */
export const json = <T>(name: string) => text(name, { mode: "json" }).$type<T>();
/** How many answers gave each value of a scale: 0 to 10 fits every metric. */
export const values = () => ({
  v0: integer("v0").notNull(),
  v1: integer("v1").notNull(),
  v2: integer("v2").notNull(),
  v3: integer("v3").notNull(),
  v4: integer("v4").notNull(),
  v5: integer("v5").notNull(),
  v6: integer("v6").notNull(),
  v7: integer("v7").notNull(),
  v8: integer("v8").notNull(),
  v9: integer("v9").notNull(),
  v10: integer("v10").notNull(),
});
