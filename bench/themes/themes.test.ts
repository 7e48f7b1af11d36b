import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { accuracy, macroF1, microF1, nmi, weightedF1 } from "./agreement.ts";
import { askedSet } from "./asked.ts";
import { kMeans } from "./k-means.ts";
import { shares } from "./labels.ts";
import { afinn, vader } from "./lexicons.ts";
import { densePoints, sparsePoints } from "./points.ts";
import { ownSeeds } from "./polarity.ts";
import { shuffled } from "./random.ts";
import { textsIn } from "./read.ts";
import { lineOf, summary, table } from "./report.ts";
import { classesOf, dataFolder, readSet, rowsOf } from "./sets.ts";
import { tfIdf } from "./tf-idf.ts";

describe("a labelled set", () => {
  const text =
    "food:positive,price:negative\tGood\tbut dear\r\nno tab here\n\tno label\nb\t  \nb\tLast";

  it("has a row for each line with a label and a text", () => {
    expect(rowsOf(text)).toEqual([
      { labels: ["food:positive", "price:negative"], text: "Good\tbut dear" },
      { labels: ["b"], text: "Last" },
    ]);
  });

  it("counts its classes from 0 in the order in which they come", () => {
    const { classes, names } = classesOf(rowsOf("x\t1\ny\t2\nx\t3"));
    expect([...classes]).toEqual([0, 1, 0]);
    expect(names).toEqual(["x", "y"]);
  });

  it("that is not there is said, and nothing is made up", () => {
    expect(() => dataFolder("/nowhere/at/all")).toThrow("nothing can be measured");
    expect(() => readSet("some", "/nowhere/at/all.tsv")).toThrow("is not there");
  });
});

describe("a file to read themes of", () => {
  const folder = mkdtempSync(join(tmpdir(), "verbatim-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const read = (name: string, content: string, column?: string) => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return textsIn(file, column);
  };

  it("has a label and a text, or a text, a line", () => {
    expect(read("a.tsv", "x\tOne\n\ny\tTwo\n")).toEqual(["One", "Two"]);
    expect(read("a.txt", "One\nTwo, and more")).toEqual(["One", "Two, and more"]);
    expect(() => read("b.txt", "\n\n")).toThrow("has no text");
  });

  it("or is a CSV, of which one column speaks", () => {
    const csv = 'id,comment,plan\n1,"One, two",free\n2,,free\n3,Three,pro\n';
    expect(read("a.csv", csv)).toEqual(["One, two", "Three"]);
    expect(read("a.csv", csv, "plan")).toEqual(["free", "free", "pro"]);
    expect(() => read("a.csv", csv, "text")).toThrow("id, comment, plan");
  });
});

describe("agreement", () => {
  it("of partitions is that of scikit-learn", () => {
    expect(nmi([0, 0, 1, 1], [5, 5, 2, 2])).toBeCloseTo(1, 12);
    expect(nmi([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(0, 12);
    // sklearn.metrics.normalized_mutual_info_score([0, 0, 1, 1, 2, 2], [0, 0, 1, 2, 2, 2])
    expect(nmi([0, 0, 1, 1, 2, 2], [0, 0, 1, 2, 2, 2])).toBeCloseTo(0.739667, 6);
    expect(nmi([1, 1], [3, 3])).toBe(1);
  });

  it("of answers counts none as wrong", () => {
    expect(accuracy(["a", "b", "c", "d"], ["a", "b", null, "a"])).toBe(0.5);
  });

  it("is F1, over classes alike, over rows and over pairs", () => {
    const gold = ["a", "a", "a", "b"];
    const said = ["a", "a", "b", "b"];
    // F1 of a is 2*2/(2+3), of b 2*1/(2+1).
    expect(macroF1(gold, said)).toBeCloseTo((0.8 + 2 / 3) / 2, 12);
    expect(weightedF1(gold, said)).toBeCloseTo((3 * 0.8 + 2 / 3) / 4, 12);
    // A class that nobody has is no class to be right about.
    expect(macroF1(["a", "a"], ["a", "z"])).toBeCloseTo(2 / 3, 12);
    const pairs = [new Set(["a", "b"]), new Set(["c"])];
    expect(microF1(pairs, [new Set(["a"]), new Set(["b", "c"])])).toBeCloseTo(4 / 6, 12);
    expect(microF1(pairs, [new Set(), new Set()])).toBe(0);
  });
});

describe("k-means", () => {
  const angles = [0, 0.1, 0.2, 2, 2.1, 2.2, 4, 4.1, 4.2];
  const rows = angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)]);
  const parts = [0, 0, 0, 1, 1, 1, 2, 2, 2];

  it("finds what lies together, whatever the seed", () => {
    const points = densePoints(Float32Array.from(rows), 2);
    for (const seed of [1, 2, 3, 4]) expect(nmi(parts, kMeans(points, 3, seed).of)).toBe(1);
  });

  it("gives the same for the same seed, dense or sparse", () => {
    const dense = densePoints(Float32Array.from(rows), 2);
    const places = Int32Array.from([0, 1]);
    const sparse = sparsePoints(
      angles.map((_, i) => ({ places, values: Float32Array.from(rows.slice(2 * i, 2 * i + 2)) })),
      2,
    );
    for (const k of [2, 3, 4]) {
      expect([...kMeans(dense, k, 9).of]).toEqual([...kMeans(dense, k, 9).of]);
      expect([...kMeans(sparse, k, 9).of]).toEqual([...kMeans(dense, k, 9).of]);
    }
  });

  it("leaves every row where its own centroid is the nearest, and no cluster empty", () => {
    const many = shuffled(
      Array.from({ length: 400 }, (_, i) => i * 0.0157),
      3,
    );
    const vectors = Float32Array.from(many.flatMap((a) => [Math.cos(a), Math.sin(a)]));
    const { of, objective } = kMeans(densePoints(vectors, 2), 7, 5);
    expect(new Set(of).size).toBe(7);
    const sums = Array.from({ length: 7 }, () => [0, 0] as [number, number]);
    many.forEach((angle, i) => {
      const sum = sums[of[i] as number]!;
      sum[0] += Math.cos(angle);
      sum[1] += Math.sin(angle);
    });
    // The sum of a cluster's cosines to its centroid is the length of its sum.
    expect(objective).toBeCloseTo(
      sums.reduce((all, [x, y]) => all + Math.hypot(x, y), 0),
      2,
    );
    const cosine = (angle: number, [x, y]: [number, number]) =>
      (Math.cos(angle) * x + Math.sin(angle) * y) / Math.hypot(x, y);
    many.forEach((angle, i) => {
      const own = cosine(angle, sums[of[i] as number]!);
      for (const sum of sums) expect(cosine(angle, sum)).toBeLessThanOrEqual(own + 1e-4);
    });
  });
});

describe("what the engine is held against", () => {
  it("TF-IDF: stems without stop words, rare ones weigh more, rows have length one", () => {
    const points = tfIdf(["The cards arrived", "a card is arriving", "card fees", "odd"]);
    expect(points.dimensions).toBe(2);
    const self = new Float32Array(2);
    points.add(0, self, 0, 1);
    expect(points.dot(0, self, 0)).toBeCloseTo(1, 6);
    expect(points.dot(1, self, 0)).toBeCloseTo(1, 6);
    expect(points.dot(3, self, 0)).toBe(0);
    const shared = points.dot(2, self, 0);
    expect(shared).toBeGreaterThan(0);
    // "card" is in three rows, "arriv" in two: it weighs less than half of the square.
    expect(shared ** 2).toBeLessThan(0.5);
  });

  it("lexicons: what they say of plain words", () => {
    expect(vader("The food is great!").polarity).toBe(1);
    expect(vader("A horrible, rude waiter.").polarity).toBe(-1);
    expect(vader("We came on Monday.")).toEqual({ polarity: 0, score: 0 });
    expect(afinn("good, bad and good")).toMatchObject({ polarity: 1 });
    expect(afinn("constructor").score).toBe(0);
  });
});

describe("what a set is asked for", () => {
  it("has a name, a file, a kind and perhaps a language", () => {
    expect(askedSet("mine=/a/b.tsv:clustering")).toEqual({
      name: "mine",
      file: "/a/b.tsv",
      kind: "clustering",
      lang: undefined,
    });
    expect(askedSet("nl=C:/x.tsv:sentiment:nl")).toMatchObject({ file: "C:/x.tsv", lang: "nl" });
    expect(() => askedSet("mine=/a/b.tsv")).toThrow("NAME=FILE:KIND");
    expect(() => askedSet("mine=/a/b.tsv:guess")).toThrow("NAME=FILE:KIND");
  });

  it("finds seed words for aspects that have none in their names", () => {
    const set = { name: "x", hash: "", rows: rowsOf("Battery life:positive,staff:negative\tText") };
    const { seeds } = ownSeeds(set);
    expect(seeds["Battery life"]).toEqual(["battery", "life"]);
    expect(seeds["staff"]).toContain("waiter");
  });

  it("labels share a word whatever its ending", () => {
    expect(shares("Gas mileages", "mileage")).toBe(true);
    expect(shares("Battery", "battery-life")).toBe(true);
    expect(shares("Screens", "display")).toBe(false);
  });
});

describe("the report", () => {
  it("rounds to nobody's good before it compares", () => {
    const line = (value: number, target: number, atMost = false) =>
      lineOf({ measure: "x", value, target, atMost });
    expect(line(75.999, 76)).toMatchObject({ value: 75.99, met: false });
    expect(line(76, 76)).toMatchObject({ value: 76, met: true });
    expect(line(0.3 * 100 * 3, 90)).toMatchObject({ value: 90, met: true });
    expect(line(1.001, 1, true)).toMatchObject({ value: 1.01, met: false });
    expect(line(1, 1, true)).toMatchObject({ met: true });
    expect(line(Number.NaN, 1).met).toBe(false);
    expect(line(Number.NaN, 1, true).met).toBe(false);
  });

  it("is a line for a program and a table for a person", () => {
    const figures = [
      { measure: "first", value: 80.5, target: 76, beside: { VADER: 70 } },
      { measure: "second", value: 12_345.6, target: null },
      { measure: "third", value: 2, target: 1, atMost: true },
    ];
    expect(summary(figures)).toEqual({
      rows: [
        { measure: "first", value: 80.5, target: 76, met: true },
        { measure: "second", value: 12_345.6, target: null, met: null },
        { measure: "third", value: 2, target: 1, met: false },
      ],
    });
    expect(table(figures).split("\n")).toEqual([
      "first     80.5  >= 76  met     VADER 70",
      "second  12,346",
      "third        2   <= 1  MISSED",
    ]);
  });
});
