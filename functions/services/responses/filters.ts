import { parseResponseId } from "../../../domain/survey/ids.ts";
import { ROWS } from "../../../domain/survey/rows.ts";
import type { ResponsesQuery } from "../../../domain/wire/responses.ts";
import type { AttributeFilter, ResponseFilters } from "../../db/response-filters.ts";
import { AppError } from "../../errors.ts";
import { askedPeriod } from "../scores/period.ts";
import { matchOf } from "./match.ts";

export type Query = ResponsesQuery;

const SENTIMENT = { positive: 1, neutral: 0, negative: -1 } as const;

/**
 * The filters of a request; undefined when nothing can match (a search without a word).
 * @throws AppError bad_request
 */
export function filtersOf(now: number, zone: string, query: Query): ResponseFilters | undefined {
  const match = query.q === undefined || query.q.trim() === "" ? undefined : matchOf(query.q);
  if (query.q?.trim() && match === undefined) return undefined;
  return {
    period: askedPeriod(now, zone, query),
    channel: query.channel,
    state: query.state,
    reason: query.reason,
    overQuota: query.over === "1",
    language: query.language,
    theme: query.theme,
    sentiment: query.sentiment && SENTIMENT[query.sentiment],
    min: query.min === undefined ? undefined : Number(query.min),
    max: query.max === undefined ? undefined : Number(query.max),
    withText: query.text === "1",
    attributes: attributesOf(query.attr),
    match,
  };
}

/** `plan:pro` and others like it, as names and values. */
export function attributesOf(attr: Query["attr"] = []): AttributeFilter[] {
  return [attr].flat().map((one) => {
    const [name = "", ...rest] = one.split(":");
    return { name, value: rest.join(":") };
  });
}

/** A cursor counts rows of its survey, so that it says nothing about others. */
export function cursorOf(row: number | null): string | null {
  return row === null ? null : String(row % ROWS);
}

/**
 * The row that a cursor, or the id of a response, stands for.
 * @throws AppError bad_request when it is neither, or of another survey
 */
export function rowOf(no: number, field: string, cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  if (/^\d{1,10}$/u.test(cursor)) return no * ROWS + Math.min(Number(cursor), ROWS - 1);
  const parsed = parseResponseId(cursor);
  if (!parsed || Math.floor(parsed.row / ROWS) !== no) {
    throw new AppError("bad_request", { fields: { [field]: "is not a cursor of this list" } });
  }
  return parsed.row;
}
