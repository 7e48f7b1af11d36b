/** What a key is for. Each purpose and workspace has its own (FAULTS 26). */
export type Purpose =
  | "vote"
  | "visit"
  | "address"
  | "unsubscribe"
  | "webhook"
  | "erasure"
  | "single";

/** Keyed hashes of the system: HMAC-SHA-256 under a key of its purpose and workspace (HKDF). */
export type Signer = {
  /** Key id that new signatures name. */
  kid: string;
  mac(purpose: Purpose, workspace: string, data: string | Uint8Array): Promise<Uint8Array>;
  /** Constant-time check of the first bytes of a MAC. @param mac at least 16 bytes */
  verify(
    purpose: Purpose,
    workspace: string,
    data: string | Uint8Array,
    mac: Uint8Array,
  ): Promise<boolean>;
};

const text = new TextEncoder();

/** @param secret APP_SECRET */
export function signer(secret: string): Signer {
  const key = async (purpose: Purpose, workspace: string) => {
    const base = await crypto.subtle.importKey("raw", text.encode(secret), "HKDF", false, [
      "deriveKey",
    ]);
    return crypto.subtle.deriveKey(
      {
        name: "HKDF",
        hash: "SHA-256",
        salt: text.encode("verbatim/1"),
        info: text.encode(`${purpose}/${workspace}`),
      },
      base,
      { name: "HMAC", hash: "SHA-256", length: 256 },
      false,
      ["sign"],
    );
  };
  const mac: Signer["mac"] = async (purpose, workspace, data) =>
    new Uint8Array(
      await crypto.subtle.sign(
        "HMAC",
        await key(purpose, workspace),
        typeof data === "string" ? text.encode(data) : data,
      ),
    );
  return {
    kid: "1",
    mac,
    async verify(purpose, workspace, data, given) {
      const right = await mac(purpose, workspace, data);
      if (given.length < 16 || given.length > right.length) return false;
      let difference = 0;
      for (let i = 0; i < given.length; i++) difference |= (given[i] ?? 0) ^ (right[i] ?? 0);
      return difference === 0;
    },
  };
}
