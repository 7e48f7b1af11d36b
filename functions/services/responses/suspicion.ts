import type { Submission } from "../../../domain/wire/ingest.ts";

/** A person needs longer than this from seeing a question to answering it. */
const FASTEST_MS = 300;

/** Robots that name themselves, in lower case; "Cubot" is a phone. */
const ROBOT = /(?<!cu)bot\b|crawler|spider|slurp/u;

/**
 * Why a submission is set aside as a bot's, or undefined. The sender is told `stored` all the same:
 * a bot learns nothing, and a person wrongly caught can be restored from the tray.
 * @param agent the sender's own words for itself
 */
export function suspicionOf({
  hp,
  ms,
  agent = "",
}: Pick<Submission, "hp" | "ms"> & { agent?: string | undefined }): string | undefined {
  if (hp) return "filled a field that people cannot see";
  if (ms !== undefined && ms >= 0 && ms < FASTEST_MS) return "answered faster than a person can";
  if (ROBOT.test(agent.toLowerCase())) return "calls itself a robot";
  return undefined;
}
