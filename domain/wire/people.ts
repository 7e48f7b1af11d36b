import * as v from "valibot";
import { AttributeName, Line, Metric, page } from "./common.ts";
import { AttributeRule } from "./survey.ts";

export const AttributeType = v.picklist(["text", "number", "boolean", "date"]);
export type AttributeType = v.InferOutput<typeof AttributeType>;

/** Whether the address may get mail: the person said no, the mailbox does not exist, or they complained. */
export const Subscription = v.picklist(["subscribed", "unsubscribed", "bounced", "complained"]);
export type Subscription = v.InferOutput<typeof Subscription>;

/** Whether the person agreed to be asked. `withdrawn` stops mail; `unknown` is the customer's to judge. */
export const Consent = v.picklist(["unknown", "given", "withdrawn"]);
export type Consent = v.InferOutput<typeof Consent>;

export const PersonSource = v.picklist(["api", "identify", "import", "console"]);
export type PersonSource = v.InferOutput<typeof PersonSource>;

export const SuppressionReason = v.picklist([
  "unsubscribed",
  "bounced",
  "complained",
  "imported",
  "erased",
]);
export type SuppressionReason = v.InferOutput<typeof SuppressionReason>;

/** An external id, as the customer's own system knows the person. */
export const PersonId = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
export const Email = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.email("must be an address"),
  v.maxLength(254),
);
const Value = v.union([
  v.pipe(v.string(), v.maxLength(200)),
  v.pipe(v.number(), v.finite()),
  v.boolean(),
]);
/** null takes the attribute away. */
const AttributeValues = v.pipe(
  v.record(AttributeName, v.nullable(Value)),
  v.check((a) => Object.keys(a).length <= 40, "at most 40 attributes"),
);
const Language = v.pipe(
  v.string(),
  v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/u, "must be like de or pt-BR"),
);

const known = {
  email: v.exactOptional(v.nullable(Email)),
  attributes: v.exactOptional(AttributeValues),
  language: v.exactOptional(v.nullable(Language)),
  subscription: v.exactOptional(v.picklist(["subscribed", "unsubscribed"])),
  consent: v.exactOptional(Consent),
};
/**
 * What is known of a person; what is left out stays as it is. `person` may be left out where there is
 * an address: that is then the id. An import may unsubscribe, never subscribe again who said no.
 */
export const SavePerson = v.pipe(
  v.strictObject({ person: v.exactOptional(PersonId), ...known }),
  v.check((p) => !!p.person || !!p.email, "needs a person or an email"),
);
export type SavePerson = v.InferOutput<typeof SavePerson>;

/** What is changed of one person by hand. `subscribed` undoes what an import or a bounce said, nothing else. */
export const ChangePerson = v.strictObject(known);
export type ChangePerson = v.InferOutput<typeof ChangePerson>;

/** People that one call may bring. */
export const PEOPLE_BATCH = 500;

/** A SavePerson, once it was judged. */
const Row = v.pipe(
  v.unknown(),
  v.description("A SavePerson"),
  v.examples([{ person: "u-17", email: "ana@example.com", attributes: { plan: "pro" } }]),
);

/** Each row is judged for itself: one that is wrong is told and costs the others nothing. */
export const SavePeople = v.strictObject({
  items: v.pipe(v.array(Row), v.minLength(1), v.maxLength(PEOPLE_BATCH)),
  /** import: from a file; says so in each person's history. */
  source: v.exactOptional(v.picklist(["api", "import"])),
});
export type SavePeople = v.InferOutput<typeof SavePeople>;
export const SavedPeople = v.object({
  created: v.number(),
  updated: v.number(),
  unchanged: v.number(),
  /** `index` in `items`; `field` as it was named there. */
  errors: v.array(v.object({ index: v.number(), field: v.string(), message: v.string() })),
});
export type SavedPeople = v.InferOutput<typeof SavedPeople>;

export const Person = v.object({
  person: v.string(),
  email: v.nullable(v.string()),
  attributes: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
  language: v.nullable(v.string()),
  subscription: Subscription,
  consent: Consent,
  consentAt: v.nullable(v.number()),
  source: PersonSource,
  createdAt: v.number(),
  updatedAt: v.number(),
});
export type Person = v.InferOutput<typeof Person>;
export const People = page(Person);
export type People = v.InferOutput<typeof People>;

export const PeopleQuery = v.object({
  cursor: v.optional(v.string()),
  /** The beginning of an id or an address. */
  q: v.optional(v.pipe(v.string(), v.maxLength(200))),
  segment: v.optional(v.string()),
  limit: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/u))),
});
export type PeopleQuery = v.InferOutput<typeof PeopleQuery>;

/** One person with all that happened between us. */
export const PersonDetail = v.object({
  ...Person.entries,
  /** Newest first, at most 100. */
  answers: v.array(
    v.object({
      id: v.string(),
      survey: v.string(),
      surveyName: v.string(),
      channel: v.string(),
      state: v.string(),
      score: v.nullable(v.number()),
      metric: Metric,
      text: v.nullable(v.string()),
      at: v.number(),
    }),
  ),
  invitations: v.array(
    v.object({
      id: v.string(),
      survey: v.string(),
      surveyName: v.string(),
      send: v.nullable(v.string()),
      state: v.string(),
      reason: v.nullable(v.string()),
      at: v.number(),
      dueAt: v.nullable(v.number()),
      sentAt: v.nullable(v.number()),
    }),
  ),
  /** Why they are left alone now, and until when; empty: they may be asked. */
  rests: v.array(
    v.object({
      of: v.picklist(["any", "metric", "survey"]),
      survey: v.string(),
      surveyName: v.string(),
      what: v.picklist(["shown", "sent", "answered", "dismissed"]),
      at: v.number(),
      until: v.number(),
    }),
  ),
  /** Set when the address gets no mail, and why. */
  suppressed: v.nullable(SuppressionReason),
});
export type PersonDetail = v.InferOutput<typeof PersonDetail>;

/** Every rule must hold. */
export const SegmentRules = v.strictObject({
  attributes: v.exactOptional(v.pipe(v.array(AttributeRule), v.maxLength(20))),
  /** Primary language tags. */
  languages: v.exactOptional(v.pipe(v.array(Line(10)), v.maxLength(20))),
  consent: v.exactOptional(v.pipe(v.array(Consent), v.maxLength(3))),
  /** true: only who may get mail. */
  reachable: v.exactOptional(v.boolean()),
  /** The newest counted answer to a survey with this metric lies in this band. */
  scored: v.exactOptional(
    v.strictObject({
      metric: v.picklist(["nps", "csat", "ces"]),
      min: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10)),
      max: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10)),
    }),
  ),
  /** No answer to anything in this many days. */
  silentDays: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650))),
});
export type SegmentRules = v.InferOutput<typeof SegmentRules>;

export const SaveSegment = v.strictObject({ name: Line(80), rules: SegmentRules });
export type SaveSegment = v.InferOutput<typeof SaveSegment>;
/** Rules that are not saved yet. */
export const PreviewSegment = v.strictObject({ rules: SegmentRules });
export const Segment = v.object({
  id: v.string(),
  name: v.string(),
  rules: SegmentRules,
  createdAt: v.number(),
  updatedAt: v.number(),
  /** Sends that ask it: it cannot be deleted before those are done. */
  sends: v.number(),
});
export type Segment = v.InferOutput<typeof Segment>;
export const Segments = v.object({ items: v.array(Segment), next: v.null() });
export type Segments = v.InferOutput<typeof Segments>;

/** Who a filter finds. */
export const SegmentPreview = v.object({
  n: v.number(),
  /** Of those, who may get mail. */
  reachable: v.number(),
  /** False: more people than are looked through on demand; there may be more. */
  complete: v.boolean(),
  people: v.array(Person),
});
export type SegmentPreview = v.InferOutput<typeof SegmentPreview>;

/** What people of this workspace are described by. */
export const PeopleAttributes = v.object({
  items: v.array(
    v.object({ name: v.string(), type: AttributeType, examples: v.array(v.string()) }),
  ),
});
export type PeopleAttributes = v.InferOutput<typeof PeopleAttributes>;

/** Addresses that shall get no mail; kept as keyed hashes. Safe to run twice. */
export const Suppress = v.strictObject({
  emails: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(PEOPLE_BATCH)),
});
export type Suppress = v.InferOutput<typeof Suppress>;
export const Suppressed = v.object({
  added: v.number(),
  known: v.number(),
  errors: v.array(v.object({ index: v.number(), message: v.string() })),
});
export type Suppressed = v.InferOutput<typeof Suppressed>;
/** Whether one address is suppressed; the list itself holds hashes and cannot be read. */
export const SuppressionQuery = v.object({ email: v.optional(Email) });
export const LiftSuppression = v.object({ email: Email });
export const Suppressions = v.object({
  /** How many there are, by reason; 4,000 in all are counted, more are not. */
  counts: v.record(SuppressionReason, v.number()),
  found: v.nullable(v.object({ reason: SuppressionReason, at: v.number() })),
});
export type Suppressions = v.InferOutput<typeof Suppressions>;
