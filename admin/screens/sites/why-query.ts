import type { Response } from "../../../domain/wire/responses.ts";
import type { WhyQuestion } from "../../../domain/wire/why.ts";
import type { Patch } from "../../state/location.ts";
import { instantAt } from "../../words/zoned.ts";

/** The form as its address carries it: all of it text, all of it optional but the page. */
export const FIELDS = [
  "page",
  "person",
  "device",
  "language",
  "attributes",
  "signed",
  "events",
  "at",
] as const;
export type Form = Partial<Record<(typeof FIELDS)[number], string>>;

type Attributes = NonNullable<WhyQuestion["attributes"]>;

/** The form that an address describes. */
export function formOf(query: Patch): Form {
  return Object.fromEntries(
    FIELDS.flatMap((key) => {
      const value = query[key];
      return value ? [[key, value]] : [];
    }),
  );
}

/** What an address carries of a form: fields that are empty leave it. */
export function queryOf(form: Form): Patch {
  return Object.fromEntries(FIELDS.map((key) => [key, form[key]?.trim() || undefined]));
}

/** Lines of "plan: pro" as attributes: true, false and numbers as such. Lines without a name are left out. */
export function attributesOf(lines: string): Attributes {
  const pairs = lines.split("\n").flatMap((line) => {
    const [, name, text] = /^\s*([^:=\s][^:=]*?)\s*[:=]\s*(.*?)\s*$/u.exec(line) ?? [];
    return name === undefined || text === undefined ? [] : [[name, valueOf(text)] as const];
  });
  return Object.fromEntries(pairs);
}

/** Attributes as lines of a field. */
export function linesOf(attributes: Readonly<Record<string, unknown>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join("\n");
}

function valueOf(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  // What is not written back alike, such as "007", is text.
  return text !== "" && String(Number(text)) === text ? Number(text) : text;
}

/** What the server is asked; undefined while there is no page. Signed attributes need a person. */
export function questionOf(form: Form, zone: string): WhyQuestion | undefined {
  const { page, person, device, language, attributes = "", signed = "", events = "", at } = form;
  if (!page) return undefined;
  const time = at === undefined ? undefined : instantAt(at, zone);
  const names = events.split(/[\n,]/u).flatMap((name) => name.trim() || []);
  const [claimed, proven] = [attributesOf(attributes), attributesOf(signed)];
  return {
    page: /^[a-z]+:\/\//iu.test(page) ? page : `https://${page}`,
    ...(person && { person }),
    ...(device && { device: device as NonNullable<WhyQuestion["device"]> }),
    ...(language && { language }),
    ...(Object.keys(claimed).length > 0 && { attributes: claimed }),
    ...(person && Object.keys(proven).length > 0 && { signed: proven }),
    ...(names.length > 0 && { events: names }),
    ...(time !== undefined && { at: time }),
  };
}

/** The form for the visitor whom a response is from, on the page that it came from. */
export function formFrom(response: Response): Form {
  const { person, page, language, attributes } = response;
  return {
    ...(page && { page }),
    ...(person?.verified && { person: person.id }),
    ...(language && { language }),
    ...(Object.keys(attributes).length > 0 && { attributes: linesOf(attributes) }),
  };
}
