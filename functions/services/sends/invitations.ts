import type { Invitations, InvitationsQuery } from "../../../domain/wire/sends.ts";
import type { TenantContext } from "../../context.ts";
import type { InvitationsRepository } from "../../db/repositories/invitations.ts";
import type { SendsRepository } from "../../db/repositories/sends.ts";
import { AppError } from "../../errors.ts";
import { storedSend } from "./read.ts";

const PAGE = 50;

/** Whom a send asks, and what became of it. @throws AppError not_found, invalid (cursor) */
export async function listInvitations(
  ctx: TenantContext,
  deps: { sends: SendsRepository; invitations: InvitationsRepository },
  send: string,
  { state, cursor }: InvitationsQuery,
): Promise<Invitations> {
  await storedSend(ctx, deps, send);
  const after = cursor === undefined ? undefined : placeOf(cursor);
  const { items, next } = await deps.invitations.list(ctx.workspace, send, state, after, PAGE);
  return {
    items,
    next: next && JSON.stringify(next),
  };
}

function placeOf(cursor: string): [string, string] {
  try {
    const place: unknown = JSON.parse(cursor);
    if (Array.isArray(place) && place.length === 2) return [String(place[0]), String(place[1])];
  } catch {
    // Told below.
  }
  throw new AppError("invalid", { fields: { cursor: "is not one of ours" } });
}
