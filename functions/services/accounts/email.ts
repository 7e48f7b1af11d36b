/** One spelling of a mail address, the one that is stored and compared. */
export function emailOf(text: string): string {
  return text.trim().normalize("NFC").toLowerCase();
}
