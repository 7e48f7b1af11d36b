import { fromBase64Url } from "../links/base64url.ts";
import { type Finding, type Lookup, NOBODY_KNOWS, tagsOf } from "./tags.ts";

/** Bytes of an RSA key of 1024 bits as a record holds it (SubjectPublicKeyInfo); Gmail refuses shorter ones. */
const SHORTEST_RSA = 160;
/** Of 2048 bits, which is what to use. */
const GOOD_RSA = 290;

/** The public key of one selector: whether receivers can check what the relay signs with it. */
export async function checkDkim(
  domain: string,
  selector: string,
  lookup: Lookup,
): Promise<Finding> {
  const records = await lookup(`${selector}._domainkey.${domain}`);
  if (!records) return NOBODY_KNOWS;
  // v= is recommended, not required; p= is what makes it a key (RFC 6376, 3.6.1).
  const found = records.filter((record) => tagsOf(record).has("p") || /^\s*v=DKIM1/iu.test(record));
  const [record] = found;
  if (record === undefined) {
    const note = "There is no key at this name. Your relay shows the record to add, TXT or CNAME.";
    return { state: "missing", found: [...records], note };
  }
  const wrong = (note: string): Finding => ({ state: "wrong", found, note });
  if (found.length > 1)
    return wrong(
      "There is more than one key at this name, and receivers may take either. Keep one.",
    );
  const tags = tagsOf(record);
  const version = tags.get("v");
  if (version !== undefined && version !== "DKIM1")
    return wrong("The record must begin with v=DKIM1.");
  const key = (tags.get("p") ?? "").replace(/\s+/gu, "");
  if (key === "")
    return wrong(
      "The key is revoked: its p= is empty. Add the key that your relay signs with now.",
    );
  const bytes = sizeOf(key);
  if (bytes === undefined) return wrong("The key is cut or mistyped: p= is no base64.");
  const kind = (tags.get("k") ?? "rsa").toLowerCase();
  if (kind === "ed25519")
    return bytes === 32
      ? {
          state: "ok",
          found,
          note: "An Ed25519 key. Some receivers know RSA only: sign with both.",
        }
      : wrong("An Ed25519 key has 32 bytes; this one has not.");
  if (bytes < SHORTEST_RSA)
    return wrong(
      "The key is shorter than 1024 bits, and large receivers ignore it. Make one of 2048.",
    );
  const testing = /(?:^|:)\s*y\s*(?:$|:)/u.test(tags.get("t") ?? "")
    ? " It says t=y, that you are testing: take that out when you are done."
    : "";
  const short =
    bytes < GOOD_RSA
      ? "A key of fewer than 2048 bits works still; make a longer one."
      : "The key is there.";
  return { state: "ok", found, note: `${short}${testing}` };
}

/** Bytes of base64 in its usual alphabet; undefined where it is none. */
function sizeOf(base64: string): number | undefined {
  const bare = base64
    .replace(/={0,2}$/u, "")
    .replaceAll("+", "-")
    .replaceAll("/", "_");
  return fromBase64Url(bare)?.length;
}
