import type { Points } from "./points.ts";
import { randomOf } from "./random.ts";

const MOST_ROUNDS = 60;
/** Share of rows that may still move when it is called done. */
const SETTLED = 0.001;
/** Above what sums of single precision may be off. */
const ROUNDING = 1e-6;

export interface Clustering {
  /** The cluster of each row. */
  of: Int32Array;
  /** Sum of each row's cosine to its centroid: what k-means makes large. */
  objective: number;
}

/**
 * Spherical k-means (Dhillon and Modha 2001) with k-means++ seeding (Arthur and Vassilvitskii 2007).
 * The seed fixes the result.
 */
export function kMeans(points: Points, k: number, seed: number): Clustering {
  const { n, dimensions } = points;
  const centroids = seeded(points, k, randomOf(seed));
  const sums = new Float64Array(k * dimensions);
  const drift = new Float64Array(k);
  // No cosine is above its bound: a centroid that went a little way lifts it by no more than that
  // way (Elkan 2003), so that most need not be computed again.
  const bounds = new Float32Array(n * k).fill(2);
  const cosines = new Float32Array(n).fill(-2);
  const of = new Int32Array(n).fill(-1);
  const sizes = new Int32Array(k);
  let changed = n;
  for (let round = 0; round < MOST_ROUNDS && changed > n * SETTLED; round++) {
    changed = 0;
    for (let i = 0; i < n; i++) {
      const to = nearest(i);
      if (to === of[i]) continue;
      move(i, to);
      changed++;
    }
    for (let c = 0; c < k; c++) if (sizes[c] === 0) move(loneliest(), c);
    for (let c = 0; c < k; c++) drift[c] = unit(sums, centroids, c * dimensions, dimensions);
  }
  let objective = 0;
  for (let i = 0; i < n; i++) objective += points.dot(i, centroids, (of[i] as number) * dimensions);
  return { of, objective };

  function nearest(i: number): number {
    let to = of[i] as number;
    if (to >= 0 && drift[to] !== 0) cosines[i] = points.dot(i, centroids, to * dimensions);
    let best = cosines[i] as number;
    for (let c = 0; c < k; c++) {
      if (c === of[i]) continue;
      let bound = (bounds[i * k + c] as number) + (drift[c] as number);
      if (bound > best) bound = points.dot(i, centroids, c * dimensions) + ROUNDING;
      bounds[i * k + c] = bound;
      if (bound - ROUNDING > best) [to, best] = [c, bound - ROUNDING];
    }
    if (to !== of[i] && of[i] !== -1) bounds[i * k + (of[i] as number)] = cosines[i] as number;
    cosines[i] = best;
    return to;
  }

  function move(i: number, to: number): void {
    const from = of[i] as number;
    if (from >= 0) {
      points.add(i, sums, from * dimensions, -1);
      sizes[from] = (sizes[from] as number) - 1;
    }
    points.add(i, sums, to * dimensions, 1);
    sizes[to] = (sizes[to] as number) + 1;
    of[i] = to;
  }

  /** The row that is least like its own centroid, of a cluster that can spare it. */
  function loneliest(): number {
    let [row, least] = [0, Number.POSITIVE_INFINITY];
    for (let i = 0; i < n; i++) {
      const cosine = cosines[i] as number;
      if ((sizes[of[i] as number] as number) > 1 && cosine < least) [row, least] = [i, cosine];
    }
    return row;
  }
}

/** First centroids: rows, each chosen with a chance that grows with its distance to those before. */
function seeded(points: Points, k: number, random: () => number): Float32Array {
  const { n, dimensions } = points;
  const centroids = new Float32Array(k * dimensions);
  const distances = new Float64Array(n).fill(1);
  for (let c = 0; c < k; c++) {
    let total = 0;
    for (let i = 0; i < n; i++) total += distances[i] as number;
    let left = random() * total;
    let row = 0;
    while (row < n - 1 && (left -= distances[row] as number) > 0) row++;
    points.add(row, centroids, c * dimensions, 1);
    for (let i = 0; i < n; i++) {
      const away = Math.max(0, 1 - points.dot(i, centroids, c * dimensions));
      if (c === 0 || away < (distances[i] as number)) distances[i] = away;
    }
  }
  return centroids;
}

/** Makes a centroid of a sum. @returns how far it went */
function unit(sums: Float64Array, into: Float32Array, at: number, dimensions: number): number {
  let square = 0;
  for (let j = at; j < at + dimensions; j++) square += (sums[j] as number) ** 2;
  const length = Math.sqrt(square) || 1;
  let way = 0;
  for (let j = at; j < at + dimensions; j++) {
    const before = into[j] as number;
    into[j] = (sums[j] as number) / length;
    way += ((into[j] as number) - before) ** 2;
  }
  return Math.sqrt(way);
}
