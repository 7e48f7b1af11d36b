import type { ResponseState } from "../wire/responses.ts";

/** What waits for a person to decide: kept aside and not counted. */
export const TRAY = ["quarantined", "suspect", "late"] as const satisfies ResponseState[];
export type TrayState = (typeof TRAY)[number];

/** Quarantine is bounded, so that robots cannot fill the database: by age, and by count a survey. */
export const QUARANTINE_DAYS = 90;
export const QUARANTINE_ROWS = 10_000;
/** What was deleted can be restored for so long. */
export const BIN_DAYS = 30;
/** A replay of a response that is gone for good stores nothing for so long (CONTRACTS, Ingest). */
export const TOMBSTONE_DAYS = 90;
/** Of a larger tray the reasons of so many, the newest, are counted. */
export const REASONS_OF = 2_200;
/** Most responses that one call moves. */
export const MOVES = 200;
