import * as v from "valibot";
import { page } from "./common.ts";

/** Whom to erase: an external id, an address, or both where they are the same person's. */
export const EraseSubject = v.pipe(
  v.strictObject({
    person: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
    email: v.exactOptional(v.pipe(v.string(), v.trim(), v.email(), v.maxLength(254))),
  }),
  v.check((s) => s.person !== undefined || s.email !== undefined, "needs a person or an email"),
);
export type EraseSubject = v.InferOutput<typeof EraseSubject>;

/** What an erasure would remove now. */
export const ErasePreview = v.object({
  /** People as they are known, by the id or the address. */
  people: v.number(),
  responses: v.number(),
  invitations: v.number(),
  mails: v.number(),
  /** Surveys that remember when they asked the person. */
  asks: v.number(),
  /** False: more rows than are counted on demand; there may be more. */
  complete: v.boolean(),
});
export type ErasePreview = v.InferOutput<typeof ErasePreview>;

/** An erasure that was asked for. Whom it was about is kept as a keyed hash and never shown. */
export const Erasure = v.object({
  id: v.string(),
  kind: v.picklist(["person", "email"]),
  requestedBy: v.string(),
  at: v.number(),
  /** Rows removed, by kind; empty while it is under way. */
  removed: v.record(v.string(), v.number()),
});
export const Erasures = page(Erasure);
export type Erasures = v.InferOutput<typeof Erasures>;
export const ErasuresQuery = v.object({ cursor: v.optional(v.string()) });

/** `done` false: the rest is removed in the background. */
export const Erased = v.object({
  id: v.string(),
  done: v.boolean(),
  removed: v.record(v.string(), v.number()),
});
export type Erased = v.InferOutput<typeof Erased>;
