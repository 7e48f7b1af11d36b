/**
 * Answers as a listener hears them, by question id, spelled out for a package without dependencies.
 * Null: declined. A test holds it against domain/wire/ingest.
 */
export type Answers = {
  [question: string]:
    | number
    | boolean
    | string
    | (string | { id: string; text: string })[]
    | { id: string; text: string }
    | null;
};
