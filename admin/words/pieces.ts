/** Half-open, UTF-16 offsets. */
export type Range = { start: number; end: number };
/** A run of text; `clause` speaks of the theme, `mark` holds the words that caused it. */
export type Piece = { text: string; clause: boolean; mark: boolean };

/** Cuts what is shown of a text where its clause and its marked words begin and end. */
export function piecesOf(
  text: string,
  clause: Range | null,
  marks: readonly Range[],
  shown: Range = { start: 0, end: text.length },
): Piece[] {
  const inside = (at: number) => Math.min(Math.max(at, shown.start), shown.end);
  const cuts = [shown, ...(clause ? [clause] : []), ...marks].flatMap(({ start, end }) => [
    inside(start),
    inside(end),
  ]);
  const places = [...new Set(cuts)].toSorted((a, b) => a - b);
  const within = (range: Range, at: number) => range.start <= at && at < range.end;
  return places.slice(0, -1).map((at, i) => ({
    text: text.slice(at, places[i + 1]),
    clause: clause !== null && within(clause, at),
    mark: marks.some((mark) => within(mark, at)),
  }));
}

/** A text is folded when it is longer than what is shown by more than this share. */
const SLACK = 1.25;
/** How far a cut may move to stand between two words. */
const REACH = 24;

/**
 * The part of a long text that is shown first: its clause with about as much before as after it,
 * from word to word; else its beginning. A short text is shown whole.
 * @param most UTF-16 units
 */
export function windowOf(text: string, clause: Range | null, most = 320): Range {
  const whole = { start: 0, end: text.length };
  if (text.length <= most * SLACK) return whole;
  const about = clause && clause.start < clause.end ? clause : { start: 0, end: 0 };
  const room = Math.max(0, most - (about.end - about.start));
  const start = Math.max(0, Math.min(about.start - Math.floor(room / 2), text.length - most));
  const end = Math.min(text.length, Math.max(about.end, start + most));
  return {
    start: start === 0 ? 0 : wordAfter(text, start, about.start),
    end: end === text.length ? end : wordBefore(text, end, about.end),
  };
}

/** The first word that begins near a place, at the latest at `limit`. */
function wordAfter(text: string, from: number, limit: number): number {
  for (let at = from; at < Math.min(limit, from + REACH); at++) {
    if (/\s/u.test(text[at - 1] ?? "") && /\S/u.test(text[at] ?? "")) return at;
  }
  return isLow(text, from) ? from - 1 : from;
}

/** The last word that ends near a place, at the earliest at `limit`. */
function wordBefore(text: string, from: number, limit: number): number {
  for (let at = from; at > Math.max(limit, from - REACH); at--) {
    if (/\s/u.test(text[at] ?? "") && /\S/u.test(text[at - 1] ?? "")) return at;
  }
  return isLow(text, from) ? from + 1 : from;
}

/** Whether a cut there would part the halves of one character. */
function isLow(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
