/**
 * Whether an address may lead away from a page of ours: https, a host, and nothing that one reader
 * takes otherwise than the next: no user before the host, no backslash, no blank or control.
 */
export function mayLeadAway(url: string): boolean {
  return (
    // oxlint-disable-next-line no-control-regex
    !/[\u0000-\u0020\u007f-\u00a0\u2028\u2029\\]/u.test(url) &&
    /^https:\/\/[^/?#@:]+(?::\d{1,5})?(?:[/?#]|$)/iu.test(url)
  );
}
