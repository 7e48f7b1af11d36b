import type { ResponseState } from "../wire/responses.ts";

/** Where a person may move one response by hand. */
export type Destination = "counted" | "quarantined" | "test" | "deleted";

/**
 * Whether a response may go from one state to the other by hand. A pending vote waits for its
 * evidence (CONTRACTS, One-click votes): nobody can vouch for it before that.
 */
export function mayMoveResponse(from: ResponseState, to: Destination): boolean {
  return from !== to && !(from === "pending" && to === "counted");
}
