import * as v from "valibot";
import { type Fault, sayIssue } from "./issues.ts";
import { Email, SavePerson } from "./people.ts";

/** One row of an import or a call: the person it means, or the first thing that is wrong with it. */
export function judgePerson(item: unknown): SavePerson | Fault {
  const result = v.safeParse(SavePerson, item, { abortEarly: true });
  if (result.success) return result.output;
  const { field, message } = sayIssue(result.issues[0]);
  return { field: field === "body" ? "person" : field, message };
}

/** An address in the spelling that is stored; undefined for a text that is none. */
export function judgeEmail(text: string): string | undefined {
  const result = v.safeParse(Email, text);
  return result.success ? result.output : undefined;
}
