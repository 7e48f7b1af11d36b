import { Hono } from "hono";
import { Ok } from "../../domain/wire/common.ts";
import * as wire from "../../domain/wire/workspace.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { inviteMember } from "../services/accounts/invite-member.ts";
import { listMembers } from "../services/accounts/list-members.ts";
import { removeInvite } from "../services/accounts/remove-invite.ts";
import { removeMember } from "../services/accounts/remove-member.ts";
import { saveMember } from "../services/accounts/save-member.ts";

export const members = new Hono<AppEnv>();

endpoint(
  members,
  "GET /api/v1/members",
  { summary: "Members and open invites", reply: wire.Members },
  ({ ctx, deps }) => listMembers(ctx, deps),
);

endpoint(
  members,
  "POST /api/v1/members",
  {
    summary: "Invite somebody; the link is returned when no mailer is set up",
    body: wire.InviteMember,
    reply: wire.Invited,
    status: 201,
  },
  ({ ctx, deps, body }) => inviteMember(ctx, deps, body),
);

endpoint(
  members,
  "PATCH /api/v1/members/:id",
  { summary: "Give a member another role", body: wire.SaveMember, reply: wire.Member },
  ({ ctx, deps, body, param }) => saveMember(ctx, deps, param("id"), body),
);

endpoint(
  members,
  "DELETE /api/v1/members/:id",
  { summary: "Take a member out of the workspace", reply: Ok },
  async ({ ctx, deps, param }) => {
    await removeMember(ctx, deps, param("id"));
    return { ok: true };
  },
);

endpoint(
  members,
  "DELETE /api/v1/invites/:id",
  { summary: "Take an open invite back", reply: Ok },
  async ({ ctx, deps, param }) => {
    await removeInvite(ctx, deps, param("id"));
    return { ok: true };
  },
);
