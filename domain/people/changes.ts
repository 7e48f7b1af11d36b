import { cleanText } from "../survey/text.ts";
import type { Fault } from "../wire/issues.ts";
import type { AttributeType, Person, SavePerson, Subscription } from "../wire/people.ts";
import { MUST_BE, type Value, fitted, typeOf } from "./values.ts";

/** Attributes of one person, and names that a workspace may use in all. */
export const MOST_ATTRIBUTES = 40;
export const MOST_NAMES = 200;

/** What is written of a person: what is left out stays, null takes away. */
export type Change = {
  person: string;
  email?: string | null;
  attributes?: Record<string, Value | null>;
  language?: string | null;
  subscription?: Subscription;
  consent?: Person["consent"];
};

/** What is kept of somebody of whom nothing is kept. */
const NOBODY = {
  email: null,
  attributes: {} as Person["attributes"],
  language: null,
  subscription: "subscribed" as Subscription,
  consent: "unknown" as Person["consent"],
};
type Kept = Pick<Person, keyof typeof NOBODY>;

/**
 * What a row changes of a person, and no more: a value that is there already is no change. It may
 * unsubscribe; "subscribed" never changes anything, so that no file subscribes who said no.
 * @param types of the attributes of the workspace; a new name gets its type here, by its first value
 * @returns undefined when it changes nothing; a fault when the row must not be taken
 */
export function changeOf(
  id: string,
  row: Omit<SavePerson, "person">,
  kept: Kept | undefined,
  types: Map<string, AttributeType>,
): Change | Fault | undefined {
  const now = kept ?? NOBODY;
  const attributes = changedAttributes(row.attributes ?? {}, now.attributes, types);
  if ("field" in attributes) return attributes;
  const change: Change = {
    person: id,
    ...(row.email !== undefined && row.email !== now.email && { email: row.email }),
    ...(Object.keys(attributes.changed).length > 0 && { attributes: attributes.changed }),
    ...(row.language !== undefined && row.language !== now.language && { language: row.language }),
    ...(row.subscription === "unsubscribed" &&
      now.subscription === "subscribed" && { subscription: "unsubscribed" as const }),
    ...(row.consent !== undefined && row.consent !== now.consent && { consent: row.consent }),
  };
  for (const [name, type] of attributes.fresh) types.set(name, type);
  return kept && Object.keys(change).length === 1 ? undefined : change;
}

/** The person as a change leaves them. @param now ms UTC */
export function changed(
  change: Change,
  kept: Person | undefined,
  source: Person["source"],
  now: number,
): Person {
  const before = kept ?? { ...NOBODY, source, createdAt: now, consentAt: null };
  const { attributes = {}, ...rest } = change;
  const all = Object.entries({ ...before.attributes, ...attributes });
  return {
    ...before,
    ...rest,
    attributes: Object.fromEntries(
      all.filter((entry): entry is [string, Value] => entry[1] !== null),
    ),
    consentAt: change.consent === undefined ? before.consentAt : now,
    updatedAt: now,
  };
}

function changedAttributes(
  given: Record<string, Value | null>,
  kept: Person["attributes"],
  types: ReadonlyMap<string, AttributeType>,
): { changed: Record<string, Value | null>; fresh: [string, AttributeType][] } | Fault {
  const result: Record<string, Value | null> = {};
  const fresh: [string, AttributeType][] = [];
  let size = Object.keys(kept).length;
  for (const [name, raw] of Object.entries(given)) {
    const field = `attributes.${name}`;
    const was = Object.hasOwn(kept, name) ? kept[name] : undefined;
    const said = typeof raw === "string" ? cleanText(raw) : raw;
    // An empty text says that there is none.
    if (said === null || said === "") {
      if (was !== undefined) result[name] = null;
      if (was !== undefined) size--;
      continue;
    }
    const type = types.get(name) ?? typeOf(said);
    const value = fitted(said, type);
    if (value === undefined) return { field, message: MUST_BE[type] };
    if (!types.has(name)) fresh.push([name, type]);
    if (types.size + fresh.length > MOST_NAMES)
      return { field, message: `is one too many: at most ${MOST_NAMES} names of attributes` };
    if (was === undefined) size++;
    if (value !== was) result[name] = value;
  }
  if (size > MOST_ATTRIBUTES)
    return { field: "attributes", message: `at most ${MOST_ATTRIBUTES} attributes` };
  return { changed: result, fresh };
}
