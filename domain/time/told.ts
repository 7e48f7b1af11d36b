/**
 * A moment in the words of a language, "27. November 2026 um 09:00 MEZ".
 * @param zone default: that of the machine, which in a browser is the reader's
 */
export function momentIn(language: string, at: number, zone?: string): string {
  return new Intl.DateTimeFormat(language, {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
    ...(zone !== undefined && { timeZone: zone }),
  }).format(at);
}
