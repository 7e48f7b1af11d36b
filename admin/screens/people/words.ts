import type {
  AttributeType,
  Consent,
  Person,
  PersonDetail,
  PersonSource,
  SegmentPreview,
  Subscription,
  SuppressionReason,
} from "../../../domain/wire/people.ts";
import { fullDay } from "../../words/dates.ts";
import { count, plural } from "../../words/format.ts";
import { METRICS } from "../../words/names.ts";

export const SUBSCRIPTIONS: Record<Subscription, string> = {
  subscribed: "Subscribed",
  unsubscribed: "Unsubscribed",
  bounced: "Bounced",
  complained: "Complained",
};

export const CONSENTS: Record<Consent, string> = {
  given: "Given",
  withdrawn: "Withdrawn",
  unknown: "Unknown",
};

export const SOURCES: Record<PersonSource, string> = {
  api: "API",
  identify: "Your site, with a proof",
  import: "Import of a file",
  console: "This console",
};

/** Why an address gets no mail, after "No mail:". */
export const SUPPRESSIONS: Record<SuppressionReason, string> = {
  unsubscribed: "the person unsubscribed",
  bounced: "the mailbox refused mail",
  complained: "the person reported mail as unwanted",
  imported: "the address is on a list that was imported",
  erased: "somebody with this address was erased",
};

/** How many people there are and how many may get mail: "12,480 people, 11,902 may get mail". */
export function peopleHeadline({ n, reachable, complete }: SegmentPreview): string {
  const people = plural(n, "person", "people");
  if (!complete) return `At least ${people}, ${count(reachable)} or more may get mail`;
  const may = n === reachable ? (n === 1 ? "who may get mail" : "all may get mail") : "";
  return `${people}, ${may || `${count(reachable)} may get mail`}`;
}

/** A value of an attribute as it is read: a day as a date, true as "Yes". */
export function valueWords(value: string | number | boolean): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "number") return String(value).replace("-", "−");
  return isDay(value) ? fullDay(value) : value;
}

const isDay = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/u.test(text) && Number.isFinite(Date.parse(`${text}T00:00:00Z`));

/** What kind of value it is, for a field. */
export function typeOfValue(value: string | number | boolean): AttributeType {
  if (typeof value === "string") return isDay(value) ? "date" : "text";
  return typeof value === "number" ? "number" : "boolean";
}

const NAMES = ["name", "full_name", "display_name"];

/** How a person is called: by a name among the attributes, else undefined. */
export function nameOf({ attributes }: Pick<Person, "attributes">): string | undefined {
  const text = (key: string) => (typeof attributes[key] === "string" ? attributes[key] : undefined);
  const whole = NAMES.map(text).find(Boolean);
  const parts = [text("first_name"), text("last_name")].filter(Boolean).join(" ");
  return whole ?? (parts || undefined);
}

/** Names that are the person's, not facts about them. */
export const isName = (attribute: string): boolean =>
  [...NAMES, "first_name", "last_name"].includes(attribute);

/** Whether and why not the person may get mail. */
export function mailWords(person: Person, suppressed: PersonDetail["suppressed"]): string {
  if (person.email === null) return "There is no address to write to.";
  if (suppressed) return `No mail: ${SUPPRESSIONS[suppressed]}.`;
  if (person.subscription !== "subscribed") {
    const why = { ...SUPPRESSIONS, subscribed: "" }[person.subscription];
    return `No mail: ${why}.`;
  }
  if (person.consent === "withdrawn") return "No mail: the person withdrew consent.";
  return "May get mail.";
}

const WHAT = {
  shown: "was shown",
  sent: "was sent",
  answered: "was answered",
  dismissed: "was closed without an answer",
} as const;

/** Why a person is left alone: "Relationship NPS was answered: no survey with NPS". */
export function restWords(
  { of, surveyName, what }: PersonDetail["rests"][number],
  metric: string | undefined,
): string {
  const scope =
    of === "any"
      ? "no survey asks"
      : of === "survey"
        ? "this survey does not ask again"
        : `no other survey asks for ${metric ?? "the same score"}`;
  return `${surveyName} ${WHAT[what]}: ${scope}`;
}

export const metricOf = (answers: PersonDetail["answers"], survey: string): string | undefined => {
  const metric = answers.find((one) => one.survey === survey)?.metric;
  return metric && metric !== "none" ? METRICS[metric] : undefined;
};
