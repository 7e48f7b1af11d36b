/**
 * Whether an IP address belongs to the public internet: unicast, and none of the ranges that IANA
 * sets aside for loopback, private networks, link-local, translation, multicast and the like.
 */
export async function isPublicAddress(text: string): Promise<boolean> {
  // Only when something is sent: the collect path never pays for it.
  const { default: ip } = await import("ipaddr.js");
  if (!ip.isValid(text)) return false;
  const address = ip.parse(text);
  if (address.range() !== "unicast") return false;
  // Of IPv6 only 2000::/3 is given out; ::7f00:1 (IPv4-compatible) lies outside.
  return address.kind() === "ipv4" || (Number(address.toByteArray()[0]) & 0xe0) === 0x20;
}
