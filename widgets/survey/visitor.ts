import type { Attributes } from "../loader/global.ts";

/** Who the visitor is: claimed by an id, or signed by the customer's server. */
type Person = { id?: string; proof?: string };

export type Visitor = { person?: Person; attributes: Attributes };

/** What `identify` and `set` said so far. */
export function visitor(calls: unknown[][]): Visitor {
  let person: Person | undefined;
  // The server leaves out what cannot be an attribute.
  const attributes: Attributes = {};
  for (const [command, value, more] of calls) {
    if (command === "identify")
      person = typeof value === "string" ? { id: value } : (value as Person);
    Object.assign(attributes, command === "set" ? value : more);
  }
  return { person: person!, attributes };
}
