import type { AttributeType, Consent, Person } from "../../../domain/wire/people.ts";
import type { PersonChange } from "../../api/people.ts";
import { numberOf } from "./import/values.ts";
import { typeOfValue } from "./words.ts";

/** What stands in the fields of the form, all as text. */
export type Draft = {
  email: string;
  language: string;
  consent: Consent;
  attributes: Readonly<Record<string, string>>;
  types: Readonly<Record<string, AttributeType>>;
};

export function draftOf({ email, language, consent, attributes }: Person): Draft {
  const entries = Object.entries(attributes);
  return {
    email: email ?? "",
    language: language ?? "",
    consent,
    attributes: Object.fromEntries(entries.map(([name, value]) => [name, String(value)])),
    types: Object.fromEntries(entries.map(([name, value]) => [name, typeOfValue(value)])),
  };
}

/** What a form changes of a person, and what is wrong with it by field. */
export function changeOf(
  person: Person,
  draft: Draft,
): { change: PersonChange; wrong: Record<string, string> } {
  const wrong: Record<string, string> = {};
  const attributes: Record<string, string | number | boolean | null> = {};
  for (const name of Object.keys(person.attributes))
    if (!Object.hasOwn(draft.attributes, name)) attributes[name] = null;
  for (const [name, text] of Object.entries(draft.attributes)) {
    const was = person.attributes[name];
    if (was !== undefined && text === String(was)) continue;
    const value = valueOf(text.trim(), draft.types[name] ?? "text");
    if (value === undefined) wrong[`attributes.${name}`] = "A number such as 12.5.";
    else if (value !== null || was !== undefined) attributes[name] = value;
  }
  const [email, language] = [draft.email.trim(), draft.language.trim()];
  if (email !== "" && !/^[^\s@]+@[^\s@]+$/u.test(email))
    wrong["email"] = "This is no e-mail address.";
  if (language !== "" && !/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?$/u.test(language))
    wrong["language"] = "A tag such as de or pt-BR.";
  return {
    wrong,
    change: {
      ...(email !== (person.email ?? "") && { email: email || null }),
      ...(language !== (person.language ?? "") && { language: language || null }),
      ...(draft.consent !== person.consent && { consent: draft.consent }),
      ...(Object.keys(attributes).length > 0 && { attributes }),
    },
  };
}

/** What takes a change back. */
export function undoOf(person: Person, change: PersonChange): PersonChange {
  return {
    ...("email" in change && { email: person.email }),
    ...("language" in change && { language: person.language }),
    ...("consent" in change && { consent: person.consent }),
    ...(change.attributes && {
      attributes: Object.fromEntries(
        Object.keys(change.attributes).map((name) => [name, person.attributes[name] ?? null]),
      ),
    }),
  };
}

/** @returns null for nothing, undefined for what does not fit the type */
function valueOf(text: string, type: AttributeType): string | number | boolean | null | undefined {
  if (text === "") return null;
  if (type === "number") return numberOf(text, "plain");
  return type === "boolean" ? text === "true" : text;
}
