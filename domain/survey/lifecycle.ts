export type SurveyState = "draft" | "live" | "paused" | "closed";

/** Late answers are kept for this long after a survey stopped; then 410 (CONTRACTS, Closed). */
export const LATE_DAYS = 7;

/** An answer may be amended for 24 h from its first revision and for 30 minutes after completion. */
export const AMEND_OPEN_MS = 24 * 3_600_000;
export const AMEND_DONE_MS = 30 * 60_000;

const MOVES: Record<SurveyState, readonly SurveyState[]> = {
  draft: ["live"],
  live: ["paused", "closed"],
  paused: ["live", "closed"],
  closed: ["live"],
};

/** Whether a survey may go from one state to the other. */
export function mayMove(from: SurveyState, to: SurveyState): boolean {
  return MOVES[from].includes(to);
}
