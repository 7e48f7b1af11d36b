import * as v from "valibot";
import { Line, Role, Scope, page } from "./common.ts";
import { Retention } from "./retention.ts";

const RestDays = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3650));
/** Days without any survey over a page after one was shown; without the same metric after an answer. */
export const Cooldown = v.strictObject({ shown: RestDays, metric: RestDays });

export const Workspace = v.object({
  id: v.string(),
  name: v.string(),
  zone: v.string(),
  /** Attribute names that results can be broken down by, at most 8. */
  attributes: v.array(v.string()),
  /** External ids and @domains whose answers never count. */
  team: v.array(v.string()),
  retention: Retention,
  cooldown: Cooldown,
  demo: v.boolean(),
  /** How many of its responses count by attributes declared since, 0 to 1; null: all. */
  filling: v.nullable(v.number()),
});
export type Workspace = v.InferOutput<typeof Workspace>;
export const CreateWorkspace = v.strictObject({ name: Line(80) });
export type CreateWorkspace = v.InferOutput<typeof CreateWorkspace>;
/**
 * What rollups and spans are counted by anyway: an attribute of this name would count twice. And the
 * one name that every object has.
 */
const TAKEN = new Set([
  "language",
  "device",
  "channel",
  "grade",
  "option",
  "total",
  "seen",
  "aside",
  "constructor",
]);
export const SaveWorkspace = v.strictObject({
  name: v.exactOptional(Line(80)),
  zone: v.exactOptional(Line(60)),
  attributes: v.exactOptional(
    v.pipe(
      v.array(
        v.pipe(
          v.string(),
          v.regex(/^[a-z][a-z0-9_]{0,39}$/u),
          v.check((name) => !TAKEN.has(name), "is a name that is used already"),
        ),
      ),
      v.maxLength(6),
    ),
  ),
  team: v.exactOptional(v.pipe(v.array(Line(200)), v.maxLength(100))),
  /** Replaces all of it: a kind that is left out is kept for ever. */
  retention: v.exactOptional(Retention),
  cooldown: v.exactOptional(Cooldown),
});
export type SaveWorkspace = v.InferOutput<typeof SaveWorkspace>;

export const Me = v.object({
  user: v.object({ id: v.string(), email: v.string(), name: v.string() }),
  role: Role,
  workspace: Workspace,
  workspaces: v.array(v.object({ id: v.string(), name: v.string(), role: Role })),
});
export type Me = v.InferOutput<typeof Me>;

export const Site = v.object({
  id: v.string(),
  name: v.string(),
  origins: v.array(v.string()),
  allowOpaque: v.boolean(),
  seenPage: v.nullable(v.string()),
  seenAt: v.nullable(v.number()),
  /** What devices reported: answers given up on after 30 days, */
  lost: v.number(),
  /** tries to send that failed and were repeated, */
  failed: v.number(),
  /** and requests that a page's content security policy blocked. */
  blocked: v.number(),
  /** Ids of the secrets that sign proofs of who a visitor is, oldest first; two at most. */
  proofKeys: v.array(v.string()),
  /** The tag to paste. */
  snippet: v.string(),
  /** The tag that names the code by its integrity, for regulated sites; null: not built. */
  pinned: v.nullable(v.string()),
});
export type Site = v.InferOutput<typeof Site>;
export const Sites = page(Site);
const Origin = v.pipe(
  v.string(),
  v.regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/iu, "like https://www.example.com"),
);
export const CreateSite = v.strictObject({
  name: Line(80),
  origins: v.pipe(v.array(Origin), v.maxLength(50)),
});
export type CreateSite = v.InferOutput<typeof CreateSite>;
export const SaveSite = v.strictObject({
  name: v.exactOptional(Line(80)),
  origins: v.exactOptional(v.pipe(v.array(Origin), v.maxLength(50))),
  allowOpaque: v.exactOptional(v.boolean()),
});
/** A secret for the customer's server to sign proofs with. It is shown this once. */
export const ProofKey = v.object({ kid: v.string(), secret: v.string() });
export type ProofKey = v.InferOutput<typeof ProofKey>;
export const RemoveProofKey = v.strictObject({ kid: v.pipe(v.string(), v.maxLength(100)) });
export type SaveSite = v.InferOutput<typeof SaveSite>;

export const ApiKey = v.object({
  id: v.string(),
  name: v.string(),
  prefix: v.string(),
  scopes: v.array(Scope),
  createdAt: v.number(),
  expiresAt: v.nullable(v.number()),
  usedAt: v.nullable(v.number()),
  revokedAt: v.nullable(v.number()),
});
export type ApiKey = v.InferOutput<typeof ApiKey>;
export const ApiKeys = page(ApiKey);
export const CreateApiKey = v.strictObject({
  name: Line(80),
  scopes: v.pipe(v.array(Scope), v.minLength(1)),
  /** Days until it expires; absent: never. */
  days: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650))),
});
export type CreateApiKey = v.InferOutput<typeof CreateApiKey>;
/** The secret is shown this once. */
export const CreatedApiKey = v.object({ ...ApiKey.entries, secret: v.string() });
export type CreatedApiKey = v.InferOutput<typeof CreatedApiKey>;

export const Member = v.object({
  id: v.string(),
  email: v.string(),
  name: v.string(),
  role: Role,
  joinedAt: v.number(),
});
export type Member = v.InferOutput<typeof Member>;
export const Members = v.object({
  ...page(Member).entries,
  invites: v.array(
    v.object({ id: v.string(), email: v.string(), role: Role, expiresAt: v.number() }),
  ),
});
export type Members = v.InferOutput<typeof Members>;
export const InviteMember = v.strictObject({
  email: v.pipe(v.string(), v.email(), v.maxLength(254)),
  role: Role,
});
export type InviteMember = v.InferOutput<typeof InviteMember>;
/** `link` is set when no mailer is configured: hand it over yourself. */
export const Invited = v.object({ id: v.string(), link: v.nullable(v.string()) });
export type Invited = v.InferOutput<typeof Invited>;
export const SaveMember = v.strictObject({ role: Role });
export type SaveMember = v.InferOutput<typeof SaveMember>;

export const SignIn = v.strictObject({
  email: v.pipe(v.string(), v.trim(), v.email(), v.maxLength(254)),
});
