import type { Points } from "./points.ts";
import { randomOf } from "./random.ts";

const MOST_ROUNDS = 60;

export interface Clustering {
  /** The cluster of each row. */
  of: Int32Array;
  /** Sum of each row's cosine to its centroid: what k-means makes large. */
  objective: number;
}

/**
 * Spherical k-means (Dhillon and Modha 2001) with k-means++ seeding (Arthur and Vassilvitskii 2007):
 * the best of `starts` by the objective, which knows no label. The seed fixes the result.
 */
export function kMeans(points: Points, k: number, seed: number, starts = 1): Clustering {
  const random = randomOf(seed);
  let best: Clustering | undefined;
  for (let start = 0; start < starts; start++) {
    const found = once(points, k, random);
    if (!best || found.objective > best.objective) best = found;
  }
  return best ?? { of: new Int32Array(points.n), objective: 0 };
}

function once(points: Points, k: number, random: () => number): Clustering {
  const { n, dimensions } = points;
  const centroids = seeded(points, k, random);
  const sums = new Float64Array(k * dimensions);
  const cosines = new Float32Array(n * k);
  const of = new Int32Array(n).fill(-1);
  const sizes = new Int32Array(k);
  // Only what moved is looked at again, which changes nothing but the time.
  let moved = new Set(Array.from({ length: k }, (_, c) => c));
  for (let round = 0; round < MOST_ROUNDS && moved.size > 0; round++) {
    for (const c of moved)
      for (let i = 0; i < n; i++) cosines[i * k + c] = points.dot(i, centroids, c * dimensions);
    moved = new Set();
    for (let i = 0; i < n; i++) {
      const to = largest(cosines, i * k, k);
      const from = of[i] as number;
      if (to === from) continue;
      move(i, from, to);
    }
    for (let c = 0; c < k; c++) if (sizes[c] === 0) move(loneliest(), -1, c);
    for (const c of moved) unit(sums, centroids, c * dimensions, dimensions);
  }
  let objective = 0;
  for (let i = 0; i < n; i++) objective += points.dot(i, centroids, (of[i] as number) * dimensions);
  return { of, objective };

  function move(i: number, from: number, to: number): void {
    const source = from < 0 ? (of[i] as number) : from;
    if (source >= 0) {
      points.add(i, sums, source * dimensions, -1);
      sizes[source] = (sizes[source] as number) - 1;
      moved.add(source);
    }
    points.add(i, sums, to * dimensions, 1);
    sizes[to] = (sizes[to] as number) + 1;
    moved.add(to);
    of[i] = to;
  }

  /** The row that is least like its own centroid, of a cluster that can spare it. */
  function loneliest(): number {
    let [row, least] = [0, Number.POSITIVE_INFINITY];
    for (let i = 0; i < n; i++) {
      const own = of[i] as number;
      const cosine = cosines[i * k + own] as number;
      if ((sizes[own] as number) > 1 && cosine < least) [row, least] = [i, cosine];
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

function largest(values: Float32Array, from: number, count: number): number {
  let best = 0;
  for (let c = 1; c < count; c++)
    if ((values[from + c] as number) > (values[from + best] as number)) best = c;
  return best;
}

function unit(sums: Float64Array, into: Float32Array, at: number, dimensions: number): void {
  let square = 0;
  for (let j = at; j < at + dimensions; j++) square += (sums[j] as number) ** 2;
  const length = Math.sqrt(square) || 1;
  for (let j = at; j < at + dimensions; j++) into[j] = (sums[j] as number) / length;
}
