import type { CleanAnswers } from "./answers.ts";

/** JSON with sorted keys: equal content gives equal text, whatever order the client sent. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** The content of a revision: what decides between a duplicate and a conflict (CONTRACTS, Rev). */
export function contentOf({ answers, texts }: CleanAnswers, complete: boolean): string {
  return canonicalJson([answers, texts, complete]);
}
