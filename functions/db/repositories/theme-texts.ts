import { type SQL, sql } from "drizzle-orm";
import { ROWS } from "../../../domain/survey/rows.ts";
import type { Span } from "../../../domain/scores/period.ts";
import type { Channel } from "../../../domain/wire/common.ts";
import type { Db } from "../client.ts";
import { type Match, expressionOf, searchHits } from "../search.ts";
import type { ThemedSurvey } from "./theme-runs.ts";
import type { TextKey } from "./themes.ts";
import type { OpenText } from "./verbatims.ts";

/** An open text and the survey that it answers. */
export type SurveyText = OpenText & { survey: string };

/** A mention as pages of quotes sort it. */
export type MentionRow = TextKey & {
  day: number;
  sentiment: number;
  /** -100..100 */
  mood: number;
  /** 0..1000 */
  fit: number;
  start: number;
  end: number;
};

/** A text with what is shown of its response. */
export type QuoteRow = SurveyText & {
  state: string;
  score: number | null;
  channel: Channel;
  sentiment: number | null;
  person: string | null;
  proven: number | null;
  name: string | null;
  email: string | null;
};

/** A text without a theme, or with one, as it was read. */
export type ReadRow = TextKey & { day: number; themed: number; reason: string | null };

/** What texts are split by: a column of the response, or an attribute. */
export type SegmentBy = "channel" | "language" | "score" | { attribute: string };

const OPEN = sql.raw(
  `r.row, r.survey_id as survey, r.created_at as at, r.language, r.rev, r.updated_at as "updatedAt"`,
);

/** Open texts as pages about themes read them. Every method but `holding` takes the workspace first. */
export function themeTextsRepository(db: Db) {
  const given = (keys: readonly TextKey[]) =>
    sql`json_each(${JSON.stringify(keys.map(({ row, question }) => [row, question]))})`;
  /** Rows of a survey below a place. */
  const range = ({ no }: Pick<ThemedSurvey, "no">, below: number | null): SQL =>
    sql`between ${no * ROWS + 1} and ${(below ?? (no + 1) * ROWS) - 1}`;

  return {
    /** These texts, those that there are. */
    byKeys: (workspace: string, keys: readonly TextKey[]): Promise<SurveyText[]> =>
      db.all<SurveyText>(sql`select ${OPEN}, k.value ->> 1 as question, r.texts ->> (k.value ->> 1) as text
        from ${given(keys)} k cross join responses r on r.row = k.value ->> 0
        where +r.workspace_id = ${workspace} and r.texts ->> (k.value ->> 1) is not null`),

    /** Where these texts speak of a theme, those that do. */
    mentioned: (workspace: string, theme: string, keys: readonly TextKey[]) =>
      db.all<
        TextKey & { start: number; end: number }
      >(sql`select m.row, m.question, m.start, m."end"
        from ${given(keys)} k cross join mentions m on m.workspace_id = ${workspace} and m.row = k.value ->> 0
          and m.question = k.value ->> 1 and m.theme_id = ${theme}`),

    /** The newest texts of a theme, of all surveys. */
    ofTheme: (workspace: string, theme: string, most: number): Promise<SurveyText[]> =>
      db.all<SurveyText>(sql`select ${OPEN}, m.question, r.texts ->> m.question as text
        from (select row, question from mentions where workspace_id = ${workspace} and theme_id = ${theme}
          order by row desc limit ${most}) m cross join responses r on r.row = m.row where r.texts ->> m.question is not null`),

    /** All texts of these rows that were read. */
    ofRows: (workspace: string, rows: readonly number[]) =>
      db.all<
        SurveyText & { day: number; state: string }
      >(sql`select ${OPEN}, v.question, v.day, r.state, r.texts ->> v.question as text
        from json_each(${JSON.stringify(rows)}) k cross join verbatims v on v.workspace_id = ${workspace} and v.row = k.value
          cross join responses r on r.row = v.row where v.stage = 0 and r.texts ->> v.question is not null`),

    /**
     * A row above all that were counted up to a day, as far as the counters of the last active days
     * tell: where a page about a period that is over begins.
     */
    async above(
      workspace: string,
      survey: string,
      head: string,
      to: number,
    ): Promise<number | null> {
      const [row] = await db.all<{ row: number | null; unknown: number }>(sql`
        select max(last_row) as row, sum(last_row is null) as unknown from (select last_row from rollups
          where workspace_id = ${workspace} and survey_id = ${survey} and question = ${head} and dimension = 'channel'
            and day <= ${to} order by day desc limit 24)`);
      return !row || row.row === null || row.unknown > 0 ? null : row.row + 1;
    },

    /** Counted mentions of a theme in a survey and period, newest first, among the next `most` below a row. */
    async mentions(
      workspace: string,
      theme: string,
      survey: ThemedSurvey,
      { from, to }: Span,
      below: number | null,
      most: number,
    ): Promise<{ rows: MentionRow[]; last: number | null }> {
      const rows = await db.all<MentionRow & { counted: number }>(sql`
        select row, question, day, sentiment, mood, fit, start, "end", counted from mentions
        where workspace_id = ${workspace} and theme_id = ${theme} and survey_id = ${survey.id}
          and row ${range(survey, below)} order by row desc limit ${most}`);
      return {
        rows: rows.filter(({ day, counted }) => counted === 1 && day >= from && day <= to),
        last: rows.length < most ? null : (rows.at(-1)?.row ?? null),
      };
    },

    /** Texts of a survey and period, newest first, that were read, among the next `most` below a row. */
    async read(
      workspace: string,
      survey: ThemedSurvey,
      { from, to }: Span,
      below: number | null,
      most: number,
    ): Promise<{ rows: ReadRow[]; last: number | null }> {
      const rows = await db.all<
        ReadRow & { counted: number }
      >(sql`select v.row, v.question, v.day, v.reason,
          r.state = 'counted' as counted,
          exists (select 1 from mentions m where m.workspace_id = ${workspace} and m.row = v.row and m.question = v.question) as themed
        from (select row, question, day, reason, stage from verbatims where workspace_id = ${workspace}
            and row ${range(survey, below)} order by row desc limit ${most}) v
          cross join responses r on r.row = v.row order by v.row desc`);
      return {
        rows: rows.filter(({ day, counted }) => counted === 1 && day >= from && day <= to),
        last: rows.length < most ? null : (rows.at(-1)?.row ?? null),
      };
    },

    /** Texts of a survey and period, that were read, newest first, among the newest `most` below a row: whether they name a theme. */
    async newest(
      workspace: string,
      theme: string,
      survey: ThemedSurvey,
      { from, to }: Span,
      below: number | null,
      most: number,
    ): Promise<{ rows: (TextKey & { themed: number })[]; last: number | null }> {
      const rows = await db.all<
        TextKey & { themed: number; day: number; stage: number }
      >(sql`select v.row, v.question, v.day, v.stage,
          exists (select 1 from mentions m where m.workspace_id = ${workspace} and m.row = v.row and m.question = v.question
            and m.theme_id = ${theme}) as themed
        from verbatims v where v.workspace_id = ${workspace} and v.row ${range(survey, below)}
        order by v.row desc limit ${most}`);
      return {
        rows: rows.filter(({ day, stage }) => stage === 0 && day >= from && day <= to),
        last: rows.length < most ? null : (rows.at(-1)?.row ?? null),
      };
    },

    /** These texts with what is shown of their responses, in no order. */
    quotes: (workspace: string, keys: readonly TextKey[]): Promise<QuoteRow[]> =>
      db.all<QuoteRow>(sql`select ${OPEN}, v.question, r.texts ->> v.question as text, r.state, r.score, r.channel, v.sentiment,
          r.person, r.person_proven as proven, p.email, p.attributes ->> '$.name' as name
        from ${given(keys)} k cross join responses r on r.row = k.value ->> 0
          cross join verbatims v on v.workspace_id = ${workspace} and v.row = r.row and v.question = k.value ->> 1
          left join people p on p.workspace_id = ${workspace} and p.person = r.person and r.person_proven = 1
        where +r.workspace_id = ${workspace} and r.texts ->> v.question is not null`),

    /** Segments of these texts, in their order; those whose response does not count are left out. */
    segments: (workspace: string, keys: readonly TextKey[], by: SegmentBy) =>
      db.all<{
        place: number;
        value: string | null;
      }>(sql`select k.key as place, ${valueOf(by)} as value
        from ${given(keys)} k cross join responses r on r.row = k.value ->> 0
        where +r.workspace_id = ${workspace} and r.state = 'counted'`),

    /**
     * The newest rows of a survey that hold all of these words, or one of them. The index knows no
     * workspace: the survey must be the caller's, and rows are read by workspace after this.
     */
    async holding(
      survey: ThemedSurvey,
      words: { all: Match } | { any: readonly string[] },
      below: number | null,
      most: number,
    ): Promise<number[]> {
      const [low, high] = [survey.no * ROWS, below ?? (survey.no + 1) * ROWS];
      const expression =
        "all" in words
          ? ((await db.all<{ expression: string }>(expressionOf(words.all, low, high)))[0]
              ?.expression ?? "")
          : words.any.map((word) => `"${word.replaceAll('"', "")}"`).join(" OR ");
      if (expression === "") return [];
      const rows = await db.all<{ row: number }>(
        sql`${searchHits(expression, low, high)} limit ${most}`,
      );
      return rows.map(({ row }) => row);
    },
  };
}
export type ThemeTextsRepository = ReturnType<typeof themeTextsRepository>;

function valueOf(by: SegmentBy): SQL {
  if (by === "channel" || by === "language") return sql.raw(`r.${by}`);
  if (by === "score") return sql`cast(r.score as text)`;
  const path = `$.${by.attribute}`;
  return sql`case json_type(r.attributes, ${path}) when 'true' then 'true' when 'false' then 'false'
    else cast(r.attributes ->> ${path} as text) end`;
}
