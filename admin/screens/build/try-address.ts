import { addressOf, isMeant } from "../../../domain/targeting/address.ts";
import type { Targeting } from "../../../domain/wire/survey.ts";

/** Whether a survey is asked at an address, and which line decides. */
export type Tried = { meant: boolean; why: string };

/**
 * Tries an address as the loader would.
 * @param typed a whole address, or a path on `origin` @returns undefined where nothing was typed
 */
export function triedOn(
  typed: string,
  { urls, except = [] }: Pick<Targeting, "urls" | "except">,
  origin: string,
): Tried | undefined {
  const text = typed.trim();
  if (text === "") return undefined;
  const href = hrefOf(text, origin);
  if (href === undefined) return { meant: false, why: "This is no address." };
  const seen = addressOf(href);
  const left = except.find((pattern) => isMeant(href, { urls: [pattern] }));
  if (left !== undefined) return { meant: false, why: `${seen} is left out by ${left}.` };
  const found = urls.find((pattern) => isMeant(href, { urls: [pattern] }));
  if (found !== undefined) return { meant: true, why: `${seen} fits ${found}.` };
  return urls.length === 0
    ? { meant: true, why: `${seen} is asked, as every page is.` }
    : { meant: false, why: `${seen} fits none of the addresses.` };
}

/** An address as the browser would have it; "shop.example.com/a" gets a scheme, "/a" a host. */
function hrefOf(text: string, origin: string): string | undefined {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//iu.test(text);
  const host = /^[^/?#\s]+\.[a-z]{2,}(?:[/:?#]|$)/iu.test(text);
  const address = whole ? text : host ? `https://${text}` : text.replace(/^(?![/?#])/u, "/");
  return URL.canParse(address, origin) ? new URL(address, origin).href : undefined;
}
