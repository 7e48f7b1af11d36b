import { AGAIN, type Again, COOLDOWN, type Cooldown } from "../../../domain/targeting/rests.ts";
import type { Definition } from "../../../domain/wire/survey.ts";
import { plural } from "../../words/format.ts";

type Asked = Pick<Definition, "look" | "targeting" | "metric">;

/**
 * Days of rest as they come out: those of the workspace hold for every survey, and the longest wins.
 * @returns undefined for a tab, which rests for nobody
 */
export function restsInEffect(
  { look: { mode }, targeting: { again = AGAIN }, metric }: Asked,
  cooldown: Cooldown = COOLDOWN,
): Again | undefined {
  if (mode === "tab") return undefined;
  // What stands in a page interrupts nobody: it waits for no survey that was shown elsewhere.
  const shown = mode === "inline" ? 0 : cooldown.shown;
  const measured = metric === "none" ? 0 : cooldown.metric;
  return {
    answered: again.answered === null ? null : Math.max(again.answered, shown, measured),
    dismissed: Math.max(again.dismissed, shown),
  };
}

/** How long it rests where that is longer than what the survey asks for; "" where it is not. */
export function longerWords(again: Again, effect: Again): string {
  return [
    effect.answered !== again.answered && `${plural(effect.answered ?? 0, "day")} after an answer`,
    effect.dismissed !== again.dismissed && `${plural(effect.dismissed, "day")} after a dismissal`,
  ]
    .filter(Boolean)
    .join(" and ");
}
