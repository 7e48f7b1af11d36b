import type { Submission } from "../../domain/wire/ingest.ts";

type Known = Pick<Submission, "person" | "attributes" | "page">;

/** What `identify` and `set` said so far, and the page, as a submission carries them. */
export function visitor(calls: unknown[][]): Known {
  let person: unknown;
  // The server leaves out what cannot be an attribute.
  const attributes = {};
  for (const [command, value, more] of calls) {
    if (command === "identify") person = typeof value === "string" ? { id: value } : value;
    Object.assign(attributes, command === "set" ? value : more);
  }
  return { person, attributes, page: location.origin + location.pathname } as Known;
}
