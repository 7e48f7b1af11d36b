import { type SipKey, sipHash } from "../../domain/hash/siphash.ts";
import type { Context } from "../context.ts";
import type { Visit } from "./app-env.ts";
import { UNKNOWN_ADDRESS, addressOf } from "./visitor.ts";

const DAY_MS = 86_400_000;
const bytes = new TextEncoder();
/** Made by this isolate, told to nobody, forgotten at midnight UTC: yesterday's hashes say nothing. */
let secret: { day: number; key: SipKey } | undefined;

/**
 * Who sends a request, as a hash of the network address that no other day, isolate or machine can
 * make; undefined where the address is not known. Addresses themselves are kept nowhere.
 */
export function senderOf(c: Visit): string | undefined {
  const address = addressOf(c);
  return address === UNKNOWN_ADDRESS
    ? undefined
    : sipHash(keyOfDay(c.var.ctx), bytes.encode(networkOf(address.trim().toLowerCase())));
}

function keyOfDay({ now, random }: Context): SipKey {
  const day = Math.floor(now / DAY_MS);
  if (secret?.day !== day) {
    const words = new DataView(random(16).buffer);
    const word = (i: number) => words.getInt32(4 * i);
    secret = { day, key: [word(0), word(1), word(2), word(3)] };
  }
  return secret.key;
}

/** An IPv4 address as it is; of an IPv6 one the first 64 bits, which is what one caller is given. */
export function networkOf(address: string): string {
  const [head = "", tail] = address.split("::");
  if (!address.includes(":")) return address;
  if (address.includes(".")) return address.slice(address.lastIndexOf(":") + 1);
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(8 - before.length - after.length, 0);
  return [...before, ...Array.from({ length: zeros }, () => "0"), ...after]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/u, ""))
    .join(":");
}
