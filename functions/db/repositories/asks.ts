import { COOLDOWN, type Cooldown, type Event } from "../../../domain/targeting/rests.ts";
import type { SurveyState } from "../../../domain/survey/lifecycle.ts";
import type { Metric } from "../../../domain/wire/common.ts";
import { type Database, type Row, type Statement, runPipeline } from "../pipeline.ts";

/** Answers of one person that are looked at, those of the newest surveys first. */
const MOST_ANSWERS = 200;

/** What has been between a workspace and one person with a proof, and its days of rest. */
export type Known = { history: Event[]; cooldown: Cooldown };

/** The same before a survey is asked. */
export type Asked = Known & {
  state: SurveyState;
  /** Put away, or with as many answers as it asked for. */
  full: boolean;
  /** The visit to which the survey's last show was granted. */
  visit: string | null;
  /** When anything was last shown; granting holds it against what is true then. */
  lastShown: number | null;
};

/** When people were asked, on whatever device. One round trip a call. */
export function asksRepository(database: Database) {
  return {
    /** @param person undefined: nobody in particular, and so no history */
    async of(workspace: string, person: string | undefined): Promise<Known> {
      const cooldown = { sql: "select cooldown from workspaces where id = ?", args: [workspace] };
      const history = person === undefined ? [] : historyOf(workspace, person);
      const [settings, ...rows] = await runPipeline(database, [cooldown, ...history]);
      return known(settings?.rows[0], rows);
    },

    /** The same, with the survey as it is now. @returns undefined for a survey of another workspace */
    async before(workspace: string, person: string, survey: string): Promise<Asked | undefined> {
      const [settings, ...rows] = await runPipeline(database, [
        {
          sql: `select w.cooldown as cooldown, s.state as state,
              s.archived_at is not null or coalesce(s.answered >= s.quota, 0) as full
            from surveys s join workspaces w on w.id = s.workspace_id where s.id = ?2 and s.workspace_id = ?1`,
          args: [workspace, survey],
        },
        ...historyOf(workspace, person),
      ]);
      const row = settings?.rows[0];
      if (!row) return undefined;
      const [asks] = rows;
      const own = asks?.rows.find((ask) => ask["survey"] === survey);
      const shown = (asks?.rows ?? []).flatMap((ask) => ask["shown_at"] ?? []).map(Number);
      return {
        ...known(row, rows),
        state: row["state"] as SurveyState,
        full: row["full"] === 1,
        visit: own?.["visit"] == null ? null : String(own["visit"]),
        lastShown: shown.length > 0 ? Math.max(...shown) : null,
      };
    },

    /**
     * Writes that a survey is shown to a person, unless anything was shown since `lastShown` was
     * read: of two devices at once, one is granted.
     */
    async grant(
      workspace: string,
      ask: { person: string; survey: string; visit: string; lastShown: number | null; now: number },
    ): Promise<boolean> {
      const [result] = await runPipeline(database, [
        {
          sql: `insert into asks (workspace_id, person, survey_id, shown_at, visit)
            select ?1, ?2, ?3, ?4, ?5
            where (select max(shown_at) from asks where workspace_id = ?1 and person = ?2) is ?6
            on conflict do update set shown_at = excluded.shown_at, visit = excluded.visit`,
          args: [workspace, ask.person, ask.survey, ask.now, ask.visit, ask.lastShown],
        },
      ]);
      return result?.changed === 1;
    },

    /** Writes that a person said no to surveys, on whatever device. */
    async dismiss(
      workspace: string,
      person: string,
      surveys: readonly string[],
      now: number,
    ): Promise<void> {
      await runPipeline(
        database,
        surveys.map((survey) => ({
          sql: `insert into asks (workspace_id, person, survey_id, dismissed_at) values (?, ?, ?, ?)
            on conflict do update set dismissed_at = excluded.dismissed_at`,
          args: [workspace, person, survey, now],
        })),
      );
    },
  };
}
export type AsksRepository = ReturnType<typeof asksRepository>;

/** Shows and dismissals; proven answers; the invitation that was sent last. */
function historyOf(workspace: string, person: string): Statement[] {
  const args = [workspace, person];
  return [
    {
      sql: `select survey_id as survey, shown_at, dismissed_at, visit from asks where workspace_id = ? and person = ?`,
      args,
    },
    {
      sql: `select r.survey_id as survey, s.metric as metric, max(r.created_at) as at
        from (select survey_id, created_at, person_proven from responses
          where workspace_id = ? and person = ? order by row desc limit ${MOST_ANSWERS}) r
        join surveys s on s.id = r.survey_id where r.person_proven = 1 group by r.survey_id`,
      args,
    },
    {
      sql: `select survey_id as survey, sent_at as at from invitations
        where workspace_id = ? and person = ? and sent_at is not null order by sent_at desc limit 1`,
      args,
    },
  ];
}

function known(settings: Row | undefined, results: readonly { rows: Row[] }[]): Known {
  const [asks = [], answers = [], mails = []] = results.map(({ rows }) => rows);
  const event = (row: Row, what: Event["what"], at: Row[string] | undefined): Event[] =>
    at == null
      ? []
      : [
          {
            survey: String(row["survey"]),
            ...(row["metric"] != null && { metric: row["metric"] as Metric }),
            what,
            at: Number(at),
          },
        ];
  return {
    history: [
      ...asks.flatMap((row) => [
        ...event(row, "shown", row["shown_at"]),
        ...event(row, "dismissed", row["dismissed_at"]),
      ]),
      ...answers.flatMap((row) => event(row, "answered", row["at"])),
      ...mails.flatMap((row) => event(row, "sent", row["at"])),
    ],
    cooldown: settings?.["cooldown"] == null ? COOLDOWN : JSON.parse(String(settings["cooldown"])),
  };
}
