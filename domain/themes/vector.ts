/** Cosine of two unit vectors of the same space. */
export const cosine = (a: Float32Array, b: Float32Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
};

/** Product of a vector and the `index`-th of the vectors that stand one after the other. */
export const dotAt = (vector: Float32Array, rows: Float32Array, index: number): number => {
  const size = vector.length;
  const from = index * size;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  // Four sums, so that the additions need not wait for each other.
  for (; i + 3 < size; i += 4) {
    a += (vector[i] as number) * (rows[from + i] as number);
    b += (vector[i + 1] as number) * (rows[from + i + 1] as number);
    c += (vector[i + 2] as number) * (rows[from + i + 2] as number);
    d += (vector[i + 3] as number) * (rows[from + i + 3] as number);
  }
  for (; i < size; i += 1) a += (vector[i] as number) * (rows[from + i] as number);
  return a + b + c + d;
};

const unit = (vector: Float32Array): Float32Array => {
  const length = Math.sqrt(cosine(vector, vector)) || 1;
  return vector.map((value) => value / length);
};

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * A unit vector of any length as base64 of signed bytes (base64 by hand: `domain` has no host
 * functions). Filled with zeros to a whole group of three.
 */
export const packVector = (vector: Float32Array): string => {
  let text = "";
  for (let i = 0; i < vector.length; i += 3) {
    const byte = (at: number): number => Math.round((vector[at] ?? 0) * 127) & 255;
    const bits = (byte(i) << 16) | (byte(i + 1) << 8) | byte(i + 2);
    for (const shift of [18, 12, 6, 0]) text += alphabet.charAt((bits >> shift) & 63);
  }
  return text;
};

/** Reverse of `packVector`, at unit length. */
export const unpackVector = (text: string, dimensions: number): Float32Array => {
  const vector = new Float32Array(dimensions);
  for (let i = 0, out = 0; i < text.length; i += 4, out += 3) {
    let bits = 0;
    for (let k = 0; k < 4; k += 1)
      bits = (bits << 6) | Math.max(0, alphabet.indexOf(text.charAt(i + k)));
    for (let k = 0; k < 3 && out + k < dimensions; k += 1)
      vector[out + k] = (((bits >> (16 - 8 * k)) & 255) << 24) >> 24;
  }
  return unit(vector);
};
