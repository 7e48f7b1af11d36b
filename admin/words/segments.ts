import type { Response } from "../../domain/wire/responses.ts";

type Mention = Response["mentions"][number];
/** A run of text; `mention` marks what a theme was read from, `hit` what a search found. */
export type Segment = { text: string; mention?: Mention; hit?: boolean };

/** Words of a search as the server reads them: each must occur, the last may be the start of one. */
export function searchWords(query: string): string[] {
  return fold(query).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Lower case without marks; as long as its input, so that offsets stay true. */
function fold(text: string): string {
  let out = "";
  for (const char of text) {
    const base = char
      .normalize("NFD")
      .replace(/\p{M}+/gu, "")
      .toLowerCase();
    out += base.length === char.length ? base : char;
  }
  return out;
}

/** Cuts a text where themes were found in it and where the words of a search stand. */
export function segmentsOf(text: string, mentions: readonly Mention[], query = ""): Segment[] {
  const spans = mentions
    .filter(({ start, end }) => start < end && end <= text.length)
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  const pieces: Segment[] = [];
  let at = 0;
  for (const mention of spans) {
    // Of two themes in the same words the first one is marked; both stand below as chips.
    if (mention.start < at) continue;
    pieces.push({ text: text.slice(at, mention.start) });
    pieces.push({ text: text.slice(mention.start, mention.end), mention });
    at = mention.end;
  }
  pieces.push({ text: text.slice(at) });
  const words = searchWords(query);
  return pieces.flatMap((piece) => withHits(piece, words)).filter((piece) => piece.text !== "");
}

function withHits(piece: Segment, words: readonly string[]): Segment[] {
  if (words.length === 0) return [piece];
  const folded = fold(piece.text);
  const out: Segment[] = [];
  let at = 0;
  for (const { 0: word, index } of folded.matchAll(/[\p{L}\p{N}]+/gu)) {
    const hit = words.some((wanted, i) =>
      i === words.length - 1 ? word.startsWith(wanted) : word === wanted,
    );
    if (!hit) continue;
    out.push({ ...piece, text: piece.text.slice(at, index) });
    out.push({ ...piece, text: piece.text.slice(index, index + word.length), hit: true });
    at = index + word.length;
  }
  out.push({ ...piece, text: piece.text.slice(at) });
  return out;
}
