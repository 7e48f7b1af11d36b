import * as v from "valibot";

const text = v.nullable(v.string());
const whole = v.pipe(v.number(), v.safeInteger());
const json = v.pipe(v.string(), v.check(holdsObject));

/** One revision of a response, checked and cleaned, ready to be stored. Objects stand in it as JSON. */
const Prepared = v.strictObject({
  workspace: v.string(),
  survey: v.string(),
  submission: v.string(),
  rev: whole,
  /** Hash of the canonical content. */
  content: v.string(),
  version: v.nullable(whole),
  channel: v.string(),
  state: v.string(),
  reason: text,
  score: v.nullable(whole),
  answers: json,
  texts: v.nullable(json),
  complete: v.boolean(),
  /** Days since 1970 in the workspace's zone. */
  day: whole,
  facts: json,
  language: text,
  attributes: v.nullable(json),
  person: text,
  personProven: v.nullable(v.boolean()),
  page: text,
  opaqueOrigin: v.boolean(),
  grade: text,
  clientAt: v.nullable(whole),
  tookMs: v.nullable(whole),
  /** When it counts as given, ms UTC; the past only for the API and imports. */
  at: whole,
  /** When it was accepted, ms UTC. */
  now: whole,
});
export type Prepared = v.InferOutput<typeof Prepared>;

/**
 * What waits in the queue. `wire` is its version: with other fields it is another one, and a release
 * reads those of the release before it, since messages outlive a deployment.
 */
const Queued = v.strictObject({ wire: v.literal(1), response: Prepared });

/** A message for one revision. */
export function writeQueued(response: Prepared): string {
  const message: v.InferOutput<typeof Queued> = { wire: 1, response };
  return JSON.stringify(message);
}

const QueuedText = v.pipe(v.string(), v.parseJson(), Queued);

/** The revision in a message; undefined for a foreign message or one of a version that is not known. */
export function readQueued(message: unknown): Prepared | undefined {
  const result = v.safeParse(QueuedText, message);
  return result.success ? result.output.response : undefined;
}

function holdsObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}
