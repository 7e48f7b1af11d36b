/** Rows to be clustered, all of unit length or empty. Sums have `dimensions` places from `at` on. */
export interface Points {
  readonly n: number;
  readonly dimensions: number;
  /** Row i times the vector that begins at `at`. */
  dot(i: number, vectors: Float32Array, at: number): number;
  /** Adds row i, `times` times, to the vector that begins at `at`. */
  add(i: number, sums: Float32Array | Float64Array, at: number, times: number): void;
}

/** Rows of `dimensions` numbers, one after the other. */
export function densePoints(rows: Float32Array, dimensions: number): Points {
  return {
    n: rows.length / dimensions,
    dimensions,
    dot(i, vectors, at) {
      const from = i * dimensions;
      let [a, b, c, d] = [0, 0, 0, 0];
      let j = 0;
      // Four sums, so that the additions need not wait for each other.
      for (; j + 3 < dimensions; j += 4) {
        a += (rows[from + j] as number) * (vectors[at + j] as number);
        b += (rows[from + j + 1] as number) * (vectors[at + j + 1] as number);
        c += (rows[from + j + 2] as number) * (vectors[at + j + 2] as number);
        d += (rows[from + j + 3] as number) * (vectors[at + j + 3] as number);
      }
      for (; j < dimensions; j++) a += (rows[from + j] as number) * (vectors[at + j] as number);
      return a + b + c + d;
    },
    add(i, sums, at, times) {
      const from = i * dimensions;
      for (let j = 0; j < dimensions; j++)
        sums[at + j] = (sums[at + j] as number) + times * (rows[from + j] as number);
    },
  };
}

export interface SparseRow {
  places: Int32Array;
  values: Float32Array;
}

/** Rows of which most places are zero. */
export function sparsePoints(rows: readonly SparseRow[], dimensions: number): Points {
  return {
    n: rows.length,
    dimensions,
    dot(i, vectors, at) {
      const { places, values } = rows[i] as SparseRow;
      let sum = 0;
      for (let j = 0; j < places.length; j++)
        sum += (values[j] as number) * (vectors[at + (places[j] as number)] as number);
      return sum;
    },
    add(i, sums, at, times) {
      const { places, values } = rows[i] as SparseRow;
      for (let j = 0; j < places.length; j++) {
        const place = at + (places[j] as number);
        sums[place] = (sums[place] as number) + times * (values[j] as number);
      }
    },
  };
}
