import type { Answers, Vote } from "../../domain/wire/ingest.ts";

/** Visible and focused this long, a score from a link counts without a touch, ms (CONTRACTS, One-click votes). */
export const DWELL = 4000;

/** Posts one revision of a vote. Resolves to false while the connection or the server is away. */
export type Post = (vote: Vote) => Promise<boolean>;

/**
 * The answers of one visit to a one-click page, in order: each revision is the whole set so far,
 * and the newest is sent again until it has arrived.
 */
export function createVote(
  visit: string,
  evidence: () => Vote["evidence"],
  post: Post,
  wait: (ms: number) => Promise<void>,
): (answers: Answers, complete: boolean) => Promise<boolean> {
  let newest = -1;
  return async (answers, complete) => {
    const rev = ++newest;
    const vote: Vote = { visit, rev, answers, complete, evidence: evidence() };
    if (await post(vote)) return true;
    const again = async (pause: number): Promise<void> => {
      await wait(pause * 1e3);
      if (rev === newest && !(await post(vote))) await again(Math.min(pause * 2, 60));
    };
    void again(2);
    return false;
  };
}
