import * as v from "valibot";
import { Line } from "./common.ts";
import { Email } from "./people.ts";
import { Letter } from "./sends.ts";

/** Who mail comes from, and how much of it. */
export const MailSettings = v.strictObject({
  fromName: Line(80),
  from: Email,
  replyTo: v.exactOptional(Email),
  /** The postal address in the footer, which the law of most countries asks for. */
  address: v.pipe(v.string(), v.trim(), v.minLength(5), v.maxLength(300)),
  /** Mails a day of the workspace, reminders among them. */
  dailyCap: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)),
  /**
   * A new sending domain begins small: the first day of the workspace, YYYY-MM-DD, on which 50 go out;
   * half as many again each day until the cap. Absent: no warm-up.
   */
  warmUp: v.exactOptional(v.pipe(v.string(), v.isoDate())),
  /** Selectors of the DKIM keys that sign for the domain. */
  selectors: v.exactOptional(
    v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z0-9._-]{1,63}$/iu))), v.maxLength(4)),
  ),
  /** Host whose SPF the mail relay asks to include. */
  spf: v.exactOptional(v.pipe(v.string(), v.regex(/^[a-z0-9._-]{1,253}$/iu))),
});
export type MailSettings = v.InferOutput<typeof MailSettings>;

/** `kind`: how mail leaves this installation. */
export const Mailing = v.object({
  settings: v.nullable(MailSettings),
  kind: v.picklist(["outbox", "smtp", "http", "binding", "none"]),
  /** Whether mail reaches people. */
  delivers: v.boolean(),
  /** What may go out today, and what has. */
  today: v.object({ cap: v.nullable(v.number()), sent: v.number() }),
});
export type Mailing = v.InferOutput<typeof Mailing>;

/** One DNS record: what it should say, what it says now, whether that will do. */
export const DnsRecord = v.object({
  what: v.picklist(["spf", "dkim", "dmarc", "mx"]),
  name: v.string(),
  type: v.picklist(["TXT", "CNAME", "MX"]),
  /** To paste; null where only the relay can say it. */
  value: v.nullable(v.string()),
  found: v.array(v.string()),
  state: v.picklist(["ok", "missing", "wrong", "unknown"]),
  /** A sentence: what is wrong and what to do. */
  note: v.string(),
});
export type DnsRecord = v.InferOutput<typeof DnsRecord>;
export const Deliverability = v.object({
  domain: v.string(),
  records: v.array(DnsRecord),
  /** Whether From aligns with what SPF or DKIM sign, as DMARC asks. */
  aligned: v.picklist(["yes", "no", "unknown"]),
  at: v.number(),
});
export type Deliverability = v.InferOutput<typeof Deliverability>;

/** A mail as it would look. */
export const PreviewMail = v.strictObject({
  letter: Letter,
  language: v.exactOptional(v.string()),
  /** Whose attributes stand in; absent: a made-up person. */
  person: v.exactOptional(v.string()),
});
export type PreviewMail = v.InferOutput<typeof PreviewMail>;
export const MailPreview = v.object({
  subject: v.string(),
  html: v.string(),
  text: v.string(),
  /** Bytes of the HTML as it is sent. */
  bytes: v.number(),
  languages: v.array(v.string()),
  /** What mail programs are known to do badly with it: rules of Outlook's engine, not tested there. */
  warnings: v.array(v.string()),
});
export type MailPreview = v.InferOutput<typeof MailPreview>;

/** The block for somebody else's mail tool: HTML with its merge tags in the place of links. */
export const MergeTool = v.picklist(["mailchimp", "klaviyo", "hubspot", "salesforce", "plain"]);
export type MergeTool = v.InferOutput<typeof MergeTool>;
export const MergeQuery = v.object({
  tool: v.optional(MergeTool),
  language: v.optional(v.string()),
});
export const MergeBlock = v.object({
  html: v.string(),
  text: v.string(),
  /** The fields that the tool must hold for each person, and what the API gives for them. */
  tags: v.array(v.object({ tag: v.string(), field: v.string(), means: v.string() })),
});
export type MergeBlock = v.InferOutput<typeof MergeBlock>;
