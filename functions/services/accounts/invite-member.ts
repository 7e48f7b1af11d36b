import { DAY_MS } from "../../../domain/time/days.ts";
import type { Mailer } from "../../adapters/mailer/mailer.ts";
import type { InviteMember, Invited } from "../../../domain/wire/workspace.ts";
import type { TenantContext } from "../../context.ts";
import type { MembersRepository } from "../../db/repositories/members.ts";
import type { WorkspacesRepository } from "../../db/repositories/workspaces.ts";
import { AppError, found } from "../../errors.ts";
import { newSecret, sha256 } from "../../secrets.ts";
import { auditOf } from "../audit.ts";
import { emailOf } from "./email.ts";
import { inviteLetter } from "./letters.ts";
import { checkPower } from "./owners.ts";
import { linkTo } from "./sign-in-link.ts";

const INVITE_MS = 7 * DAY_MS;

/**
 * Invites an address. The link goes by mail; it is returned only when no mailer delivers.
 * @throws AppError forbidden, taken when the address is a member's
 */
export async function inviteMember(
  ctx: TenantContext,
  deps: {
    members: MembersRepository;
    workspaces: WorkspacesRepository;
    mailer: Mailer;
    settings: { PUBLIC_ORIGIN: string };
  },
  given: InviteMember,
): Promise<Invited> {
  checkPower(ctx.actor, given.role);
  const email = emailOf(given.email);
  const [workspace, members] = await Promise.all([
    deps.workspaces.get(ctx.workspace),
    deps.members.list(ctx.workspace),
  ]);
  if (members.some((member) => member.email === email)) {
    throw new AppError("taken", { fields: { email: "is a member already" } });
  }
  const id = ctx.newId();
  const token = newSecret(ctx.random);
  await deps.members.addInvite(
    ctx.workspace,
    {
      id,
      email,
      role: given.role,
      hash: await sha256(token),
      expiresAt: ctx.now + INVITE_MS,
      now: ctx.now,
    },
    auditOf(ctx, "member.invite", id, { role: given.role }),
  );
  const link = linkTo(deps.settings, "invite", token);
  ctx.defer(deps.mailer.send(inviteLetter(ctx, email, link, found(workspace).name)));
  return { id, link: deps.mailer.delivers ? null : link };
}
