const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** A workspace, site or survey id: prefix and 10 base32 characters from 10 random bytes. */
export function prefixedId(prefix: "wk" | "st" | "sv", random: Uint8Array): string {
  let id = `${prefix}_`;
  for (let i = 0; i < 10; i++) id += ALPHABET[(random[i] ?? 0) & 31];
  return id;
}

/**
 * The public id of a response: a UUIDv7 (RFC 9562) whose time is the arrival and whose random
 * part is the row number, so that looking one up needs no index of its own. It grants nothing:
 * every read is bound to the workspace, and the right to amend is the submission id.
 * @param at arrival, ms UTC @param row row number, below 2^53
 */
export function responseId(at: number, row: number): string {
  const time = at.toString(16).padStart(12, "0");
  const low = row.toString(16).padStart(15, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${low.slice(0, 3)}-8${low.slice(3, 6)}-000${low.slice(6)}`;
}

/** The arrival and row number inside a response id, or undefined when it is not one of ours. */
export function parseResponseId(id: string): { at: number; row: number } | undefined {
  const m = /^([0-9a-f]{8})-([0-9a-f]{4})-7([0-9a-f]{3})-8([0-9a-f]{3})-000([0-9a-f]{9})$/u.exec(
    id,
  );
  if (!m) return undefined;
  const row = Number.parseInt(`${m[3]}${m[4]}${m[5]}`, 16);
  return Number.isSafeInteger(row) ? { at: Number.parseInt(`${m[1]}${m[2]}`, 16), row } : undefined;
}
