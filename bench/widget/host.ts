import { type Contender, ASKED_PATH, QUIET_PATH } from "./contender.ts";
import type { Reply, Service } from "./origin.ts";

/** Strict policies of a page, all with Trusted Types; a contender's own origin is allowed everything. */
export type Policy = "hosts" | "nonce" | "strict-dynamic";
export const POLICIES: Policy[] = ["hosts", "nonce", "strict-dynamic"];

const NONCE = "bWVhc3VyZWQ";
const BOOT = "/boot.js";

/** The policy's header. @param host the contender's own origin */
export function policyFor(policy: Policy, host: string): string {
  const by = { hosts: `'self' ${host}`, nonce: `'nonce-${NONCE}'`, "strict-dynamic": "" };
  const scripts = by[policy] || `'nonce-${NONCE}' 'strict-dynamic'`;
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    `style-src ${by[policy] || by.nonce}`,
    `connect-src ${host}`,
    `img-src ${host}`,
    `font-src ${host}`,
    // Typeform asks in a frame, which it loads by https.
    `frame-src ${host} ${host.replace("http:", "https:")}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    ...(policy === "hosts" ? ["trusted-types 'none'"] : []),
  ].join("; ");
}

/** A page without a script of its own, with what the contender's documentation puts on it. */
export function hostPage(
  { parts }: Pick<Contender, "parts">,
  host: string,
  asks: boolean,
  policy?: Policy,
): string {
  const nonce = policy ? ` nonce="${NONCE}"` : "";
  const markup = parts(host, asks).map((part) => {
    if ("html" in part) return part.html;
    if ("style" in part) return `<link rel="stylesheet"${nonce} href="${part.style}">`;
    if ("script" in part) {
      return `<script${nonce} ${part.attributes ?? ""} src="${part.script}"></script>`;
    }
    // A list of hosts allows no inline code.
    const file = `<script src="${BOOT}${asks ? "" : "?quiet"}"></script>`;
    return policy === "hosts" ? file : `<script${nonce}>${part.code}</script>`;
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Orders</title>
<meta name="viewport" content="width=device-width, initial-scale=1">${policy ? "" : `<link rel="icon" href="data:,">`}</head>
<body><main><h1>Your orders</h1>${"<p>Two tents and a lamp, delivered on Tuesday.</p>".repeat(12)}</main>
${markup.join("\n")}</body></html>`;
}

/** Serves the contender's pages: one that asks, one that does not, each under the policy of `?policy=`. */
export function hostService(contender: Contender, host: string): Service {
  return ({ path }): Reply => {
    const { pathname, searchParams, search } = new URL(path, "http://page");
    if (pathname === BOOT) {
      const code = contender
        .parts(host, search === "")
        .flatMap((part) => ("code" in part ? [part.code] : []));
      return { headers: { "content-type": "text/javascript" }, body: code.join("\n") };
    }
    if (pathname !== ASKED_PATH && pathname !== QUIET_PATH) return { status: 404 };
    const policy = POLICIES.find((name) => name === searchParams.get("policy"));
    const headers = {
      "content-type": "text/html; charset=utf-8",
      ...(policy && { "content-security-policy": policyFor(policy, host) }),
    };
    return { headers, body: hostPage(contender, host, pathname === ASKED_PATH, policy) };
  };
}
