import * as v from "valibot";

/** Body of POST /api/v1/setup, for whoever runs the installation. */
export const Setup = v.strictObject({
  token: v.pipe(v.string(), v.maxLength(500)),
  /** Address of the first owner; absent: a made-up one that only sign-in links reach. */
  email: v.exactOptional(v.pipe(v.string(), v.trim(), v.email(), v.maxLength(254))),
  /** Loads the sample data, one slice a call: send `cursor` back until `done`. */
  demo: v.exactOptional(v.boolean()),
  cursor: v.exactOptional(v.pipe(v.string(), v.maxLength(500))),
  /** Asks for a fresh sign-in link. */
  signIn: v.exactOptional(v.boolean()),
});
export type Setup = v.InferOutput<typeof Setup>;

const DemoSurvey = v.object({
  id: v.string(),
  slug: v.string(),
  score: v.string(),
  text: v.string(),
});
/** What the sample workspace offers to whoever tries the product. */
export const DemoOffer = v.object({
  siteKey: v.string(),
  apiKey: v.string(),
  surveys: v.object({ nps: DemoSurvey, csat: DemoSurvey, ces: DemoSurvey }),
  oneClick: v.array(v.string()),
});
export type DemoOffer = v.InferOutput<typeof DemoOffer>;

/** `signInUrl` works once, for a day; it is given at the first setup and when asked for. */
export const SetupReply = v.object({
  done: v.boolean(),
  cursor: v.exactOptional(v.string()),
  /** 0 to 1. */
  progress: v.exactOptional(v.number()),
  signInUrl: v.exactOptional(v.string()),
  demo: v.exactOptional(DemoOffer),
});
export type SetupReply = v.InferOutput<typeof SetupReply>;

/** Body of POST /api/v1/setup/rebuild: counters of everything, or of one workspace or survey. */
export const Rebuild = v.strictObject({
  token: Setup.entries.token,
  workspace: v.exactOptional(v.pipe(v.string(), v.maxLength(50))),
  survey: v.exactOptional(v.pipe(v.string(), v.maxLength(50))),
  /** Of the reply before: call again until it is done. */
  id: v.exactOptional(v.pipe(v.string(), v.uuid())),
});
export type Rebuild = v.InferOutput<typeof Rebuild>;

export const RebuildReply = v.object({
  /** null: another check is under way and ends first; call again. */
  id: v.nullable(v.string()),
  done: v.boolean(),
  /** Surveys that are still to be looked at. */
  left: v.number(),
  figures: v.record(v.string(), v.number()),
});
export type RebuildReply = v.InferOutput<typeof RebuildReply>;
