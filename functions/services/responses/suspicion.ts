import type { Submission } from "../../../domain/wire/ingest.ts";

/** A person needs longer than this from seeing a question to answering it. */
const FASTEST_MS = 300;

/**
 * Why a submission is set aside as a bot's, or undefined. The sender is told `stored` all the same:
 * a bot learns nothing, and a person wrongly caught can be restored from the tray.
 */
export function suspicionOf({ hp, ms }: Pick<Submission, "hp" | "ms">): string | undefined {
  if (hp) return "filled a field that people cannot see";
  if (ms !== undefined && ms >= 0 && ms < FASTEST_MS) return "answered faster than a person can";
  return undefined;
}
