import { responseId } from "../../../domain/survey/ids.ts";
import type { Quote } from "../../../domain/wire/themes.ts";
import type { Actor } from "../../context.ts";
import type { MentionRow, QuoteRow } from "../../db/repositories/theme-texts.ts";
import type { TextKey } from "../../db/repositories/themes.ts";
import { maySeeContacts } from "../responses/shape.ts";

/** What a page knows of a quote besides its response. */
export type Lit = Pick<Quote, "clause" | "marks" | "fit"> &
  Partial<Pick<MentionRow, "sentiment" | "mood">>;

export const keyOf = ({ row, question }: TextKey) => `${row}/${question}`;

/** Texts as they are shown, in the order of `keys`; who said them to those alone who may see contact data. */
export function shapeQuotes(
  actor: Actor,
  keys: readonly TextKey[],
  rows: readonly QuoteRow[],
  lit: (row: QuoteRow) => Lit,
): Quote[] {
  const known = new Map(rows.map((row) => [keyOf(row), row]));
  const contacts = maySeeContacts(actor);
  return keys.flatMap((key) => {
    const row = known.get(keyOf(key));
    if (!row) return [];
    const { sentiment = row.sentiment ?? 0, mood = 0, ...more } = lit(row);
    const person =
      contacts && row.person !== null
        ? { id: row.person, name: row.name ?? row.email ?? row.person }
        : null;
    return [
      {
        response: responseId(row.at, row.row),
        question: row.question,
        text: row.text ?? "",
        ...more,
        sentiment: sentiment > 0 ? 1 : sentiment < 0 ? -1 : 0,
        mood,
        score: row.score,
        at: row.at,
        channel: row.channel,
        language: row.language,
        person,
      },
    ];
  });
}
