import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Role } from "../../../domain/wire/common.ts";
import type { Members } from "../../../domain/wire/workspace.ts";
import { type Audit, auditEntry } from "../audit.ts";
import type { Db } from "../client.ts";
import { invites, members, users, workspaces } from "../schema/index.ts";
import { openInvite } from "./accounts.ts";

type Member = Members["items"][number];
type OpenInvite = Members["invites"][number];
/** What an invite's page says about it. */
export type InviteFacts = {
  id: string;
  workspace: string;
  name: string;
  email: string;
  role: Role;
};

const shape = {
  id: users.id,
  email: users.email,
  name: users.name,
  role: members.role,
  joinedAt: members.joinedAt,
};

/** Members of a workspace and the invites to it. */
export function membersRepository(db: Db) {
  const memberIs = (workspace: string, user: string) =>
    and(eq(members.workspaceId, workspace), eq(members.userId, user));
  /** True unless this member is the only owner: that one stays. */
  const ownerRemains = (workspace: string, user: string) =>
    sql`exists (select 1 from members m where m.workspace_id = ${workspace} and m.user_id = ${user} and m.role <> 'owner')
      or exists (select 1 from members m where m.workspace_id = ${workspace} and m.user_id <> ${user} and m.role = 'owner')`;
  return {
    async list(workspace: string): Promise<Member[]> {
      return db
        .select(shape)
        .from(members)
        .innerJoin(users, eq(users.id, members.userId))
        .where(eq(members.workspaceId, workspace))
        .orderBy(asc(members.joinedAt), asc(users.id));
    },

    async get(workspace: string, user: string): Promise<Member | undefined> {
      const [member] = await db
        .select(shape)
        .from(members)
        .innerJoin(users, eq(users.id, members.userId))
        .where(memberIs(workspace, user));
      return member;
    },

    /** @returns false when that would leave the workspace without an owner */
    async setRole(workspace: string, user: string, role: Role, audit: Audit): Promise<boolean> {
      const may = role === "owner" ? sql`true` : ownerRemains(workspace, user);
      const [, changed] = await db.batch([
        auditEntry(db, audit, may),
        db
          .update(members)
          .set({ role })
          .where(and(memberIs(workspace, user), sql`(${may})`))
          .returning({ user: members.userId }),
      ]);
      return changed.length > 0;
    },

    /** @returns false when that would leave the workspace without an owner */
    async remove(workspace: string, user: string, audit: Audit): Promise<boolean> {
      const may = ownerRemains(workspace, user);
      const [, removed] = await db.batch([
        auditEntry(db, audit, may),
        db
          .delete(members)
          .where(and(memberIs(workspace, user), sql`(${may})`))
          .returning({ user: members.userId }),
      ]);
      return removed.length > 0;
    },

    async invites(workspace: string, now: number): Promise<OpenInvite[]> {
      return db
        .select({
          id: invites.id,
          email: invites.email,
          role: invites.role,
          expiresAt: invites.expiresAt,
        })
        .from(invites)
        .where(
          and(
            eq(invites.workspaceId, workspace),
            isNull(invites.usedAt),
            gt(invites.expiresAt, now),
          ),
        )
        .orderBy(asc(invites.createdAt));
    },

    /** One open invite of this workspace. */
    async invite(workspace: string, id: string, now: number): Promise<OpenInvite | undefined> {
      return (await this.invites(workspace, now)).find((invite) => invite.id === id);
    },

    /** Invites an address; an older open invite of the same address stops working. */
    async addInvite(
      workspace: string,
      invite: {
        id: string;
        email: string;
        role: Role;
        hash: string;
        expiresAt: number;
        now: number;
      },
      audit: Audit,
    ): Promise<void> {
      const { hash, now, ...row } = invite;
      await db.batch([
        db
          .delete(invites)
          .where(and(eq(invites.workspaceId, workspace), openInvite(invite.email, now))),
        db
          .insert(invites)
          .values({ ...row, workspaceId: workspace, tokenHash: hash, createdAt: now }),
        auditEntry(db, audit),
      ]);
    },

    async removeInvite(workspace: string, id: string, audit: Audit): Promise<void> {
      await db.batch([
        db.delete(invites).where(and(eq(invites.workspaceId, workspace), eq(invites.id, id))),
        auditEntry(db, audit),
      ]);
    },

    /** The open invite behind a link. The hash stands for the workspace here. */
    async inviteByHash(hash: string, now: number): Promise<InviteFacts | undefined> {
      return (await openInvites(and(eq(invites.tokenHash, hash), stillOpen(now))))[0];
    },

    /** Every open invite of an address, in any workspace. */
    async invitesOf(email: string, now: number): Promise<InviteFacts[]> {
      return openInvites(openInvite(email, now));
    },

    /**
     * Uses an invite up and makes the member in one transaction; somebody who is a member already
     * keeps their role.
     * @returns false when another request was faster
     */
    async join(invite: InviteFacts, user: string, now: number, audit: Audit): Promise<boolean> {
      const open = sql`exists (select 1 from ${invites} where ${invites.id} = ${invite.id} and ${stillOpen(now)})`;
      const [, , used] = await db.batch([
        db
          .insert(members)
          .select(sql`select ${invite.workspace}, ${user}, ${invite.role}, ${now} where ${open}`)
          .onConflictDoNothing(),
        auditEntry(db, audit, open),
        db
          .update(invites)
          .set({ usedAt: now })
          .where(and(eq(invites.id, invite.id), stillOpen(now)))
          .returning({ id: invites.id }),
      ]);
      return used.length > 0;
    },
  };

  function stillOpen(now: number) {
    return and(isNull(invites.usedAt), gt(invites.expiresAt, now));
  }

  function openInvites(where: ReturnType<typeof and>): Promise<InviteFacts[]> {
    return db
      .select({
        id: invites.id,
        workspace: invites.workspaceId,
        name: workspaces.name,
        email: invites.email,
        role: invites.role,
      })
      .from(invites)
      .innerJoin(workspaces, eq(workspaces.id, invites.workspaceId))
      .where(where);
  }
}
export type MembersRepository = ReturnType<typeof membersRepository>;
