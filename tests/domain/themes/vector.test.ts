import { describe, expect, it } from "vitest";
import { cosine, dotAt, packVector, unpackVector } from "../../../domain/themes/vector.ts";

const vectorOf = (...values: number[]): Float32Array => {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
};

describe("dotAt", () => {
  it("is the cosine with one of the vectors that stand one after the other", () => {
    const rows = [vectorOf(1, 2, 3, 4, 5), vectorOf(5, -4, 3, 2, 0)];
    const one = vectorOf(2, 1, 0, -1, 3);
    const flat = Float32Array.from(rows.flatMap((row) => [...row]));
    rows.forEach((row, index) => expect(dotAt(one, flat, index)).toBeCloseTo(cosine(one, row), 6));
  });
});

describe("packVector", () => {
  it.each([1, 2, 3, 128, 256])("keeps the direction of %i dimensions", (dimensions) => {
    const vector = vectorOf(...Array.from({ length: dimensions }, (_, i) => Math.sin(i + 1)));
    const text = packVector(vector);
    expect(text).toHaveLength(4 * Math.ceil(dimensions / 3));
    const back = unpackVector(text, dimensions);
    expect(back).toHaveLength(dimensions);
    expect(cosine(vector, back)).toBeGreaterThan(0.999);
    expect(packVector(back)).toBe(packVector(unpackVector(packVector(back), dimensions)));
  });

  it("keeps a vector without direction", () => {
    expect(unpackVector(packVector(new Float32Array(5)), 5)).toEqual(new Float32Array(5));
  });
});
