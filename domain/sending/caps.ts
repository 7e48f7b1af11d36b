import { dayNumber } from "../time/days.ts";
import type { MailSettings } from "../wire/mail.ts";

/** Mails on the first day of a sending domain, and how many times as many on each day after. */
const FIRST_DAY = 50;
const GROWTH = 1.5;

/**
 * Mails that may go out on a day: the daily cap, and less while a new domain warms up. Nothing goes
 * out before the first day of the warm-up.
 * @param day days since 1970, as the workspace's calendar shows it
 */
export function capOn(settings: Pick<MailSettings, "dailyCap" | "warmUp">, day: number): number {
  const { dailyCap, warmUp } = settings;
  if (warmUp === undefined) return dailyCap;
  const since = day - dayNumber(warmUp);
  return since < 0 ? 0 : Math.min(dailyCap, Math.floor(FIRST_DAY * GROWTH ** since));
}
