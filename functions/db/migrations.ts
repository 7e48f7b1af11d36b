import journal from "../../migrations/meta/_journal.json" with { type: "json" };

/** How many migrations this release needs; the journal is drizzle-kit's own. */
export const MIGRATIONS = journal.entries.length;
