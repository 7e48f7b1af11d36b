import * as v from "valibot";

/** Ids of workspaces, sites and surveys: a prefix and 10 base32 characters. */
const prefixed = (prefix: string) =>
  v.pipe(
    v.string(),
    v.regex(new RegExp(`^${prefix}_[a-z2-7]{10}$`, "u"), `must be a ${prefix}_ id`),
  );

export const WorkspaceId = prefixed("wk");
export const SiteId = prefixed("st");
export const SurveyId = prefixed("sv");
export const Uuid = v.pipe(v.string(), v.uuid(), v.toLowerCase());
export const QuestionId = v.pipe(v.string(), v.regex(/^q[1-9][0-9]{0,2}$/u));
export const OptionId = v.pipe(v.string(), v.regex(/^o[1-9][0-9]{0,2}$/u));

/** A name that an attribute of a visitor may have. */
export const AttributeName = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,39}$/u));

/** One short line that a person typed: a name, a label. */
export const Line = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));

/** A calendar day of the workspace, YYYY-MM-DD. */
export const Day = v.pipe(v.string(), v.isoDate());

export const Channel = v.picklist(["widget", "inline", "tab", "link", "email", "api", "import"]);
export type Channel = v.InferOutput<typeof Channel>;

export const Metric = v.picklist(["nps", "csat", "ces", "none"]);
export type Metric = v.InferOutput<typeof Metric>;

export const Role = v.picklist(["owner", "admin", "analyst", "viewer"]);
export type Role = v.InferOutput<typeof Role>;

export const Scope = v.picklist([
  "responses:write",
  "results:read",
  "people:write",
  "surveys:write",
  "themes:write",
  "admin",
]);
export type Scope = v.InferOutput<typeof Scope>;

/** Every failed request answers with this. */
export const Failure = v.object({
  error: v.object({
    code: v.string(),
    message: v.string(),
    requestId: v.string(),
    fields: v.optional(v.record(v.string(), v.string())),
  }),
});

/** A page of a list; `next` is the cursor of the page after it, or null at the end. */
export const page = <T extends v.GenericSchema>(item: T) =>
  v.object({ items: v.array(item), next: v.nullable(v.string()) });

export const Ok = v.object({ ok: v.literal(true) });
