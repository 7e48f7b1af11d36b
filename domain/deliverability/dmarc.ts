import { type Finding, type Lookup, NOBODY_KNOWS, tagsOf } from "./tags.ts";

export type Dmarc = Finding & {
  /** Where it stands: `_dmarc.` and the domain, or one above it. */
  name: string;
  value: string | null;
};

const isDmarc = (record: string) => /^v\s*=\s*DMARC1\s*(?:;|$)/u.test(record);
/** Labels that are asked, at most, on the way up. */
const MOST_STEPS = 6;

/**
 * The DMARC policy that receivers apply to a domain: its own, or the nearest one above it (the tree
 * walk of DMARCbis, but for one label alone).
 */
export async function checkDmarc(domain: string, lookup: Lookup): Promise<Dmarc> {
  const own = `_dmarc.${domain}`;
  const labels = domain.split(".");
  for (let up = 0; up <= Math.min(labels.length - 2, MOST_STEPS); up++) {
    const name = `_dmarc.${labels.slice(up).join(".")}`;
    const records = await lookup(name);
    if (!records) return { ...NOBODY_KNOWS, name: own, value: null };
    const found = records.filter(isDmarc);
    if (found.length > 0) return judge(found, name, up > 0);
  }
  return {
    state: "missing",
    found: [],
    note: "There is no DMARC record. Add this one: it only watches, and reports go to the address it names.",
    name: own,
    value: `v=DMARC1; p=none; rua=mailto:dmarc@${domain}`,
  };
}

function judge(found: string[], name: string, above: boolean): Dmarc {
  const [record = ""] = found;
  const tags = tagsOf(record);
  const base = { found, name, value: null };
  if (found.length > 1)
    return {
      ...base,
      state: "wrong",
      note: `There are ${found.length} DMARC records, and with more than one none counts. Keep one.`,
    };
  const policy = ((above ? tags.get("sp") : undefined) ?? tags.get("p") ?? "").toLowerCase();
  if (!["none", "quarantine", "reject"].includes(policy))
    return {
      ...base,
      state: "wrong",
      note: "The record names no policy: p must be none, quarantine or reject.",
      value: `${record.trimEnd().replace(/;$/u, "")}; p=none`,
    };
  const whose = above ? ` It stands at ${name} and covers what is below.` : "";
  const alignment =
    tags.get("adkim") === "s" || tags.get("aspf") === "s"
      ? " It asks for strict alignment: DKIM must sign as, and bounces go to, the very domain of From."
      : "";
  const watched = tags.has("rua") ? "" : " It has no rua: nobody gets reports.";
  const note =
    policy === "none"
      ? "The policy is none: it only watches. Go on to quarantine once the reports show no mail of yours that fails."
      : `The policy is ${policy}.`;
  return { ...base, state: "ok", note: `${note}${whose}${alignment}${watched}` };
}
