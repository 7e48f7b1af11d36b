import * as v from "valibot";
import { FORMULA } from "../../../../domain/csv/formula.ts";
import { SavePerson } from "../../../../domain/wire/people.ts";
import { type Column, ERROR_COLUMNS } from "./columns.ts";
import {
  addressOf,
  booleanOf,
  consentOf,
  dateOf,
  languageOf,
  numberOf,
  subscriptionOf,
} from "./values.ts";

/** What is wrong with a cell; `column` as the file names it, "" for the whole row. */
export type CellProblem = { column: string; message: string };
export type Converted = { person: SavePerson } | { problems: CellProblem[] };

type Options = {
  /** What an empty cell means: what is known stays, or it is taken away. */
  emptyTakesAway: boolean;
};

type Read = { value: unknown } | { wrong: string };

/** The value of a cell as the API takes it. */
function valueOf(text: string, { target, type, form }: Column): Read {
  const known = (value: unknown, wrong: string): Read =>
    value === undefined ? { wrong } : { value };
  if (target === "email") return { value: addressOf(text) };
  if (target === "language") return { value: languageOf(text) };
  if (target === "consent")
    return known(consentOf(text), "is no consent we know: given, withdrawn, yes or no");
  if (target === "subscription")
    return known(
      subscriptionOf(text, form),
      "is no subscription we know: subscribed, unsubscribed, yes or no",
    );
  if (target === "person" || type === "text") return { value: text };
  if (type === "number") return known(numberOf(text, form), "is no number");
  if (type === "boolean") return known(booleanOf(text), "is neither yes nor no");
  return known(dateOf(text, form), "is no date");
}

/** One row as a person for the API, or all that is wrong with it. */
export function convertRow(
  cells: readonly string[],
  columns: readonly Column[],
  { emptyTakesAway }: Options,
): Converted {
  if (cells.slice(columns.length).some(Boolean)) {
    const message = `has ${cells.length} cells where the header has ${columns.length}: a value may hold the separator`;
    return { problems: [{ column: "", message }] };
  }
  const person: Record<string, unknown> = {};
  const attributes: Record<string, unknown> = {};
  const problems: CellProblem[] = [];
  for (const [i, column] of columns.entries()) {
    const { target, name, head } = column;
    if (target === "skip") continue;
    const text = cells[i] ?? "";
    if (text === "") {
      if (!emptyTakesAway) continue;
      if (target === "attribute") attributes[name] = null;
      if (target === "email" || target === "language") person[target] = null;
      continue;
    }
    const read = valueOf(text, column);
    if ("wrong" in read) problems.push({ column: head, message: `“${cut(text)}” ${read.wrong}` });
    else if (target === "attribute") attributes[name] = read.value;
    else person[target] = read.value;
  }
  if (Object.keys(attributes).length > 0) person["attributes"] = attributes;
  const parsed = v.safeParse(SavePerson, person);
  if (!parsed.success) problems.push(...parsed.issues.map((issue) => problemOf(issue, columns)));
  return parsed.success && problems.length === 0 ? { person: parsed.output } : { problems };
}

type Issue = v.InferIssue<typeof SavePerson>;

function problemOf(issue: Issue, columns: readonly Column[]): CellProblem {
  const field = (issue.path ?? []).map(({ key }) => String(key)).join(".");
  if (field === "") return { column: "", message: "holds neither an id nor an e-mail address" };
  return {
    column: headOf(field, columns),
    message: `“${cut(String(issue.input))}” ${reason(issue)}`,
  };
}

function reason({ type, message, requirement }: Issue): string {
  if (type === "email") return "is no e-mail address";
  if (type === "max_length") return `is longer than ${String(requirement)} characters`;
  if (type === "regex") return "is no language tag such as de or pt-BR";
  return message;
}

/** The column that a field of a person came from: "attributes.plan" as its header in the file. */
export function headOf(field: string, columns: readonly Column[]): string {
  const [part = "", name] = field.split(".");
  const column = columns.find((one) =>
    name === undefined
      ? one.target === part || (one.target === "attribute" && one.name === part)
      : one.target === "attribute" && one.name === name,
  );
  return column?.head ?? field;
}

const cut = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/**
 * Cells of an error file of ours as they were: the apostrophe that kept a spreadsheet from running
 * them is taken off, so that a mended file can be chosen again.
 */
export function restored(cells: readonly string[], heads: readonly string[]): readonly string[] {
  if (!isErrorFile(heads)) return cells;
  return cells.map((cell) =>
    cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell,
  );
}

export const isErrorFile = (heads: readonly string[]) =>
  ERROR_COLUMNS.every((name) => heads.includes(name));
