import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import Papa from "papaparse";
import { rootOf, type Theme } from "../../domain/themes/index.ts";
import type { Mention } from "../../domain/themes/types.ts";
import { command, Failure } from "../../scripts/failure.ts";
import { engineModel } from "../../tests/support/engine-model.ts";
import { verbatimsOf } from "./engine.ts";
import { emptySurvey, runOver, type Survey, type Volume, volumesOf } from "./survey.ts";

const THEMES = 20;
const QUOTES = 5;
const MOST_SUB_THEMES = 5;
/** Characters of a quote that are shown. */
const WIDTH = 160;

/**
 * `npm run themes:read -- FILE`: the largest themes of a set of texts, each with its volume, sentiment,
 * sub-themes and five quotes, for a person to judge. FILE has `label<TAB>text` or a text a line, or
 * is a CSV (`--column NAME`). `--limit N` shows as many themes, `--texts N` reads the first N texts.
 */
export async function main(): Promise<void> {
  await command(async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        limit: { type: "string", default: String(THEMES) },
        texts: { type: "string" },
        column: { type: "string" },
      },
    });
    const [file] = positionals;
    if (file === undefined) throw new Failure("Say which file: npm run themes:read -- FILE");
    const all = textsIn(file, values.column);
    const texts = values.texts === undefined ? all : all.slice(0, Number(values.texts));
    const survey = runOver(emptySurvey, verbatimsOf(texts), await engineModel());
    console.log(told(survey, texts, Number(values.limit)).join("\n"));
  });
}

/** The texts of a file, by what its lines look like. @throws Failure without any */
export function textsIn(file: string, column: string | undefined): string[] {
  if (!existsSync(file)) throw new Failure(`There is no file ${file}.`);
  const content = readFileSync(file, "utf8");
  const texts = /\.csv$/iu.test(file) ? fromCsv(content, column) : fromLines(content);
  if (texts.length === 0) throw new Failure(`${file} has no text.`);
  return texts;
}

function fromLines(content: string): string[] {
  const lines = content.split(/\r?\n/u).filter((line) => line.trim() !== "");
  return lines.map((line) => line.slice(line.indexOf("\t") + 1).trim());
}

/** Without a name, the column with most letters holds the texts. */
function fromCsv(content: string, column: string | undefined): string[] {
  const { data, meta } = Papa.parse<Record<string, string>>(content, {
    header: true,
    skipEmptyLines: true,
  });
  const names = meta.fields ?? [];
  if (column !== undefined && !names.includes(column)) {
    throw new Failure(`There is no column "${column}". There are ${names.join(", ")}.`);
  }
  const letters = (name: string) =>
    data.reduce((sum, row) => sum + (row[name] ?? "").replace(/[^\p{L}]/gu, "").length, 0);
  const name = column ?? names.toSorted((a, b) => letters(b) - letters(a))[0] ?? "";
  return data.map((row) => (row[name] ?? "").trim()).filter((text) => text !== "");
}

function told(survey: Survey, texts: readonly string[], limit: number): string[] {
  const volumes = volumesOf(survey);
  const tops = volumes.filter(({ theme }) => theme.parentId === null);
  const themed = survey.readings.filter(({ mentions }) => mentions.length > 0).length;
  return [
    `${count(texts.length)} texts, ${share(themed, texts.length)} with a theme; ${count(tops.length)} themes and ${count(volumes.length - tops.length)} sub-themes.`,
    ...tops
      .slice(0, limit)
      .flatMap((volume, place) => [
        "",
        heading(volume, place + 1, survey),
        ...subThemes(volume, volumes),
        ...quotes(volume, survey).map((quote) => `     - ${quote}`),
      ]),
  ];
}

function heading({ theme, rows }: Volume, place: number, survey: Survey): string {
  const moods = mentionsOf(theme, rows, survey).map(({ sentiment }) => sentiment);
  const of = (mood: number) => share(moods.filter((one) => one === mood).length, moods.length);
  const proposed = theme.status === "proposed" ? " (proposed)" : "";
  return `${String(place).padStart(2)}. ${theme.label}${proposed}: ${count(rows.length)} texts, ${share(rows.length, survey.verbatims.length)}; ${of(1)} positive, ${of(0)} neutral, ${of(-1)} negative`;
}

function subThemes({ theme }: Volume, volumes: readonly Volume[]): string[] {
  const own = volumes.filter((other) => other.theme.parentId === theme.id);
  if (own.length === 0) return [];
  const names = own
    .slice(0, MOST_SUB_THEMES)
    .map((sub) => `${sub.theme.label} (${count(sub.rows.length)})`);
  const more = own.length > names.length ? `, and ${own.length - names.length} more` : "";
  return [`    Within it: ${names.join(", ")}${more}`];
}

/** The texts that are most like the theme, each wording once. */
function quotes({ theme, rows }: Volume, survey: Survey): string[] {
  const fit = new Map(
    mentionsOf(theme, rows, survey).map((mention) => [mention.verbatimId, mention.similarity]),
  );
  const ranked = rows
    .flatMap((row) => survey.verbatims[row] ?? [])
    .sort((a, b) => (fit.get(b.id) ?? 0) - (fit.get(a.id) ?? 0) || a.seq - b.seq);
  const shown = new Set(ranked.map(({ text }) => shortened(text)));
  return [...shown].slice(0, QUOTES);
}

function mentionsOf(theme: Theme, rows: readonly number[], survey: Survey): Mention[] {
  const themes = new Map(survey.themes.map((one) => [one.id, one]));
  return rows.flatMap((row) => {
    const found = survey.readings[row]?.mentions.find(
      ({ matchedId }) => rootOf(matchedId, themes) === theme.id,
    );
    return found ?? [];
  });
}

function shortened(text: string): string {
  const plain = text.replace(/\s+/gu, " ");
  return plain.length <= WIDTH ? plain : `${plain.slice(0, WIDTH - 2)} …`;
}

const count = (n: number): string => n.toLocaleString("en");
const share = (n: number, of: number): string => `${Math.round((100 * n) / Math.max(of, 1))} %`;
