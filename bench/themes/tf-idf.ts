import { stemmer } from "@orama/stemmers/english";
import { stopwords } from "@orama/stopwords/english";
import { type Points, type SparseRow, sparsePoints } from "./points.ts";

/** A word that fewer rows have says nothing of any other row. */
const LEAST_ROWS = 2;
const stops: ReadonlySet<string> = new Set(stopwords);

/**
 * What every engine is held against: English stems without stop words, term frequency dampened,
 * smooth inverse document frequency, rows of unit length (scikit-learn's TfidfVectorizer with
 * `sublinear_tf` and its token pattern). Its rarity of words is that of the rows themselves.
 */
export function tfIdf(texts: readonly string[]): Points {
  const rows = texts.map((text) => countsOf(text));
  const documents = new Map<string, number>();
  for (const row of rows)
    for (const term of row.keys()) documents.set(term, (documents.get(term) ?? 0) + 1);
  const kept = [...documents].filter(([, n]) => n >= LEAST_ROWS);
  const places = new Map(kept.map(([term], place) => [term, place]));
  const weights = kept.map(([, n]) => Math.log((1 + texts.length) / (1 + n)) + 1);
  return sparsePoints(
    rows.map((row) => weighted(row, places, weights)),
    kept.length,
  );
}

function countsOf(text: string): Map<string, number> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}_]{2,}/gu) ?? [];
  const counts = new Map<string, number>();
  for (const word of words) {
    if (stops.has(word)) continue;
    const stem = stemmer(word);
    counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return counts;
}

function weighted(
  row: ReadonlyMap<string, number>,
  places: ReadonlyMap<string, number>,
  weights: readonly number[],
): SparseRow {
  const found = [...row].flatMap(([term, n]) => {
    const place = places.get(term);
    return place === undefined ? [] : [{ place, value: (1 + Math.log(n)) * (weights[place] ?? 0) }];
  });
  const length = Math.hypot(...found.map(({ value }) => value)) || 1;
  return {
    places: Int32Array.from(found, ({ place }) => place),
    values: Float32Array.from(found, ({ value }) => value / length),
  };
}
