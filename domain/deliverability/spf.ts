import { type Finding, type Lookup, NOBODY_KNOWS } from "./tags.ts";

/** RFC 7208, 4.6.4: more than ten lookups and the record counts as broken. */
const MOST_LOOKUPS = 10;
/** Terms that cost a lookup. */
const COSTLY = /^[-+~?]?(?:include:|a(?=$|[:/])|mx(?=$|[:/])|ptr(?=$|:)|exists:)|^redirect=/iu;
const NESTED = /^(?:[-+~?]?include:|redirect=)(.+)$/iu;

/** Whether a TXT record is one of SPF. */
const isSpf = (record: string) => /^v=spf1(?: |$)/iu.test(record);
const termsOf = (record: string) => record.trim().split(/\s+/u).slice(1);

/**
 * The SPF record of a domain.
 * @param relay the host whose servers send for it, which the record must include, directly or through another
 */
export async function checkSpf(
  domain: string,
  relay: string | undefined,
  lookup: Lookup,
): Promise<Finding & { value: string | null }> {
  const records = await lookup(domain);
  if (!records) return { ...NOBODY_KNOWS, value: null };
  const found = records.filter(isSpf);
  const [record] = found;
  const fresh = relay === undefined ? null : `v=spf1 include:${relay} ~all`;
  if (record === undefined) {
    const note = fresh
      ? "There is no SPF record. Add this one."
      : "There is no SPF record. Ask whoever relays your mail which host to include, and name it here.";
    return { state: "missing", found, note, value: fresh };
  }
  if (found.length > 1) {
    const note = `There are ${found.length} SPF records, and with more than one none counts. Join them into one.`;
    return { state: "wrong", found, note, value: null };
  }
  const walked = await walk(record, lookup);
  if (walked === undefined) return { ...NOBODY_KNOWS, found, value: null };
  const all = termsOf(record).find((term) => /^[-+~?]?all$/iu.test(term));
  const wrong = (
    note: string,
    value: string | null = null,
  ): Finding & { value: string | null } => ({
    state: "wrong",
    found,
    note,
    value,
  });
  if (walked.lookups > MOST_LOOKUPS)
    return wrong(
      `The record takes ${walked.lookups} lookups, and after ${MOST_LOOKUPS} it counts as broken. Take out what you no longer use.`,
    );
  if (relay !== undefined && !walked.hosts.has(relay.toLowerCase()))
    return wrong(
      `The record does not include ${relay}, whose servers send your mail. Change it to this.`,
      withInclude(record, relay),
    );
  if (all !== undefined && /^\+?all$/iu.test(all))
    return wrong(
      "The record ends in +all: it lets the whole world send in your name. End it with ~all.",
      record.replace(/\s\+?all\s*$/iu, " ~all"),
    );
  const cost = `It takes ${walked.lookups} of ${MOST_LOOKUPS} lookups.`;
  const end =
    all === undefined && !/\sredirect=/iu.test(record)
      ? " It has no all at its end: add ~all so that servers it does not name are doubted."
      : "";
  const whose =
    relay === undefined ? " Name the host that your relay asks to include, to check that too." : "";
  return { state: "ok", found, note: `${cost}${end}${whose}`, value: null };
}

/** What a record costs and whom it includes, through all that it names. Undefined: nobody could say. */
async function walk(
  record: string,
  lookup: Lookup,
): Promise<{ lookups: number; hosts: Set<string> } | undefined> {
  const hosts = new Set<string>();
  let lookups = 0;
  const open = [record];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const term of termsOf(next)) {
      if (COSTLY.test(term)) lookups++;
      const host = NESTED.exec(term)?.[1]?.toLowerCase();
      // Macros name a host only for one mail; a host named twice costs twice but is read once.
      if (!host || host.includes("%") || hosts.has(host)) continue;
      hosts.add(host);
      // Broken already: whatever it still names is not looked up.
      if (lookups > MOST_LOOKUPS) continue;
      const records = await lookup(host);
      if (!records) return undefined;
      const inner = records.find(isSpf);
      if (inner !== undefined) open.push(inner);
    }
  }
  return { lookups, hosts };
}

function withInclude(record: string, relay: string): string {
  const terms = record.trim().split(/\s+/u);
  const end = terms.findIndex((term) => /^(?:[-+~?]?all$|redirect=)/iu.test(term));
  const at = end === -1 ? terms.length : end;
  return [...terms.slice(0, at), `include:${relay}`, ...terms.slice(at)].join(" ");
}
