import type { Vote } from "../wire/ingest.ts";

/** Milliseconds visible and focused after which an untouched page may still be a person (CONTRACTS). */
export const DWELL_MS = 4000;
/** Another slot or the honeypot of the same invitation, visited this close, smells of a scanner. */
export const OTHER_SLOT_MS = 120_000;
/** A visit this soon after the hand-over to the mailer is a delivery scanner's. */
export const HANDOVER_MS = 60_000;
/** A probable vote waits this long before it counts. */
export const PENDING_MS = 10 * 60_000;

/** What the server knows of the visit that posts. */
export type VisitFacts = {
  now: number;
  /** When the mail was handed to the mailer, if it was. */
  sentAt: number | null;
  /** Last visit to another slot or the honeypot of this invitation, by anyone. */
  otherSlotAt: number | null;
  /** True when the post holds an answer beyond the clicked score. */
  followUp: boolean;
};

export type Grade = { grade: "confirmed" | "probable" | "suspect"; reason: string };

/**
 * How sure it is that a person voted (CONTRACTS, One-click votes). Evidence belongs to a visit:
 * other visits may withhold "probable", never "confirmed".
 */
export function gradeVote(evidence: Vote["evidence"], visit: VisitFacts): Grade {
  if (evidence.hp) return { grade: "suspect", reason: "filled a field that people cannot see" };
  if (evidence.touched) return { grade: "confirmed", reason: "pointer, key or touch on the page" };
  if (visit.followUp) return { grade: "confirmed", reason: "answered a follow-up question" };
  if (evidence.webdriver) return { grade: "suspect", reason: "an automated browser" };
  if (evidence.dwell < DWELL_MS) return { grade: "suspect", reason: "left within 4 seconds" };
  if (visit.sentAt !== null && visit.now - visit.sentAt < HANDOVER_MS) {
    return { grade: "suspect", reason: "opened within a minute of sending" };
  }
  if (visit.otherSlotAt !== null && visit.now - visit.otherSlotAt < OTHER_SLOT_MS) {
    return { grade: "suspect", reason: "another link of the same mail was opened" };
  }
  return { grade: "probable", reason: "stayed 4 seconds, visible and focused" };
}
