import type { Answers, Vote } from "../../domain/wire/ingest.ts";

/** Visible and focused this long, a score from a link counts without a touch, ms (CONTRACTS, One-click votes). */
export const DWELL = 4000;

/**
 * What became of a post. asked: it arrived, and nothing showed that a person is there. later: the
 * connection or the server is away. refused: it will never be taken.
 */
export type Fate = "kept" | "asked" | "later" | "refused";

/** Posts one revision of a vote. */
export type Post = (vote: Vote) => Promise<Fate>;

/**
 * The answers of one visit to a one-click page, in order: each revision is the whole set so far,
 * and the newest is sent again until it has arrived.
 * @param tell called with what became of the newest
 */
export function createVote(
  visit: string,
  evidence: () => Vote["evidence"],
  post: Post,
  wait: (ms: number) => Promise<void>,
  tell: (fate: Fate) => void,
): (answers: Answers, complete: boolean) => Promise<Fate> {
  let newest = -1;
  return async (answers, complete) => {
    const rev = ++newest;
    const vote: Vote = { visit, rev, answers, complete, evidence: evidence() };
    const send = async (): Promise<Fate> => {
      const fate = await post(vote);
      if (rev === newest) tell(fate);
      return fate;
    };
    const again = async (pause: number): Promise<void> => {
      await wait(pause * 1e3);
      if (rev === newest && (await send()) === "later") await again(Math.min(pause * 2, 60));
    };
    const fate = await send();
    if (fate === "later") void again(2);
    return fate;
  };
}
