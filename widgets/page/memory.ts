/** Where a browser keeps which links of which mails it has opened; nothing of it names a person. */
const KEY = "verbatim:links";
const DAY_MS = 24 * 3_600_000;
const MOST = 40;

type Opened = { mail: string; slot: number; at: number };

/**
 * The other links of this mail that this browser has opened within a day, and how many ms ago; notes
 * that this one was opened now. A scanner opens them all, a person one or two (CONTRACTS, One-click
 * votes). With storage refused, or asked to keep nothing, there is nothing to tell.
 */
export function otherLinks(
  mail: string,
  slot: number,
  now: number,
): { slot: number; ago: number }[] {
  try {
    if ((navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl) return [];
    const known = (JSON.parse(localStorage.getItem(KEY) ?? "[]") as Opened[]).filter(
      ({ at }) => now - at < DAY_MS,
    );
    localStorage.setItem(KEY, JSON.stringify([{ mail, slot, at: now }, ...known].slice(0, MOST)));
    return known
      .filter((one) => one.mail === mail && one.slot !== slot)
      .slice(0, 20)
      .map((one) => ({ slot: one.slot, ago: Math.max(now - one.at, 0) }));
  } catch {
    return [];
  }
}
