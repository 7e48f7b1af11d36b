import { type SQL, sql } from "drizzle-orm";

/** Whole words that must all occur, and one that may be the beginning of a longer one. */
export type Match = { words: readonly string[]; last: string };

/** Texts of a survey that hold a word from which on only the word itself is looked for. */
const COMMON = 200;
/** Longer words that one beginning may stand for. */
const MOST_LONGER = 32;
/** Sorts after every letter. */
const END = "\u{10ffff}";

/**
 * The hits of an FTS5 expression, newest first, without a limit. Its rows are cast, because the client
 * sends numbers as floats, and to FTS5 a range of floats is none: it would walk through all newer hits.
 */
export function searchHits(expression: string | SQL, low: number, high: number): SQL {
  return sql`select rowid as row from verbatim_search where verbatim_search match ${expression}
    and rowid > cast(${low} as integer) and rowid <= cast(${high - 1} as integer) order by rowid desc`;
}

/**
 * One row with the FTS5 expression of a match as `expression`: every word quoted, so that nothing in
 * it is an operator. The last one stands for words that begin with it too, unless it is a common one
 * in the survey: those would have hits without end, and the page is full without them.
 */
export function expressionOf({ words, last }: Match, low: number, high: number): SQL {
  const [exact, start] = [quoted(last), folded(last)];
  const head = words.map((word) => `${quoted(word)} AND `).join("");
  // The next word after one: nothing that the index holds contains a control character.
  const next = (after: SQL) => sql`(select term from verbatim_search_words
    where term >= ${after} || char(1) and term < ${start + END} order by term limit 1)`;
  return sql`with recursive longer(term) as (
      select ${next(sql`${start}`)} where ${start} <> ''
        and (select count(*) from (${searchHits(exact, low, high)} limit ${COMMON})) < ${COMMON}
      union all select ${next(sql`longer.term`)} from longer where longer.term is not null limit ${MOST_LONGER})
    select ${`${head}(${exact}`} || coalesce((select group_concat(' OR "' || term || '"', '') from longer
      where term is not null), '') || ')' as expression`;
}

const quoted = (word: string) => `"${word}"`;

/** As the index writes a word (unicode61 with remove_diacritics 2). */
function folded(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
