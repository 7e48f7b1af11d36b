import type { Change } from "../../../domain/people/changes.ts";
import type { AttributeType, Person, SuppressionReason } from "../../../domain/wire/people.ts";
import {
  type Database,
  type Row,
  type SqlValue,
  type Statement,
  runPipeline,
  runTransaction,
} from "../pipeline.ts";

/** What a proof can change of a person, as it is kept. */
export type Kept = Pick<Person, "email" | "attributes" | "language" | "subscription" | "consent">;

/** What must be known beside, before anything is written. */
export type Around = {
  types: Map<string, AttributeType>;
  /** Why the address gets no mail. */
  suppressed: SuppressionReason | null;
  /** The person whose id is the address, who may be the same. */
  byAddress: Kept | undefined;
};

const KEPT = `select email, attributes, language, subscription, consent from people
  where workspace_id = ? and person = ?`;

/** People as pages with a proof name them. Hand-made requests: this follows the path of an answer. */
export function knownPeopleRepository(database: Database) {
  return {
    /** One row. */
    async get(workspace: string, person: string): Promise<Kept | undefined> {
      const [found] = await runPipeline(database, [{ sql: KEPT, args: [workspace, person] }]);
      return keptOf(found?.rows[0]);
    },

    /** @param email and its hash, where the address is new to the person */
    async around(
      workspace: string,
      email: { text: string; hash: Uint8Array } | undefined,
    ): Promise<Around> {
      const [types, suppressed, byAddress] = await runPipeline(database, [
        {
          sql: "select name, type from people_attributes where workspace_id = ?",
          args: [workspace],
        },
        ...(email
          ? [
              {
                sql: "select reason from suppressions where workspace_id = ? and hash = ?",
                args: [workspace, email.hash],
              },
              { sql: KEPT, args: [workspace, email.text] },
            ]
          : []),
      ]);
      return {
        types: new Map(
          (types?.rows ?? []).map((row) => [String(row["name"]), row["type"] as AttributeType]),
        ),
        suppressed: (suppressed?.rows[0]?.["reason"] ?? null) as SuppressionReason | null,
        byAddress: keptOf(byAddress?.rows[0]),
      };
    },

    /**
     * Writes a change in one transaction: only columns that it names. Safe to repeat.
     * @param fresh attributes that are named for the first time
     * @param adopted the id under which the person was known until now, the address
     */
    async write(
      workspace: string,
      change: Change,
      fresh: readonly (readonly [string, AttributeType])[],
      adopted: string | undefined,
      now: number,
    ): Promise<void> {
      const { person, email, attributes, subscription } = change;
      const patch = JSON.stringify(attributes ?? {});
      const set: [string, SqlValue[]][] = [
        ["updated_at = ?", [now]],
        ...(email === undefined ? [] : [["email = ?", [email]] as [string, SqlValue[]]]),
        ...(attributes
          ? [["attributes = json_patch(attributes, ?)", [patch]] as [string, SqlValue[]]]
          : []),
        ...(subscription
          ? [
              [
                "subscription = iif(subscription = 'subscribed', ?, subscription)",
                [subscription],
              ] as [string, SqlValue[]],
            ]
          : []),
      ];
      await runTransaction(database, [
        ...fresh.map(([name, type]): Statement => ({
          sql: "insert into people_attributes (workspace_id, name, type, created_at) values (?, ?, ?, ?) on conflict do nothing",
          args: [workspace, name, type, now],
        })),
        ...(adopted === undefined ? [] : adoptStatements(workspace, adopted, person)),
        {
          sql: `update people set ${set.map(([sql]) => sql).join(", ")} where workspace_id = ? and person = ?`,
          args: [...set.flatMap(([, args]) => args), workspace, person],
        },
        {
          sql: `insert into people (workspace_id, person, email, attributes, subscription, source, created_at, updated_at)
            values (?, ?, ?, json_patch('{}', ?), ?, 'identify', ?, ?) on conflict do nothing`,
          args: [workspace, person, email ?? null, patch, subscription ?? "subscribed", now, now],
        },
      ]);
    },
  };
}
export type KnownPeopleRepository = ReturnType<typeof knownPeopleRepository>;

/** Tables that name a person by id. */
export const OF_A_PERSON = ["people", "invitations", "responses", "asks"] as const;

/** An address that was a person's id gives way to the id, with all that happened under it. */
function adoptStatements(workspace: string, from: string, to: string): Statement[] {
  return OF_A_PERSON.map((table) => ({
    sql: `update or ignore ${table} set person = ? where workspace_id = ? and person = ?`,
    args: [to, workspace, from],
  }));
}

function keptOf(row: Row | undefined): Kept | undefined {
  return (
    row && {
      email: row["email"] === null ? null : String(row["email"]),
      attributes: JSON.parse(String(row["attributes"])) as Kept["attributes"],
      language: row["language"] === null ? null : String(row["language"]),
      subscription: row["subscription"] as Kept["subscription"],
      consent: row["consent"] as Kept["consent"],
    }
  );
}
