import type { Submission } from "../../domain/wire/ingest.ts";

/** What `identify` and `set` said so far, and the page, as a submission carries them. */
export function visitor(calls: unknown[][]): Pick<Submission, "person" | "attributes" | "page"> {
  const known: { person?: NonNullable<Submission["person"]> } = {};
  const said: object = {};
  for (const [command, value, more] of calls) {
    const named = command === "identify";
    if (named) known.person = (typeof value === "object" ? value : { id: `${value}` }) as typeof known.person & {};
    Object.assign(said, named ? more : command === "set" && value);
  }
  return {
    ...known,
    // One attribute that the server refuses would cost the whole answer, so such ones stay behind.
    attributes: Object.fromEntries(
      Object.entries(said).filter(
        ([name, value]) =>
          /^(?!consent$)[a-z][a-z0-9_]{0,39}$/.test(name) &&
          (value === !!value || Number.isFinite(value) || (typeof value === "string" && value.length < 201)),
      ),
    ),
    page: (location.origin + location.pathname).slice(0, 2e3),
  };
}
