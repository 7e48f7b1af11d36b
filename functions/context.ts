import type { Role, Scope } from "../domain/wire/common.ts";

/** What every service may use of the world around it. Time, ids and randomness come from here. */
export type Context = {
  /** ms UTC, fixed for the request. */
  now: number;
  /** ms that have passed since then. */
  elapsed: () => number;
  requestId: string;
  /** A new UUIDv7. */
  newId: () => string;
  random: (bytes: number) => Uint8Array;
  /** Lets work go on after the reply. */
  defer: (work: Promise<unknown>) => void;
};

/** Who acts: a member by session, a key by its scopes, or the system (a cron, the setup). */
export type Actor =
  | { kind: "member"; id: string; role: Role }
  | { kind: "key"; id: string; scopes: readonly Scope[] }
  | { kind: "system"; id: string };

/** A context bound to one workspace: the only way to reach its data. */
export type TenantContext = Context & { workspace: string; actor: Actor };
