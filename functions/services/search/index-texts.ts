import type { VerbatimsRepository } from "../../db/repositories/verbatims.ts";

export type IndexDeps = { verbatims: VerbatimsRepository };

/** Responses a slice: one transaction of about 50 ms. */
const SLICE = 500;
/** Slices a run: what a minute job may take of its minute. */
const MOST_SLICES = 40;

/**
 * Makes the open texts that arrived since the last minute searchable, in slices that each stand
 * for themselves: killed anywhere, the next run goes on.
 * @returns responses indexed
 */
export async function indexTexts(deps: IndexDeps): Promise<number> {
  let done = 0;
  for (let slice = 0; slice < MOST_SLICES; slice++) {
    const indexed = await deps.verbatims.indexWaiting(SLICE);
    done += indexed;
    if (indexed < SLICE) break;
  }
  return done;
}
