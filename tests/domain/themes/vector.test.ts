import { describe, expect, it } from "vitest";
import { centroidOf, cosine, packVector, unpackVector } from "../../../domain/themes/vector.ts";

const vectorOf = (...values: number[]): Float32Array => {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
};

describe("centroidOf", () => {
  it("is the mean direction, at unit length", () => {
    const mean = centroidOf([vectorOf(1, 0, 0), vectorOf(0, 1, 0)]) as Float32Array;
    expect(cosine(mean, mean)).toBeCloseTo(1, 6);
    expect(cosine(mean, vectorOf(1, 0, 0))).toBeCloseTo(Math.SQRT1_2, 6);
  });

  it("has none without vectors", () => {
    expect(centroidOf([])).toBeNull();
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
