/**
 * A tag list as DKIM and DMARC write it: `v=DMARC1; p=none` (RFC 6376, 3.2). Names in lower case;
 * blanks around names and values are dropped; the first of two equal names stands.
 */
export function tagsOf(record: string): Map<string, string> {
  const tags = new Map<string, string>();
  for (const part of record.split(";")) {
    const at = part.indexOf("=");
    if (at < 1) continue;
    const name = part.slice(0, at).trim().toLowerCase();
    if (!tags.has(name)) tags.set(name, part.slice(at + 1).trim());
  }
  return tags;
}

/** TXT records of a name; undefined: nobody could say. */
export type Lookup = (name: string) => Promise<readonly string[] | undefined>;

/** What was found of one record, and what to do about it. */
export type Finding = {
  state: "ok" | "missing" | "wrong" | "unknown";
  found: string[];
  note: string;
};

export const NOBODY_KNOWS: Finding = {
  state: "unknown",
  found: [],
  note: "The name servers could not be asked just now. Check again in a while.",
};
