/** Who decides which addresses may be called, beside the rules for all. */
export type UrlRules = {
  /** Origins that the operator permits whatever they are: `http://127.0.0.1:9000`. */
  allow: readonly string[];
  /** Our own host: a request to it could pass the guards that stand before it. */
  ownHost: string;
};

/** Names that never lead to the public internet: RFC 6761, 6762, 7686, 8375, 9476 and habits. */
const INNER =
  /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|test|invalid|alt|onion|arpa)$/u;
const PORTS = new Set(["", "443", "8443"]);

/**
 * Why an address may not be called, by its text alone, as the end of a sentence that begins with
 * "it"; undefined when it may. The URL parser has already turned every way of writing an IPv4
 * address (127.1, 2130706433, 0x7f.1, full-width digits) into the usual one.
 */
export function refusedUrl(text: string, { allow, ownHost }: UrlRules): string | undefined {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return "must be a web address";
  }
  if (url.username || url.password) return "must not hold a name or password";
  if (allow.includes(url.origin)) return undefined;
  if (url.protocol !== "https:") return "must begin with https://";
  if (!PORTS.has(url.port)) return "must use port 443 or 8443";
  const host = url.hostname;
  if (host.startsWith("[") || /^[\d.]+$/u.test(host)) return "must name a host, not an IP address";
  if (host.endsWith(".")) return "must not end its host with a dot";
  if (!host.includes(".") || INNER.test(host)) return "must name a host of the public internet";
  if (host === ownHost) return "must not lead back to this service";
  return undefined;
}
