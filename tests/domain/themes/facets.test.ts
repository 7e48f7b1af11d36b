import { describe, expect, it } from "vitest";
import { centred, clustersOf } from "../../../domain/themes/clusters.ts";
import { directionOf, thresholdOf } from "../../../domain/themes/facets.ts";
import { cosine } from "../../../domain/themes/vector.ts";

const unit = (...values: number[]): Float32Array => {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
};

describe("directionOf", () => {
  it("leaves out most of what all texts share", () => {
    const members = [unit(1, 1, 0), unit(1, 1, 0.2)];
    const shared = unit(1, 0, 0);
    const direction = directionOf(members, shared) as Float32Array;
    expect(cosine(direction, direction)).toBeCloseTo(1, 6);
    expect(cosine(direction, unit(0, 1, 0))).toBeGreaterThan(
      cosine(members[0] as Float32Array, unit(0, 1, 0)),
    );
    expect(cosine(direction, shared)).toBeLessThan(0.1);
  });

  it("is none without members", () => {
    expect(directionOf([], unit(1, 0))).toBeNull();
  });
});

describe("thresholdOf", () => {
  it("lies at the least member where members and others are apart", () => {
    expect(thresholdOf([0.9, 0.8, 0.7], [0.3, 0.2, 0.1])).toBe(0.7);
  });

  it("gives members up where others lie among them: precision counts twice", () => {
    expect(thresholdOf([0.9, 0.88, 0.86, 0.84, 0.3], [0.5, 0.45, 0.4, 0.35])).toBe(0.84);
  });

  it("lets nothing pass by likeness where most of what passes is foreign", () => {
    expect(thresholdOf([0.5, 0.4, 0.3], [0.9, 0.8, 0.7, 0.6, 0.55, 0.52])).toBe(1);
  });
});

describe("clustersOf", () => {
  /** Three topics around three axes, and what all share on the fourth. */
  const rows = Array.from({ length: 90 }, (_, at) => {
    const values = [0, 0, 0, 2, 0.3 * Math.sin(at), 0.3 * Math.cos(3 * at)];
    values[at % 3] = 1;
    return unit(...values);
  });

  it("finds topics behind what all texts share, each row once, alike every time", () => {
    const found = clustersOf(centred(rows, 6));
    expect(found.flatMap((group) => group.rows).sort((a, b) => a - b)).toEqual(
      rows.map((_, at) => at),
    );
    for (const group of found) expect(new Set(group.rows.map((row) => row % 3)).size).toBe(1);
    for (const { parts, rows: all } of found)
      if (parts.length > 0) expect(parts.flatMap((part) => part.rows)).toHaveLength(all.length);
    expect(clustersOf(centred(rows, 6))).toEqual(found);
  });

  it("makes nothing of a few rows", () => {
    expect(clustersOf(centred(rows.slice(0, 3), 6))).toEqual([]);
  });
});
