import * as v from "valibot";
import { AttributeName, Line, SurveyId, Uuid, page } from "./common.ts";
import { Email, PersonId } from "./people.ts";
import { AttributeRule, Words } from "./survey.ts";

/**
 * made: links for somebody else's mail tool. planned: waits for its time. sending: committed before
 * hand-over. accepted: the mailer took it. unknown: we died between; never sent again by itself.
 */
export const InvitationState = v.picklist([
  "made",
  "planned",
  "sending",
  "accepted",
  "failed",
  "unknown",
  "skipped",
  "cancelled",
  "bounced",
]);
export type InvitationState = v.InferOutput<typeof InvitationState>;

/** Why an invitation was not mailed. */
export const SkipReason = v.picklist([
  "no_address",
  "suppressed",
  "unsubscribed",
  "consent_withdrawn",
  "cool_down",
  "answered",
  "rule",
  "survey_stopped",
  "same_address",
  "team",
]);
export type SkipReason = v.InferOutput<typeof SkipReason>;

/**
 * draft: nothing happens. live: enrols and mails as planned. paused: nothing goes out until it is
 * resumed. done: everybody was asked. cancelled: what was still planned is not sent.
 */
export const SendState = v.picklist(["draft", "live", "paused", "done", "cancelled"]);
export type SendState = v.InferOutput<typeof SendState>;

export const Audience = v.variant("of", [
  v.strictObject({ of: v.literal("everyone") }),
  v.strictObject({ of: v.literal("segment"), segment: v.string() }),
  v.strictObject({
    of: v.literal("people"),
    people: v.pipe(v.array(PersonId), v.minLength(1), v.maxLength(500)),
  }),
]);
export type Audience = v.InferOutput<typeof Audience>;

/** The words of a mail. `{{name}}` stands for an attribute of the person, `{{name|there}}` with what stands in where it is missing. */
export const Letter = v.strictObject({
  subject: Words,
  /** Shown by mail programs beside the subject. */
  preview: v.exactOptional(Words),
  intro: Words,
  /** Under the scale. */
  closing: v.exactOptional(Words),
  /** The subject of reminders; else the subject. */
  reminder: v.exactOptional(Words),
});
export type Letter = v.InferOutput<typeof Letter>;

const Hour = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24));
/** When mail may go out, in the workspace's zone. */
const hours = {
  /** 1 Monday to 7 Sunday. */
  weekdays: v.pipe(
    v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))),
    v.minLength(1),
    v.maxLength(7),
  ),
  /** From this hour, until before that one. */
  from: Hour,
  to: Hour,
};

export const OncePlan = v.strictObject({
  kind: v.literal("once"),
  /** ms UTC; null: as soon as it is started. */
  at: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
});
export const AutopilotPlan = v.pipe(
  v.strictObject({
    kind: v.literal("autopilot"),
    /** Everybody of the audience is asked once in this many months, spread evenly. */
    months: v.picklist([1, 3, 6, 12]),
    /** Asked again every period (true), or once (false). */
    again: v.boolean(),
    ...hours,
  }),
  v.check(({ from, to }) => from < to, "must end after it begins"),
);
export const TriggerPlan = v.pipe(
  v.strictObject({
    kind: v.literal("trigger"),
    event: AttributeName,
    /** Days after the event, at the first moment of the window. */
    days: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(365)),
    /** Not sent when all of these hold of the person at that time. */
    unless: v.exactOptional(v.pipe(v.array(AttributeRule), v.minLength(1), v.maxLength(10))),
    ...hours,
  }),
  v.check(({ from, to }) => from < to, "must end after it begins"),
);
export const SendPlan = v.union([OncePlan, AutopilotPlan, TriggerPlan]);
export type SendPlan = v.InferOutput<typeof SendPlan>;
export type AutopilotPlan = v.InferOutput<typeof AutopilotPlan>;
export type TriggerPlan = v.InferOutput<typeof TriggerPlan>;

const Reminders = v.pipe(
  v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(25))),
  v.maxLength(3),
);

export const SaveSend = v.strictObject({
  name: Line(80),
  audience: Audience,
  letter: Letter,
  plan: SendPlan,
  /** Days after the mail before. */
  reminders: Reminders,
});
export type SaveSend = v.InferOutput<typeof SaveSend>;
export const CreateSend = v.strictObject({ survey: SurveyId, ...SaveSend.entries });
export type CreateSend = v.InferOutput<typeof CreateSend>;

export const Send = v.object({
  id: v.string(),
  survey: v.string(),
  surveyName: v.string(),
  name: v.string(),
  state: SendState,
  audience: Audience,
  letter: Letter,
  plan: SendPlan,
  reminders: v.array(v.number()),
  /** Invitations by state. */
  counts: v.record(InvitationState, v.number()),
  /** Why invitations were skipped or failed. */
  reasons: v.record(v.string(), v.number()),
  /** Mails that were accepted and have not come back within 72 hours, by whole days. */
  delivered: v.number(),
  /** Accepted invitations with an answer that counts, and with one that is suspect. */
  answered: v.number(),
  suspect: v.number(),
  /** Whether it still looks through its audience. */
  enrolling: v.boolean(),
  createdAt: v.number(),
  updatedAt: v.number(),
});
export type Send = v.InferOutput<typeof Send>;
export const Sends = page(Send);
export type Sends = v.InferOutput<typeof Sends>;
export const SendsQuery = v.object({
  survey: v.optional(v.string()),
  cursor: v.optional(v.string()),
});
export type SendsQuery = v.InferOutput<typeof SendsQuery>;

/** start: draft to live. cancel: what is planned is not sent; undone by start while it was just cancelled. */
export const MoveSend = v.strictObject({ to: v.picklist(["live", "paused", "cancelled"]) });
export type MoveSend = v.InferOutput<typeof MoveSend>;

/** To oneself: the mail as it will look, with links that count nothing. */
export const TestSend = v.strictObject({ to: Email, language: v.exactOptional(v.string()) });
export type TestSend = v.InferOutput<typeof TestSend>;

/** What a fortnight will bring, by day of the workspace. */
export const SendOutlook = v.object({
  days: v.array(
    v.object({
      day: v.string(),
      /** Invitations that are planned, and those that enrolling will add, as far as can be told. */
      planned: v.number(),
      expected: v.number(),
      reminders: v.number(),
      /** What the daily cap leaves; null: no cap. */
      room: v.nullable(v.number()),
    }),
  ),
});
export type SendOutlook = v.InferOutput<typeof SendOutlook>;

export const Invitation = v.object({
  id: v.string(),
  person: v.nullable(v.string()),
  email: v.nullable(v.string()),
  state: InvitationState,
  reason: v.nullable(v.string()),
  dueAt: v.nullable(v.number()),
  sentAt: v.nullable(v.number()),
  reminders: v.number(),
  bouncedAt: v.nullable(v.number()),
  complainedAt: v.nullable(v.number()),
  score: v.nullable(v.number()),
  grade: v.nullable(v.picklist(["confirmed", "probable", "suspect"])),
});
export type Invitation = v.InferOutput<typeof Invitation>;
export const Invitations = page(Invitation);
export type Invitations = v.InferOutput<typeof Invitations>;
export const InvitationsQuery = v.object({
  state: v.optional(InvitationState),
  cursor: v.optional(v.string()),
});
export type InvitationsQuery = v.InferOutput<typeof InvitationsQuery>;

/** What becomes of leftovers of a crash: sent again (it may be the second time), or left. */
export const SettleUnknown = v.strictObject({
  ids: v.pipe(v.array(Uuid), v.minLength(1), v.maxLength(200)),
  as: v.picklist(["accepted", "again"]),
});
export type SettleUnknown = v.InferOutput<typeof SettleUnknown>;

/** Links for somebody else's mail tool: one invitation each. `key` makes a repeat give the same links. */
export const CreateInvitations = v.strictObject({
  survey: SurveyId,
  items: v.pipe(
    v.array(
      v.strictObject({
        key: Line(100),
        person: v.exactOptional(PersonId),
        email: v.exactOptional(Email),
        language: v.exactOptional(v.string()),
        attributes: v.exactOptional(v.record(AttributeName, v.pipe(v.string(), v.maxLength(200)))),
      }),
    ),
    v.minLength(1),
    v.maxLength(200),
  ),
});
export type CreateInvitations = v.InferOutput<typeof CreateInvitations>;
export const CreatedInvitations = v.object({
  items: v.array(
    v.object({
      key: v.string(),
      id: v.string(),
      /** One for each value of the scale, lowest first; `link` has none chosen; `trap` belongs into the mail unseen. */
      links: v.array(v.string()),
      link: v.string(),
      trap: v.string(),
      unsubscribe: v.string(),
      expiresAt: v.number(),
    }),
  ),
});
export type CreatedInvitations = v.InferOutput<typeof CreatedInvitations>;

/** Something that happened to a person in the customer's own system. `id` makes a repeat one event. */
export const TrackEvents = v.strictObject({
  items: v.pipe(
    v.array(
      v.strictObject({
        id: Line(100),
        person: PersonId,
        event: AttributeName,
        /** ms UTC; at most 30 days ago, never in the future. */
        at: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
      }),
    ),
    v.minLength(1),
    v.maxLength(500),
  ),
});
export type TrackEvents = v.InferOutput<typeof TrackEvents>;
export const TrackedEvents = v.object({
  /** Invitations that the events brought. */
  planned: v.number(),
  known: v.number(),
  errors: v.array(v.object({ index: v.number(), message: v.string() })),
});
export type TrackedEvents = v.InferOutput<typeof TrackedEvents>;

/** Mail that came back, or that its reader marked as spam. By invitation id (our Message-ID holds it) or address. */
export const ReportBounces = v.strictObject({
  items: v.pipe(
    v.array(
      v.strictObject({
        invitation: v.exactOptional(Uuid),
        email: v.exactOptional(Email),
        /** hard: the mailbox does not exist. soft: it was full or away. */
        kind: v.picklist(["hard", "soft", "complaint"]),
        at: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
      }),
    ),
    v.minLength(1),
    v.maxLength(500),
  ),
});
export type ReportBounces = v.InferOutput<typeof ReportBounces>;
export const ReportedBounces = v.object({ noted: v.number(), unknown: v.number() });
export type ReportedBounces = v.InferOutput<typeof ReportedBounces>;
