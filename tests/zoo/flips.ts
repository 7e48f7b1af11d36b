import type { World } from "./world.ts";

/** Flips every bit of a link's token, as bytes and as text, and asks for each. */
export async function bitFlips(world: World): Promise<{ sent: number; accepted: number }> {
  const mail = await world.invite();
  const path = mail.links.get(5) ?? "";
  const token = path.slice("/e/".length);
  const flipped = (bytes: Buffer): Buffer[] =>
    Array.from({ length: bytes.length * 8 }, (_, bit) => {
      const copy = Buffer.from(bytes);
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return copy;
    });
  const tokens = [
    ...flipped(Buffer.from(token, "base64url")).map((bytes) => bytes.toString("base64url")),
    ...flipped(Buffer.from(token, "latin1")).map((bytes) => bytes.toString("latin1")),
  ];
  let accepted = 0;
  for (const one of tokens) {
    const reply = await world.edge.app.request(`/e/${encodeURIComponent(one)}`);
    if (reply.status < 400) accepted += 1;
  }
  return { sent: tokens.length, accepted };
}
