/** Rows of one length in one array. */
export type Rows = {
  readonly data: Float32Array;
  readonly count: number;
  readonly dimensions: number;
};

/** Rows a first group should hold, and the most groups that are tried. */
const rowsPerSeed = 20;
const mostSeeds = 200;
const passes = 7;
/** Mean cosine between the rows of two groups, once centred, from which they are one topic. */
const oneTopic = 0.22;
/** The same from which they say one thing about a topic. */
const onePart = 0.42;

const dot = (a: Float32Array, from: number, b: Float32Array, at: number, size: number): number => {
  let w = 0;
  let x = 0;
  let y = 0;
  let z = 0;
  let i = 0;
  // Four sums, so that the additions need not wait for each other.
  for (; i + 3 < size; i += 4) {
    w += (a[from + i] as number) * (b[at + i] as number);
    x += (a[from + i + 1] as number) * (b[at + i + 1] as number);
    y += (a[from + i + 2] as number) * (b[at + i + 2] as number);
    z += (a[from + i + 3] as number) * (b[at + i + 3] as number);
  }
  for (; i < size; i += 1) w += (a[from + i] as number) * (b[at + i] as number);
  return w + x + y + z;
};

const toUnit = (data: Float32Array, at: number, size: number): void => {
  const length = Math.sqrt(dot(data, at, data, at, size));
  const scale = length > 0 ? 1 / length : 0;
  for (let i = at; i < at + size; i += 1) data[i] = (data[i] as number) * scale;
};

/** The mean row. */
export const meanOf = (vectors: readonly Float32Array[], dimensions: number): Float32Array => {
  const mean = new Float32Array(dimensions);
  for (const vector of vectors)
    for (let i = 0; i < dimensions; i += 1)
      mean[i] = (mean[i] as number) + (vector[i] as number) / vectors.length;
  return mean;
};

/**
 * Unit rows without what all of them share: in a survey about cards everything is about cards, and
 * only the rest tells topics apart.
 */
export const centred = (vectors: readonly Float32Array[], dimensions: number): Rows => {
  const mean = meanOf(vectors, dimensions);
  const data = new Float32Array(vectors.length * dimensions);
  vectors.forEach((vector, row) => {
    const at = row * dimensions;
    for (let i = 0; i < dimensions; i += 1)
      data[at + i] = (vector[i] as number) - (mean[i] as number);
    toUnit(data, at, dimensions);
  });
  return { data, count: vectors.length, dimensions };
};

/**
 * First centres: each the row that lies at the next even share of the distance that is left from
 * the centres so far. k-means++ (Arthur and Vassilvitskii 2007) with its chance replaced by an even
 * spread, so that the same rows give the same groups.
 */
const seeds = ({ data, count, dimensions }: Rows, wanted: number): Float32Array => {
  const centres = new Float32Array(wanted * dimensions);
  const near = new Float32Array(count).fill(-1);
  let row = 0;
  for (let made = 0; made < wanted; made += 1) {
    centres.set(data.subarray(row * dimensions, (row + 1) * dimensions), made * dimensions);
    let total = 0;
    for (let i = 0; i < count; i += 1) {
      const likeness = dot(data, i * dimensions, centres, made * dimensions, dimensions);
      if (likeness > (near[i] as number)) near[i] = likeness;
      total += 1 - (near[i] as number);
    }
    // The golden ratio spreads the picks evenly over the rows.
    let left = total * (((made + 1) * 0.6180339887498949) % 1);
    row = 0;
    while (row < count - 1 && left > 1 - (near[row] as number)) {
      left -= 1 - (near[row] as number);
      row += 1;
    }
  }
  return centres;
};

/** Spherical k-means. Returns the group of each row. */
const kMeans = (rows: Rows, wanted: number): Int32Array => {
  const { data, count, dimensions } = rows;
  const centres = seeds(rows, wanted);
  const group = new Int32Array(count).fill(-1);
  for (let pass = 0; pass < passes; pass += 1) {
    let moved = 0;
    for (let i = 0; i < count; i += 1) {
      let best = 0;
      let most = -2;
      for (let g = 0; g < wanted; g += 1) {
        const likeness = dot(data, i * dimensions, centres, g * dimensions, dimensions);
        if (likeness > most) {
          best = g;
          most = likeness;
        }
      }
      if (group[i] !== best) moved += 1;
      group[i] = best;
    }
    if (moved === 0) break;
    centres.fill(0);
    for (let i = 0; i < count; i += 1) {
      const [from, to] = [i * dimensions, (group[i] as number) * dimensions];
      for (let j = 0; j < dimensions; j += 1)
        centres[to + j] = (centres[to + j] as number) + (data[from + j] as number);
    }
    for (let g = 0; g < wanted; g += 1) toUnit(centres, g * dimensions, dimensions);
  }
  return group;
};

/**
 * Joins groups while the mean cosine between the rows of two is at least `enough` (average linkage).
 * Returns the new group of each row.
 */
const joined = (
  { data, count, dimensions }: Rows,
  group: Int32Array,
  groups: number,
  enough: number,
): Int32Array => {
  const sums = new Float32Array(groups * dimensions);
  const sizes = new Int32Array(groups);
  for (let i = 0; i < count; i += 1) {
    const to = (group[i] as number) * dimensions;
    for (let j = 0; j < dimensions; j += 1)
      sums[to + j] = (sums[to + j] as number) + (data[i * dimensions + j] as number);
    sizes[group[i] as number] = (sizes[group[i] as number] as number) + 1;
  }
  const heir = Int32Array.from({ length: groups }, (_, g) => g);
  const likeness = new Float32Array(groups * groups).fill(-1);
  const measure = (a: number, b: number): void => {
    const pairs = (sizes[a] as number) * (sizes[b] as number);
    const mean =
      pairs === 0 ? -1 : dot(sums, a * dimensions, sums, b * dimensions, dimensions) / pairs;
    likeness[Math.min(a, b) * groups + Math.max(a, b)] = mean;
  };
  for (let a = 0; a < groups; a += 1) for (let b = a + 1; b < groups; b += 1) measure(a, b);
  for (;;) {
    let best = -1;
    let most = enough;
    for (let at = 0; at < likeness.length; at += 1)
      if ((likeness[at] as number) > most) {
        best = at;
        most = likeness[at] as number;
      }
    if (best === -1) break;
    const [a, b] = [Math.floor(best / groups), best % groups];
    for (let j = 0; j < dimensions; j += 1)
      sums[a * dimensions + j] =
        (sums[a * dimensions + j] as number) + (sums[b * dimensions + j] as number);
    sizes[a] = (sizes[a] as number) + (sizes[b] as number);
    sizes[b] = 0;
    for (let g = 0; g < groups; g += 1) {
      if (heir[g] === b) heir[g] = a;
      if (g !== a) measure(a, g);
      if (g !== b) measure(b, g);
    }
  }
  return group.map((g) => heir[g] as number);
};

/** A group of rows and how close they lie: the mean cosine between two of them. */
export type Cluster = { readonly rows: readonly number[]; readonly cohesion: number };
/** A topic and, where it has more than one, the things that are said about it. */
type TopicCluster = Cluster & { readonly parts: readonly Cluster[] };

const clustersIn = (
  { data, dimensions }: Rows,
  group: Int32Array,
  rows: readonly number[],
): Cluster[] => {
  const members = new Map<number, number[]>();
  for (const row of rows) {
    const list = members.get(group[row] as number) ?? [];
    list.push(row);
    members.set(group[row] as number, list);
  }
  return [...members.values()]
    .map((list) => {
      const mean = meanOf(
        list.map((row) => data.subarray(row * dimensions, (row + 1) * dimensions)),
        dimensions,
      );
      const n = list.length;
      // The mean over all pairs holds n pairs of a row with itself.
      const cohesion = n < 2 ? 0 : (n * dot(mean, 0, mean, 0, dimensions) - 1) / (n - 1);
      return { rows: list, cohesion };
    })
    .sort((a, b) => b.rows.length - a.rows.length || (a.rows[0] ?? 0) - (b.rows[0] ?? 0));
};

/**
 * Topics among centred rows, largest first: many small groups by k-means, joined by average linkage
 * into parts and further into topics. Deterministic; 5,000 rows of 128 take about a second.
 */
export const clustersOf = (rows: Rows): TopicCluster[] => {
  const { count } = rows;
  const wanted = Math.min(mostSeeds, Math.max(2, Math.round(count / rowsPerSeed)));
  if (count < 2 * wanted) return [];
  const small = joined(rows, kMeans(rows, wanted), wanted, onePart);
  const large = joined(rows, small, wanted, oneTopic);
  return clustersIn(
    rows,
    large,
    Array.from({ length: count }, (_, row) => row),
  ).map((topic) => {
    const parts = clustersIn(rows, small, topic.rows);
    return { ...topic, parts: parts.length > 1 ? parts : [] };
  });
};
