/** A seeded source of chance: the same seed gives the same sequence on every machine. */
export type Rng = {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** A whole number in [0, below). */
  int(below: number): number;
  chance(probability: number): boolean;
  /** @throws RangeError when there is nothing to pick from */
  pick<T>(items: readonly T[]): T;
  /** A key with probability proportional to its weight. */
  weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K;
};

/**
 * xoshiro128** (Blackman and Vigna, 2018), its state filled by splitmix32 from an FNV-1a hash of
 * the seeds.
 */
export function rng(...seeds: readonly (string | number)[]): Rng {
  let hash = 0x811c9dc5;
  for (const char of seeds.join("\u0000")) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  }
  const fill = (): number => {
    hash = (hash + 0x9e3779b9) | 0;
    let z = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let [a, b, c, d] = [fill(), fill(), fill(), fill()];
  const next = (): number => {
    const out = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotate(d, 11);
    return out / 0x1_0000_0000;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick(items) {
      if (items.length === 0) throw new RangeError("nothing to pick from");
      return items[int(items.length)] as (typeof items)[number];
    },
    weighted(weights) {
      const entries = Object.entries(weights) as [keyof typeof weights, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) {
        left -= weight;
        if (left < 0) return key;
      }
      throw new RangeError("no weight above zero");
    },
  };
}

/** Draws from pools without putting back: no line comes again before its whole pool was used. */
export type Decks = { draw(pool: readonly string[]): string };

export function decks(chance: Rng): Decks {
  const left = new Map<readonly string[], string[]>();
  return {
    draw(pool) {
      let deck = left.get(pool);
      if (!deck || deck.length === 0) left.set(pool, (deck = [...pool]));
      const at = chance.int(deck.length);
      const [line] = deck.splice(at, 1);
      if (line === undefined) throw new RangeError("nothing to draw from");
      return line;
    },
  };
}

/** A UUIDv7 (RFC 9562) of a given time with seeded random bits. @param at ms UTC */
export function seededUuid(at: number, chance: Rng): string {
  const time = at.toString(16).padStart(12, "0");
  const hex = (digits: number) =>
    chance
      .int(16 ** digits)
      .toString(16)
      .padStart(digits, "0");
  const variant = "89ab"[chance.int(4)];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(6)}${hex(6)}`;
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}
