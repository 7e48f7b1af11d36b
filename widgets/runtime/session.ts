import type { Answers, Submission } from "../../domain/wire/ingest.ts";
import { json } from "./json.ts";
import { put } from "./outbox.ts";
import { uuid7 } from "./uuid.ts";

/** What a page told about its visitor. Attribute names and values are the page's own. */
export type Visitor = { person?: Submission["person"]; attributes?: { [name: string]: unknown } };

/** Global Privacy Control: then only the chosen answer is sent, and nothing beside it. */
export const gpc = (): unknown =>
  (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl;

/** Commits the answers so far. False: kept for later. Undefined: nothing new to say. */
export type Session = (answers: Answers, complete: boolean) => Promise<boolean> | undefined;

/**
 * One response in the making: one submission id, one revision for each committed step.
 * @param visitor asked at each step
 */
export function createSession(
  host: string,
  base: Pick<Submission, "site" | "survey" | "v" | "channel" | "lang">,
  visitor: () => Visitor,
): Session {
  const shown = Date.now();
  const submission = uuid7(shown, crypto.getRandomValues(new Uint8Array(18)));
  let rev = 0;
  let last: string;
  return (answers, complete) => {
    if (last === (last = json([answers, complete]))) return undefined;
    const at = Date.now();
    const { person, attributes = {} } = gpc() ? {} : visitor();
    return put(host, {
      wire: 1,
      ...base,
      submission,
      rev: rev++,
      answers,
      complete,
      at,
      ms: at - shown,
      attributes: acceptable(attributes),
      ...(!gpc() && { page: (location.origin + location.pathname).slice(0, 2e3) }),
      ...(person && { person }),
    });
  };
}

/** One attribute that the server refuses would cost the whole answer, so such ones stay behind. */
function acceptable(attributes: object): NonNullable<Submission["attributes"]> {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(
        ([name, value]) =>
          /^[a-z][a-z0-9_]{0,39}$/.test(name) &&
          (value === !!value || Number.isFinite(value) || (typeof value === "string" && value.length < 201)),
      )
      .slice(0, 40),
  );
}
