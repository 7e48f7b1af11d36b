import { responseId } from "../../../domain/survey/ids.ts";
import type { Response } from "../../../domain/wire/responses.ts";
import type { Actor } from "../../context.ts";
import type { Readings, StoredResponse } from "../../db/repositories/responses.ts";

type Tone = "positive" | "neutral" | "negative";

/** Viewers, and keys that only read results, see answers but not who gave them. */
export function maySeeContacts(actor: Actor): boolean {
  if (actor.kind === "member") return actor.role !== "viewer";
  return (
    actor.kind === "system" ||
    actor.scopes.includes("people:write") ||
    actor.scopes.includes("admin")
  );
}

/** Stored rows as they are shown, in their order. */
export function shapeAll(
  actor: Actor,
  rows: readonly StoredResponse[],
  { mentions, sentiments }: Readings,
): Response[] {
  const marks = Map.groupBy(mentions, (mention) => mention.row);
  const tones = new Map(sentiments.map(({ row, sentiment }) => [row, toneOf(sentiment)]));
  const contacts = maySeeContacts(actor);
  return rows.map((row) => ({
    id: responseId(row.createdAt, row.row),
    survey: row.surveyId,
    version: row.version,
    channel: row.channel,
    state: row.state,
    reason: row.reason,
    score: row.score,
    answers: contacts ? row.answers : withoutAddresses(row.answers),
    texts: row.texts ?? {},
    complete: row.complete === 1,
    language: row.language,
    attributes: contacts ? (row.attributes ?? {}) : withoutAddresses(row.attributes ?? {}),
    person:
      contacts && row.person !== null ? { id: row.person, verified: row.personProven === 1 } : null,
    page: row.page,
    overQuota: row.overQuota === 1,
    grade: row.grade,
    sentiment: tones.get(row.row) ?? null,
    mentions: (marks.get(row.row) ?? []).map(
      ({ theme, label, sentiment, question, start, end }) => ({
        theme,
        label,
        sentiment: toneOf(sentiment),
        question,
        start,
        end,
      }),
    ),
    at: row.createdAt,
    updatedAt: row.updatedAt,
  }));
}

function toneOf(sentiment: number): Tone {
  return sentiment > 0 ? "positive" : sentiment < 0 ? "negative" : "neutral";
}

/** Of all answers, only those to an e-mail question can hold an "@"; choices are option ids. */
function withoutAddresses<T>(values: Record<string, T>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => !(typeof value === "string" && value.includes("@")),
    ),
  );
}
