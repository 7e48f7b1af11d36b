import type { Answers, Submission } from "../../domain/wire/ingest.ts";
import { put } from "./outbox.ts";
import { uuid7 } from "./uuid.ts";

/** Commits the answers so far. False: kept for later. Undefined: nothing new to say. */
export type Session = (answers: Answers, complete: boolean) => Promise<boolean> | undefined;

/**
 * One response in the making: one submission id, one revision for each committed step.
 * @param more what else is known, asked at each step
 */
export function createSession(
  host: string,
  base: Pick<Submission, "site" | "survey" | "v" | "channel" | "lang">,
  more: () => Partial<Submission>,
): Session {
  const shown = Date.now();
  let submission: string;
  let rev = 0;
  let last: string;
  return (answers, complete) => {
    if (last === (last = JSON.stringify(answers) + complete)) return undefined;
    const at = Date.now();
    return put(host, {
      wire: 1,
      ...base,
      submission: (submission ||= uuid7(shown)),
      rev: rev++,
      answers,
      complete,
      at,
      ms: at - shown,
      ...more(),
    });
  };
}
