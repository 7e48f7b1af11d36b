import { integer, text } from "drizzle-orm/sqlite-core";

/** Columns that many tables share. Times are integers, milliseconds UTC. */
export const workspaceId = () => text("workspace_id").notNull();
export const at = (name: string) => integer(name, { mode: "number" });
export const flag = (name: string) => integer(name, { mode: "boolean" }).notNull().default(false);
/** JSON kept as text; the shape is the caller's, checked where it enters the system. */
export const json = <T>(name: string) => text(name, { mode: "json" }).$type<T>();
