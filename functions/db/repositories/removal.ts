import { type SQL, sql } from "drizzle-orm";
import type { Fact } from "../../../domain/survey/facts.ts";
import { bucketStart } from "../../../domain/time/days.ts";
import type { Db } from "../client.ts";
import { COUNTERS, empty } from "../counters.ts";
import { fenced, held } from "../fence.ts";
import { erasureHash } from "./record-statements.ts";
import type { Lease } from "./jobs.ts";

/** A response as its removal needs to know it. */
export type Removable = {
  row: number;
  survey: string;
  submission: string;
  day: number;
  facts: Fact[];
  texts: Record<string, string> | null;
  page: string | null;
};
type Stored = Omit<Removable, "facts" | "texts"> & { facts: string; texts: string | null };

/** Dimensions whose values are the product's own words. */
const FIXED = new Set(["channel", "option"]);
const GRAINS = ["week", "month", "year"] as const;

/** Responses of a workspace whose row ids a query gives. */
export async function findRemovable(
  db: Db,
  workspace: string,
  rows: SQL,
  most: number,
): Promise<Removable[]> {
  const found =
    await db.all<Stored>(sql`select r.row, r.survey_id as survey, r.submission, r.day, r.facts, r.texts, r.page
    from (${rows}) found cross join responses r on r.row = found.row where +r.workspace_id = ${workspace} limit ${most}`);
  return found.map(({ facts, texts, ...row }) => ({
    ...row,
    facts: JSON.parse(facts) as Fact[],
    texts: texts === null ? null : (JSON.parse(texts) as Record<string, string>),
  }));
}

/** Takes responses away for good, and whatever was left of them alone. */
export function removalRepository(db: Db) {
  return {
    /**
     * Removes responses in one transaction with the job's place, and leaves a hash of each until
     * `until`, so that a replay stores nothing. Triggers take texts, mentions, deliveries and what
     * they counted for; then go the counters, sums and attribute values that nothing is left of,
     * since a value can name a person, and the votes behind them.
     * @returns false when the lease was lost, and nothing written
     */
    async remove(
      workspace: string,
      lease: Lease,
      cursor: unknown,
      rows: readonly Removable[],
      until: number,
    ): Promise<boolean> {
      const hashes = rows.map(({ survey, submission }) => hex(erasureHash(survey, submission)));
      const mine = held(lease);
      const json = (value: unknown) => sql`json_each(${JSON.stringify(value)})`;
      const ids = sql`(select value from ${json(rows.map(({ row }) => row))})`;
      const submissions = sql`(select value from ${json(rows.map(({ submission }) => submission))})`;
      const pages = rows.flatMap(({ page }) => (page === null ? [] : [page]));
      const { days, spans, values } = keysOf(rows);
      return fenced(db, lease, cursor, [
        db.run(sql`insert into erased_submissions (workspace_id, hash, expires_at)
          select ${workspace}, unhex(value), ${until} from ${json(hashes)} where ${mine} on conflict do nothing`),
        db.run(
          sql`delete from responses where row in ${ids} and +workspace_id = ${workspace} and ${mine}`,
        ),
        ...["votes", "link_evidence"].map((table) =>
          db.run(sql`delete from ${sql.raw(table)} where workspace_id = ${workspace}
            and invitation_id in ${submissions} and ${mine}`),
        ),
        db.run(sql`delete from rollups where workspace_id = ${workspace}
          and (survey_id, question, dimension, day, value) in
            (select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from ${json(days)})
          and ${empty(COUNTERS)} and ${mine}`),
        db.run(sql`delete from rollup_spans where workspace_id = ${workspace}
          and (survey_id, question, dimension, grain, start, value) in
            (select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 from ${json(spans)})
          and ${empty(COUNTERS)} and ${mine}`),
        db.run(sql`delete from attribute_values where workspace_id = ${workspace}
          and (name, value) in (select value ->> 0, value ->> 1 from ${json(values)})
          and not exists (select 1 from surveys s join rollups r on r.workspace_id = s.workspace_id and r.survey_id = s.id
            where s.workspace_id = ${workspace} and r.dimension = attribute_values.name and r.value = attribute_values.value)
          and ${mine}`),
        forgetRefits(db, workspace, mine),
        db.run(sql`update sites set seen_page = null where workspace_id = ${workspace}
          and seen_page in (select value from ${json(pages)}) and ${mine}`),
      ]);
    },
  };
}
export type RemovalRepository = ReturnType<typeof removalRepository>;

/** Themes that were found anew and wait for a curator: they were found in texts that go. */
export function forgetRefits(db: Db, workspace: string, when: SQL) {
  return db.run(sql`update theme_refits set state = 'discarded', plan = 'null', diff = 'null'
    where workspace_id = ${workspace} and state = 'ready' and ${when}`);
}

/** Keys of the counters that responses moved, of the sums above them, and the attribute values. */
function keysOf(rows: readonly Removable[]) {
  const days = new Set<string>();
  const spans = new Set<string>();
  const values = new Set<string>();
  for (const { survey, day, facts } of rows) {
    for (const [question, dimension, value] of facts) {
      days.add(JSON.stringify([survey, question, dimension, day, value]));
      if (FIXED.has(dimension)) continue;
      values.add(JSON.stringify([dimension, value]));
      for (const grain of GRAINS) {
        const start = bucketStart(day, grain);
        spans.add(JSON.stringify([survey, question, dimension, grain, start, value]));
      }
    }
  }
  const parsed = (set: Set<string>) => [...set].map((key) => JSON.parse(key) as unknown);
  return { days: parsed(days), spans: parsed(spans), values: parsed(values) };
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
}
