import { type Change, changeOf, changed } from "../../../domain/people/changes.ts";
import { cleanText } from "../../../domain/survey/text.ts";
import type { Fault } from "../../../domain/wire/issues.ts";
import { judgePerson } from "../../../domain/wire/judge-people.ts";
import type {
  Person,
  PersonSource,
  SavePerson,
  SavedPeople,
  SuppressionReason,
} from "../../../domain/wire/people.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type { TenantContext } from "../../context.ts";
import type { PeopleRepository } from "../../db/repositories/people.ts";
import type { SuppressionsRepository } from "../../db/repositories/suppressions.ts";
import { emailOf } from "../accounts/email.ts";
import { auditOf } from "../audit.ts";
import { addressHash } from "../suppressions/hash.ts";
import { subscriptionOf } from "./subscription-of.ts";

export type SaveDeps = {
  people: PeopleRepository;
  suppressions: SuppressionsRepository;
  signer: Signer;
};

/**
 * Makes and updates people, each row judged for itself: one that is wrong is told and costs the
 * others nothing. Safe to run twice; a row that changes nothing writes nothing. Who unsubscribed,
 * complained or bounced stays so, whatever a row says; an erased address is refused.
 * @param items as they came @param source what new people are marked with
 */
export async function savePeople(
  ctx: TenantContext,
  deps: SaveDeps,
  items: readonly unknown[],
  source: PersonSource,
): Promise<SavedPeople> {
  const errors: SavedPeople["errors"] = [];
  const rows: { index: number; row: SavePerson }[] = [];
  for (const [index, item] of items.entries()) {
    const row = spelled(judgePerson(item));
    if ("field" in row) errors.push({ index, ...row });
    else rows.push({ index, row });
  }
  const known = await knownTo(ctx, deps, rows);
  const changes = new Map<string, Change>();
  const adopted: { from: string; to: string }[] = [];
  const counts = { created: 0, updated: 0, unchanged: 0 };
  const before = new Set(known.types.keys());
  for (const { index, row } of rows) {
    const id = known.idOf(row);
    if (typeof id !== "string") {
      errors.push({ index, ...id });
      continue;
    }
    const from = known.adopts(id, row.email);
    const kept = known.people.get(from ?? id);
    const suppressed = row.email && row.email !== kept?.email && known.suppressed.get(row.email);
    if (suppressed === "erased") {
      const message = "was erased on request: the person can be saved without it";
      errors.push({ index, field: "email", message });
      continue;
    }
    const change = changeOf(id, row, kept, known.types);
    if (change && "field" in change) {
      errors.push({ index, ...change });
      continue;
    }
    if (!change && from === undefined) {
      counts.unchanged++;
      continue;
    }
    const whole: Change = { ...change, person: id };
    if (suppressed && (kept?.subscription ?? "subscribed") === "subscribed")
      whole.subscription = subscriptionOf(suppressed);
    if (from !== undefined) {
      adopted.push({ from, to: id });
      known.people.delete(from);
    }
    // A second row about the same person goes on from the first.
    const first = changes.get(from ?? id);
    if (!first) counts[kept ? "updated" : "created"]++;
    if (from !== undefined) changes.delete(from);
    changes.set(id, together(first, whole));
    known.people.set(id, changed(whole, kept && { ...kept, person: id }, source, ctx.now));
  }
  if (changes.size > 0)
    await write(ctx, deps, {
      changes: [...changes.values()],
      people: known.people,
      fresh: [...known.types].filter(([name]) => !before.has(name)),
      adopted,
      source,
      counts,
    });
  return { ...counts, errors: errors.toSorted((a, b) => a.index - b.index) };
}

/** Addresses that rows unsubscribe are suppressed first: a mail may be on its way out. */
async function write(
  ctx: TenantContext,
  deps: SaveDeps,
  saved: Parameters<PeopleRepository["save"]>[1] & {
    people: ReadonlyMap<string, Person>;
    counts: { created: number; updated: number };
  },
): Promise<void> {
  const { changes, people, counts, source } = saved;
  const no = changes.flatMap(({ person, subscription }) => {
    const email = people.get(person)?.email;
    return subscription === "unsubscribed" && email ? [email] : [];
  });
  const hashes = await Promise.all(
    no.map((email) => addressHash(deps.signer, ctx.workspace, email)),
  );
  await deps.suppressions.add(
    ctx.workspace,
    hashes.map((hash) => ({ hash, reason: "imported" as const })),
    ctx.now,
  );
  const audit = auditOf(ctx, "people.save", ctx.workspace, { source, ...counts });
  await deps.people.save(ctx.workspace, saved, ctx.now, audit);
  // Others may share the address.
  await deps.people.setSubscriptions(ctx.workspace, no, "unsubscribed", ctx.now);
}

/** Ids and addresses in the spelling in which they are stored. */
function spelled(row: SavePerson | Fault): SavePerson | Fault {
  if ("field" in row) return row;
  const { person, email, ...rest } = row;
  const id = person === undefined ? undefined : cleanText(person);
  if (id === "") return { field: "person", message: "must be an external id" };
  return {
    ...rest,
    ...(id !== undefined && { person: id }),
    ...(email !== undefined && { email: email && emailOf(email) }),
  };
}

/** All that judging the rows needs to know, read at once. */
async function knownTo(ctx: TenantContext, deps: SaveDeps, rows: readonly { row: SavePerson }[]) {
  const { workspace } = ctx;
  const ids = rows.flatMap(({ row }) => row.person ?? []);
  const emails = rows.flatMap(({ row }) => row.email ?? []);
  const nameless = rows.flatMap(({ row }) => (row.person === undefined && row.email) || []);
  const [types, found, sharing] = await Promise.all([
    deps.people.attributes(workspace),
    deps.people.many(workspace, [...new Set([...ids, ...emails])]),
    deps.people.withEmail(workspace, [...new Set(nameless)]),
  ]);
  const people = new Map([...found, ...sharing].map((one) => [one.person, one]));
  const owners = Map.groupBy(sharing, ({ email }) => email);
  const fresh = rows.flatMap(({ row: { person, email } }) =>
    email && people.get(person ?? email)?.email !== email ? [email] : [],
  );
  return {
    types,
    people,
    suppressed: await suppressedAmong(ctx, deps, [...new Set(fresh)]),
    /** Whom a row is about: by id, else by an address that one person has, else a new one. */
    idOf({ person, email }: SavePerson): string | Fault {
      if (person !== undefined) return person;
      const own = owners.get(email ?? "") ?? [];
      if (own.length > 1 && !people.has(email ?? ""))
        return { field: "email", message: "is shared by several people: say which by their id" };
      return people.has(email ?? "") ? (email ?? "") : (own[0]?.person ?? email ?? "");
    },
    /** The person known by this address alone, if that is who this new id is. */
    adopts(id: string, email: string | null | undefined): string | undefined {
      return email && email !== id && !people.has(id) && people.get(email)?.email === email
        ? email
        : undefined;
    },
  };
}

async function suppressedAmong(
  { workspace }: TenantContext,
  { signer, suppressions }: SaveDeps,
  emails: readonly string[],
): Promise<Map<string, SuppressionReason>> {
  const hashes = await Promise.all(emails.map((email) => addressHash(signer, workspace, email)));
  const reasons = await suppressions.has(workspace, hashes);
  return new Map(
    emails.flatMap((email, i) => {
      const reason = reasons[i]?.reason;
      return reason ? [[email, reason] as const] : [];
    }),
  );
}

/** Two changes of one person as one. */
function together(first: Change | undefined, second: Change): Change {
  const attributes = { ...first?.attributes, ...second.attributes };
  return {
    ...first,
    ...second,
    ...(Object.keys(attributes).length > 0 && { attributes }),
  };
}
