import type { CleanAnswers } from "./answers.ts";

/** JSON with sorted keys: equal content gives equal text, whatever order the client sent. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value);
  if (entries.length > 1) entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

/** The content of a revision: what decides between a duplicate and a conflict (CONTRACTS, Rev). */
export function contentOf({ answers, texts }: CleanAnswers, complete: boolean): string {
  return canonicalJson([answers, texts, complete]);
}
