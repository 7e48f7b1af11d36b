import type { Person, People, PeopleQuery, SegmentRules } from "../../../domain/wire/people.ts";
import type { TenantContext } from "../../context.ts";
import type { PeopleRepository } from "../../db/repositories/people.ts";
import type { SegmentsRepository } from "../../db/repositories/segments.ts";
import { AppError, found } from "../../errors.ts";

type Deps = { people: PeopleRepository; segments: SegmentsRepository };

const PAGE = 50;
const MOST = 200;

/**
 * A page of people in order of id: all, those of a segment, or those whose id or else address begins
 * like `q`. A page of a segment may hold nobody and yet have a next one: it looks at a bounded number.
 * @throws AppError not_found for a segment, bad_request for a cursor that is none
 */
export async function listPeople(
  ctx: TenantContext,
  deps: Deps,
  { cursor, q = "", segment, limit }: PeopleQuery,
): Promise<People> {
  const rules =
    segment === undefined ? null : found(await deps.segments.get(ctx.workspace, segment)).rules;
  const size = Math.min(Math.max(Number(limit ?? PAGE), 1), MOST);
  const start = q.trim();
  if (start !== "") return beginning(ctx, deps, start, rules, cursor, size);
  return deps.people.walk(ctx.workspace, rules, cursor ?? null, size, ctx.now);
}

/** First by id, then by address those whose id did not fit. */
async function beginning(
  ctx: TenantContext,
  deps: Deps,
  start: string,
  rules: SegmentRules | null,
  cursor: string | undefined,
  size: number,
): Promise<People> {
  const [, by = "", after = ""] = /^(id|email):([\s\S]*)$/u.exec(cursor ?? "id:") ?? [];
  if (by === "") throw new AppError("bad_request", { fields: { cursor: "is not known" } });
  const rows: { one: Person; at: string }[] = [];
  if (by === "id") {
    const some = await deps.people.beginning(ctx.workspace, "person", start, after || null, size);
    rows.push(...some.map((one) => ({ one, at: `id:${one.person}` })));
  }
  let ended = false;
  if (rows.length < size) {
    const left = size - rows.length;
    const some = await deps.people.beginning(
      ctx.workspace,
      "email",
      start.toLowerCase(),
      by === "email" ? after : null,
      left,
    );
    ended = some.length < left;
    rows.push(...some.map((one) => ({ one, at: `email:${one.email ?? ""}\n${one.person}` })));
  }
  // Who is found by both is shown by the id.
  const twice = ({ one, at }: (typeof rows)[number]) =>
    at.startsWith("email:") && one.person.startsWith(start);
  const people = rows.map(({ one }) => one);
  const { items, judged } =
    rules === null
      ? { items: people, judged: people.length }
      : await deps.people.choose(ctx.workspace, rules, people, ctx.now);
  const chosen = new Set(items);
  return {
    items: rows.filter((row) => chosen.has(row.one) && !twice(row)).map(({ one }) => one),
    next: ended && judged === rows.length ? null : (rows[judged - 1]?.at ?? null),
  };
}
