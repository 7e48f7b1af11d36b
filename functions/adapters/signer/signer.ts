import { sha256 } from "../../../domain/hash/sha256.ts";

/** What a key is for. Each purpose and workspace has its own (FAULTS 26). */
export type Purpose =
  | "vote"
  | "visit"
  | "address"
  | "unsubscribe"
  | "webhook"
  | "erasure"
  | "single"
  | "whom";

/** Keyed hashes of the system: HMAC-SHA-256 under a key of its purpose and workspace (HKDF). */
export type Signer = {
  /** Key id that new links name. */
  kid: string;
  mac(purpose: Purpose, workspace: string, data: string | Uint8Array): Promise<Uint8Array>;
  /**
   * Constant-time check of the first bytes of a MAC.
   * @param mac at least 16 bytes
   * @param kid of a link: the key that it names, and no other; unknown is false
   */
  verify(
    purpose: Purpose,
    workspace: string,
    data: string | Uint8Array,
    mac: Uint8Array,
    kid?: string,
  ): Promise<boolean>;
};

/** A secret that links are signed with, and the letter they name it by. */
export type LinkKey = { kid: string; secret: string };

/** What is signed to be followed within days: its secrets can be replaced (docs/deploy.md). */
const OF_LINKS: ReadonlySet<Purpose> = new Set(["vote", "visit", "single"]);

/** Keys that are kept ready: plain values, never promises, which belong to one request. */
const MOST_KEYS = 1000;

const text = new TextEncoder();

/** Links name their key by one letter, which follows from the secret: "1" is APP_SECRET. */
export function linkKeys(settings: { APP_SECRET: string; LINK_SECRETS: string[] }): LinkKey[] {
  return settings.LINK_SECRETS.map((secret) =>
    secret === "APP_SECRET"
      ? { kid: "1", secret: settings.APP_SECRET }
      : { kid: String.fromCharCode(97 + ((sha256(secret)[0] ?? 0) % 26)), secret },
  );
}

/**
 * @param secret APP_SECRET: what is remembered of people under it must outlive every link
 * @param links newest first; the first one signs, all of them verify
 */
export function signer(secret: string, links: readonly LinkKey[] = [{ kid: "1", secret }]): Signer {
  const newest = links[0] ?? { kid: "1", secret };
  // Deriving a key costs more than signing with it, and a mail has a dozen links.
  const keys = new Map<string, CryptoKey>();
  const key = async (from: string, purpose: Purpose, workspace: string): Promise<CryptoKey> => {
    const name = `${purpose}/${workspace}/${from}`;
    const known = keys.get(name) ?? (await derived(from, `${purpose}/${workspace}`));
    if (keys.size >= MOST_KEYS) keys.clear();
    keys.set(name, known);
    return known;
  };
  const macOf = async (
    from: string,
    purpose: Purpose,
    workspace: string,
    data: string | Uint8Array,
  ) =>
    new Uint8Array(
      await crypto.subtle.sign(
        "HMAC",
        await key(from, purpose, workspace),
        typeof data === "string" ? text.encode(data) : (data as BufferSource),
      ),
    );
  return {
    kid: newest.kid,
    mac: (purpose, workspace, data) =>
      macOf(OF_LINKS.has(purpose) ? newest.secret : secret, purpose, workspace, data),
    async verify(purpose, workspace, data, given, kid) {
      const secrets = OF_LINKS.has(purpose)
        ? links.filter((one) => kid === undefined || one.kid === kid).map((one) => one.secret)
        : [secret];
      let good = false;
      for (const one of secrets)
        good = same(await macOf(one, purpose, workspace, data), given) || good;
      return good;
    },
  };
}

async function derived(secret: string, info: string): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey("raw", text.encode(secret), "HKDF", false, [
    "deriveKey",
  ]);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: text.encode("verbatim/1"), info: text.encode(info) },
    base,
    { name: "HMAC", hash: "SHA-256", length: 256 },
    false,
    ["sign"],
  );
}

function same(right: Uint8Array, given: Uint8Array): boolean {
  if (given.length < 16 || given.length > right.length) return false;
  let difference = 0;
  for (let i = 0; i < given.length; i++) difference |= (given[i] ?? 0) ^ (right[i] ?? 0);
  return difference === 0;
}
