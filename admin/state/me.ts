import { computed, signal } from "@preact/signals";
import type { Role } from "../../domain/wire/common.ts";
import type { Me } from "../../domain/wire/workspace.ts";
import { ApiError, api, setWorkspace } from "../api/client.ts";
import { recall, remember } from "./memory.ts";

/** Who is signed in. `out`: nobody; `none`: somebody without a workspace. */
export type Session =
  | { state: "asking" | "out" | "none" }
  | { state: "in"; me: Me }
  | { state: "failed"; error: unknown };

export const session = signal<Session>({ state: "asking" });

const RANK: Record<Role, number> = { viewer: 0, analyst: 1, admin: 2, owner: 3 };

/** The signed-in member. Only screens behind the sign-in read it. */
export const me = computed<Me>(() => {
  if (session.value.state !== "in") throw new Error("nobody is signed in");
  return session.value.me;
});

/** Whether the member may do what needs at least this role. */
export function may(least: Role): boolean {
  return RANK[me.value.role] >= RANK[least];
}

/** Asks the server who this is. */
export async function loadSession(): Promise<void> {
  setWorkspace(recall("workspace"));
  try {
    session.value = { state: "in", me: await api.me() };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401) session.value = { state: "out" };
    else if (error.status === 403) session.value = { state: "none" };
    else if (session.value.state !== "in") session.value = { state: "failed", error };
  }
}

/** Goes on in another workspace of the same member. */
export function switchWorkspace(id: string): void {
  remember("workspace", id);
  location.assign("/app");
}

export async function signOut(): Promise<void> {
  await api.signOut();
  remember("workspace", null);
  session.value = { state: "out" };
}
