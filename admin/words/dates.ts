const formats = new Map<string, Intl.DateTimeFormat>();

function format(at: number, zone: string, options: Intl.DateTimeFormatOptions): string {
  const key = zone + JSON.stringify(options);
  let made = formats.get(key);
  if (!made)
    formats.set(key, (made = new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options })));
  // Some engines write "Sept"; three letters keep columns even.
  return made.format(at).replace("Sept", "Sep");
}

const instant = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** "2026-08-24" as "24 Aug", with the year when it is not `year`. */
export function dayLabel(day: string, year?: string): string {
  return format(instant(day), "UTC", {
    day: "numeric",
    month: "short",
    ...(year !== undefined && !day.startsWith(year) && { year: "numeric" }),
  });
}

/** "2026-08-24" as "24 Aug 2026". */
export function fullDay(day: string): string {
  // No year begins like this, so that it is always told.
  return dayLabel(day, "-");
}

/** "2026-08-01" as "Aug 2026". */
export function monthLabel(day: string): string {
  return format(instant(day), "UTC", { month: "short", year: "numeric" });
}

/** Two days as "24 Aug – 21 Nov", with years where they are needed. */
export function spanLabel(from: string, to: string, year: string): string {
  return from === to ? dayLabel(from, year) : `${dayLabel(from, year)} – ${dayLabel(to, year)}`;
}

/** An instant as "22 Nov 2026, 14:05" in a time zone. */
export function moment(at: number, zone: string): string {
  return format(at, zone, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
}

/** The time of day, "14:05". */
export function clock(at: number, zone: string): string {
  return format(at, zone, { hour: "2-digit", minute: "2-digit" });
}

/** The day of an instant, "22 Nov", with the year when it is not this one. */
export function dateOf(at: number, zone: string, now: number): string {
  const year = (when: number) => format(when, zone, { year: "numeric" });
  return format(at, zone, {
    day: "numeric",
    month: "short",
    ...(year(at) !== year(now) && { year: "numeric" }),
  });
}

/** An instant as short as it can be told: "14:05" today, "27 Nov, 14:05" on another day. */
export function when(at: number, zone: string, now: number): string {
  const day = dateOf(at, zone, now);
  return day === dateOf(now, zone, now) ? clock(at, zone) : `${day}, ${clock(at, zone)}`;
}

/** How long until then within the hour, else when. */
export function upcoming(at: number, zone: string, now: number): string {
  const minutes = Math.ceil((at - now) / 60_000);
  if (minutes <= 1) return "within a minute";
  return minutes < 60 ? `in ${minutes} min` : when(at, zone, now);
}

/** How long ago, as people say it up to a week, then the date. */
export function ago(at: number, zone: string, now: number): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  const days = Math.floor(minutes / 1440);
  return days < 7 ? `${days} ${days === 1 ? "day" : "days"} ago` : dateOf(at, zone, now);
}
