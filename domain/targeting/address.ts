import { literal } from "./literal.ts";

/** Any text within the path, up to the end of the query, and to the very end. */
const [PATH, QUERY, ALL] = ["[^?#]*", "[^#]*", ".*"] as const;
/** Scheme and host, of which a pattern for the path says nothing. */
const HOST = "[^/]+//[^/]*";

/** An address as rules see it: an anchor is a place on a page, only "#/..." names another page. */
export const addressOf = (href: string): string => href.replace(/#(?!\/).*/u, "");

/**
 * Source of the regular expression for addresses (addressOf) that fit any pattern of `urls`, or any
 * at all when there is none, and none of `except`. `*` stands for any text. A pattern beginning with
 * a scheme is held against the whole address, one beginning with "#" against the route, any other
 * against the path. Query and route are looked at where the pattern names them.
 * Matching takes time linear in the address: a part between two stars is looked for once, from the
 * left, and kept.
 * @returns undefined when every address fits
 */
export function addressSource(
  urls: readonly string[],
  except: readonly string[] = [],
): string | undefined {
  const groups = { count: 0 };
  const not = except.length > 0 ? `(?!${any(except, groups)})` : "";
  const source = not + (urls.length > 0 ? any(urls, groups) : "");
  return source === "" ? undefined : `^${source}`;
}

/** Whether an address fits, as the loader would decide. */
export function isMeant(
  href: string,
  { urls, except }: { urls: readonly string[]; except?: readonly string[] },
): boolean {
  // Without a rule the source is undefined and everything matches.
  return RegExp(addressSource(urls, except) ?? "").test(addressOf(href));
}

/** @param groups how many groups are captured so far, counted in the order of the source */
function any(patterns: readonly string[], groups: { count: number }): string {
  const isWhole = (pattern: string) => /^(?:[a-z][a-z0-9+.-]*:\/\/|#)/iu.test(pattern);
  const paths = patterns
    .filter((pattern) => !isWhole(pattern))
    .map((pattern) => {
      const source = glob(pattern.replace(/^\?/u, "*?"), PATH, groups);
      // The host may not lend a part of itself to a star.
      return pattern.startsWith("/") ? source : `(?=/)${source}`;
    });
  const whole = patterns
    .filter(isWhole)
    .map((pattern) =>
      pattern.startsWith("#")
        ? QUERY + glob(pattern, ALL, groups)
        : glob(pattern.replace(/^[^/]+\/\/[^/?#*]+$/u, "$&/"), ALL, groups),
    );
  return either([...(paths.length > 0 ? [HOST + either(paths)] : []), ...whole]);
}

const either = (sources: readonly string[]): string =>
  sources.length === 1 ? sources[0]! : `(?:${sources.join("|")})`;

function glob(pattern: string, widest: string, groups: { count: number }): string {
  const parts = pattern.split(/\*+/u);
  const open = parts.at(-1) === "";
  const last = parts.length - (open ? 2 : 1);
  // A query that is not named may stand before a route that is.
  const query = /^[^?#]+#/u.test(pattern) ? "(?:\\?[^#]*)?" : "";
  let seen = "";
  let source = "";
  for (const [i, part] of parts.slice(0, last + 1).entries()) {
    const star = starAfter(seen, query === "" ? widest : PATH);
    const text = written(part).replace("#", seen.includes("#") ? "#" : `${query}#`);
    if (i === 0) source += text;
    // The first place is as good as any later one, since what follows has more room behind it.
    else if (i < last) source += `(?=(${star}?${text}))\\${++groups.count}`;
    else source += star + text;
    seen += part;
  }
  return open ? source : source + endOf(seen);
}

/** What may follow a whole pattern: that which it does not name. */
function endOf(pattern: string): string {
  const route = pattern.indexOf("#");
  if (route >= 0) return pattern.includes("?", route) ? "$" : "(?:\\?|$)";
  return pattern.includes("?") ? "(?:#|$)" : "(?:[?#]|$)";
}

/** What a star stands for after some text of the pattern. @param least what it stands for at first */
function starAfter(seen: string, least: string): string {
  if (least === ALL || seen.includes("#")) return ALL;
  return seen.includes("?") ? QUERY : PATH;
}

/** Literal text of a pattern, as it is or as a browser writes it in an address: "ü" or "%C3%BC". */
function written(text: string): string {
  return text.replace(/./gsu, (sign) => {
    const plain = literal(sign);
    // Half of a surrogate pair cannot be encoded; and "%" begins what is encoded already.
    if (sign === "%" || /[\ud800-\udfff]/u.test(sign)) return plain;
    const coded = encodeURI(sign);
    if (coded === sign) return plain;
    return `(?:${plain}|${coded.replace(/[A-F]/gu, (hex) => `[${hex}${hex.toLowerCase()}]`)})`;
  });
}
