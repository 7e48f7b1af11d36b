import type { Submission } from "../../domain/wire/ingest.ts";

type Known = Pick<Submission, "person" | "attributes" | "page">;

/** What `identify` and `set` said so far, and the page, as a submission carries them. */
export function visitor(calls: unknown[][]): Known {
  let person: unknown;
  const said: object = {};
  for (const [command, value, more] of calls) {
    if (command === "identify") person = typeof value === "string" ? { id: value } : value;
    Object.assign(said, command === "set" ? value : more);
  }
  return {
    person,
    // One attribute that the server refuses would cost the whole answer, so such ones stay behind.
    attributes: Object.fromEntries(
      Object.entries(said).filter(
        ([name, value]) =>
          /^[a-z][a-z0-9_]{0,39}$/.test(name) &&
          /^[bns]/.test(typeof value) &&
          `${value}`.length < 201,
      ),
    ),
    page: (location.origin + location.pathname).slice(0, 2e3),
  } as Known;
}
