import { type SQL, sql } from "drizzle-orm";
import { verbatims } from "./schema/index.ts";

/**
 * Texts that wait: for the search index (1), for themes (2), or for either. SQLite uses the partial
 * index on `stage > 0` only where those words stand in the query, with literals.
 */
export const WAITS: Record<"search" | "themes" | "any", SQL> = {
  search: sql`${verbatims.stage} = 1 and ${verbatims.stage} > 0`,
  themes: sql`${verbatims.stage} = 2 and ${verbatims.stage} > 0`,
  any: sql`${verbatims.stage} in (1, 2) and ${verbatims.stage} > 0`,
};
