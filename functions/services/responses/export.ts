import { sayIn } from "../../../domain/survey/ask.ts";
import { optionsOf } from "../../../domain/survey/changes.ts";
import { unionOfQuestions } from "../../../domain/survey/questions.ts";
import { dayText } from "../../../domain/time/days.ts";
import type { Response } from "../../../domain/wire/responses.ts";
import type { Question } from "../../../domain/wire/survey.ts";
import type { Cell, Csv } from "../../adapters/csv/csv.ts";
import type { TenantContext } from "../../context.ts";
import type { ResponsesRepository, StoredResponse } from "../../db/repositories/responses.ts";
import type { SurveyHead, SurveysRepository } from "../../db/repositories/surveys.ts";
import type { ResponseFilters } from "../../db/response-filters.ts";
import { found } from "../../errors.ts";
import { type Query, filtersOf } from "./filters.ts";
import { shapeAll } from "./shape.ts";

type Deps = { surveys: SurveysRepository; responses: ResponsesRepository; csv: Csv };

/** Most responses in one file. */
const EXPORT_ROWS = 50_000;
const SLICE = 1000;

/** One file: its name, whether it was cut, and its text in pieces. */
export type Export = { name: string; truncated: boolean; pieces: AsyncGenerator<string> };

/**
 * The responses that the same query lists, as CSV: one column a question that any version
 * asked, one a declared attribute, the rest of the attributes as JSON.
 * @throws AppError not_found, bad_request
 */
export async function exportResponses(
  ctx: TenantContext,
  deps: Deps,
  id: string,
  query: Query,
): Promise<Export> {
  const survey = found(await deps.surveys.head(ctx.workspace, id));
  const filters = filtersOf(ctx.now, survey.zone, query);
  const { versions } = found(await deps.surveys.get(ctx.workspace, id));
  const definitions =
    versions.length > 0 ? versions.map((version) => version.definition) : [survey.definition];
  const columns = columnsOf([...unionOfQuestions(definitions).values()], survey);
  const matching = filters
    ? await deps.responses.count(ctx.workspace, survey, filters, EXPORT_ROWS + 1)
    : 0;
  return {
    name: `${survey.summary.slug}.csv`,
    truncated: matching > EXPORT_ROWS,
    pieces: piecesOf(ctx, deps, survey, filters, columns),
  };
}

async function* piecesOf(
  ctx: TenantContext,
  deps: Deps,
  survey: SurveyHead,
  filters: ResponseFilters | undefined,
  columns: readonly Column[],
): AsyncGenerator<string> {
  yield deps.csv.head(columns.map((column) => column.name));
  if (!filters) return;
  let below: number | undefined;
  for (let left = EXPORT_ROWS; left > 0;) {
    const limit = Math.min(SLICE, left);
    const { rows, next } = await deps.responses.page(ctx.workspace, survey, filters, {
      below,
      limit,
    });
    const readings = await deps.responses.readings(
      ctx.workspace,
      rows.map((row) => row.row),
    );
    const shaped = shapeAll(ctx.actor, rows, readings);
    yield deps.csv.rows(
      shaped.map((response, i) =>
        columns.map(({ cell }) => cell(response, rows[i] as StoredResponse)),
      ),
    );
    if (next === null) return;
    below = next;
    left -= rows.length;
  }
}

type Column = { name: string; cell: (response: Response, row: StoredResponse) => Cell };

function columnsOf(
  questions: readonly Question[],
  { attributes, definition: { language } }: SurveyHead,
): Column[] {
  return [
    { name: "id", cell: (r) => r.id },
    { name: "at", cell: (r) => new Date(r.at).toISOString() },
    { name: "day", cell: (_, row) => dayText(row.day) },
    { name: "channel", cell: (r) => r.channel },
    { name: "state", cell: (r) => r.state },
    { name: "reason", cell: (r) => r.reason },
    { name: "over quota", cell: (r) => r.overQuota },
    { name: "complete", cell: (r) => r.complete },
    { name: "score", cell: (r) => r.score },
    ...questions.map((question) => ({
      name: `${question.id} ${sayIn(question.text, language, language)}`,
      cell: answerCell(question, language),
    })),
    { name: "sentiment", cell: (r) => r.sentiment },
    { name: "themes", cell: (r) => [...new Set(r.mentions.map((m) => m.label))].join("; ") },
    { name: "language", cell: (r) => r.language },
    { name: "person", cell: (r) => r.person?.id ?? null },
    { name: "page", cell: (r) => r.page },
    ...attributes.map((name) => ({ name, cell: (r: Response) => r.attributes[name] ?? null })),
    { name: "other attributes", cell: (r) => otherAttributes(r, attributes) },
  ];
}

/** The cell of a question: a choice by its words; what was written beside "other" follows it. */
function answerCell(question: Question, language: string): (response: Response) => Cell {
  const { id, kind } = question;
  const options = new Map(
    optionsOf(question).map((o) => [o.id, sayIn(o.text, language, language)]),
  );
  return ({ answers, texts }) => {
    if (kind === "text") return texts[id] ?? null;
    const answer = (answers[id] ?? null) as string | number | boolean | string[] | null;
    if (answer === null || (kind !== "single" && kind !== "multiple")) return answer as Cell;
    const chosen = [answer].flat().map((one) => options.get(String(one)) ?? String(one));
    return chosen.join("; ") + (texts[id] === undefined ? "" : `: ${texts[id]}`);
  };
}

function otherAttributes({ attributes }: Response, declared: readonly string[]): Cell {
  const rest = Object.entries(attributes).filter(([name]) => !declared.includes(name));
  return rest.length > 0 ? JSON.stringify(Object.fromEntries(rest)) : null;
}
