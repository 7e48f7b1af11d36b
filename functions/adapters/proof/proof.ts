/** What a customer's server says of a visitor. */
export type Proven = {
  id: string;
  email: string | undefined;
  attributes: Record<string, string | number | boolean>;
};

const MAX_AGE_S = 24 * 3600;

/**
 * Checks an identity proof: compact JWS, HS256 with kid, for this site, at most 24 h long
 * (CONTRACTS, Identity). The algorithm is fixed here, whatever the header claims.
 * @returns undefined for anything that is not a good proof
 */
export async function readProof(
  jws: string,
  site: { id: string; proofSecrets: readonly { kid: string; secret: string }[] },
  now: number,
): Promise<Proven | undefined> {
  try {
    // Most visitors bring no proof: an isolate that only collects never parses the library.
    const { jwtVerify } = await import("jose/jwt/verify");
    const { payload } = await jwtVerify(
      jws,
      ({ kid }) => {
        const key = site.proofSecrets.find((s) => s.kid === kid);
        if (!key) throw new Error("unknown key");
        return new TextEncoder().encode(key.secret);
      },
      {
        algorithms: ["HS256"],
        audience: site.id,
        currentDate: new Date(now),
        requiredClaims: ["sub", "exp", "iat"],
      },
    );
    const { sub, exp, iat, email, attrs } = payload;
    if (!sub || sub.length > 200 || (exp ?? 0) - (iat ?? 0) > MAX_AGE_S) return undefined;
    return {
      id: sub,
      email: typeof email === "string" ? email : undefined,
      attributes: scalars(attrs),
    };
  } catch {
    return undefined;
  }
}

function scalars(attrs: unknown): Proven["attributes"] {
  if (typeof attrs !== "object" || attrs === null) return {};
  return Object.fromEntries(
    Object.entries(attrs)
      .filter(
        ([name, value]) =>
          /^[a-z][a-z0-9_]{0,39}$/u.test(name) && /^(string|number|boolean)$/u.test(typeof value),
      )
      .slice(0, 40),
  ) as Proven["attributes"];
}
