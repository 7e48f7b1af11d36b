import { and, asc, eq, gt, isNull, or, sql } from "drizzle-orm";
import type { Role, Scope } from "../../../domain/wire/common.ts";
import type { Db } from "../client.ts";
import {
  apiKeys,
  invites,
  members,
  sessions,
  users,
  verifications,
  workspaces,
} from "../schema/index.ts";

/** A session row to be: `hash` is the SHA-256 of the token that the browser gets. */
export type NewSession = { id: string; hash: string; user: string; expiresAt: number };

const MINUTE = 60_000;

/**
 * People, their sessions and sign-in links. These belong to a person, not to a workspace, so this is
 * the one repository whose methods take no workspace: it is what finds out which one a caller has.
 */
export function accountsRepository(db: Db) {
  return {
    /** The live key with this hash. Its last use is written at most once a minute. */
    async actorOfKey(
      hash: string,
      now: number,
    ): Promise<{ workspace: string; id: string; scopes: Scope[] } | undefined> {
      const [key] = await db
        .select({
          workspace: apiKeys.workspaceId,
          id: apiKeys.id,
          scopes: apiKeys.scopes,
          usedAt: apiKeys.usedAt,
        })
        .from(apiKeys)
        .where(
          and(
            eq(apiKeys.hash, hash),
            isNull(apiKeys.revokedAt),
            or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
          ),
        );
      if (!key) return undefined;
      const { usedAt, ...actor } = key;
      if (usedAt === null || usedAt <= now - MINUTE) {
        await db.update(apiKeys).set({ usedAt: now }).where(eq(apiKeys.id, key.id));
      }
      return actor;
    },

    /** The member behind a session, in the wanted workspace or in the one joined first. */
    async actorOfSession(
      hash: string,
      wantedWorkspace: string | undefined,
      now: number,
    ): Promise<{ workspace: string; user: string; role: Role } | undefined> {
      const [member] = await db
        .select({ workspace: members.workspaceId, user: members.userId, role: members.role })
        .from(sessions)
        .innerJoin(members, eq(members.userId, sessions.userId))
        .where(
          and(
            eq(sessions.token, hash),
            gt(sessions.expiresAt, new Date(now)),
            wantedWorkspace === undefined ? undefined : eq(members.workspaceId, wantedWorkspace),
          ),
        )
        .orderBy(asc(members.joinedAt), asc(members.workspaceId))
        .limit(1);
      return member;
    },

    /** The person behind a session, member of a workspace or not. */
    async userOfSession(
      hash: string,
      now: number,
    ): Promise<{ id: string; email: string } | undefined> {
      const [user] = await db
        .select({ id: users.id, email: users.email })
        .from(sessions)
        .innerJoin(users, eq(users.id, sessions.userId))
        .where(and(eq(sessions.token, hash), gt(sessions.expiresAt, new Date(now))));
      return user;
    },

    async userByEmail(email: string): Promise<{ id: string } | undefined> {
      const [user] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
      return user;
    },

    async user(id: string): Promise<{ id: string; email: string; name: string } | undefined> {
      const [user] = await db
        .select({ id: users.id, email: users.email, name: users.name })
        .from(users)
        .where(eq(users.id, id));
      return user;
    },

    async workspacesOf(user: string): Promise<{ id: string; name: string; role: Role }[]> {
      return db
        .select({ id: workspaces.id, name: workspaces.name, role: members.role })
        .from(members)
        .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
        .where(eq(members.userId, user))
        .orderBy(asc(members.joinedAt), asc(workspaces.id));
    },

    /** The owner who was there first, of the first workspace; or the owner with this address. */
    async firstOwner(
      email: string | undefined,
    ): Promise<{ email: string; workspace: string } | undefined> {
      const [owner] = await db
        .select({ email: users.email, workspace: members.workspaceId })
        .from(members)
        .innerJoin(users, eq(users.id, members.userId))
        .where(
          and(eq(members.role, "owner"), email === undefined ? undefined : eq(users.email, email)),
        )
        .orderBy(asc(members.joinedAt), asc(members.workspaceId))
        .limit(1);
      return owner;
    },

    /** Whether this address is a member's or has an open invite. */
    async mayEnter(email: string, now: number): Promise<boolean> {
      const [member, invited] = await db.batch([
        db
          .select({ user: members.userId })
          .from(users)
          .innerJoin(members, eq(members.userId, users.id))
          .where(eq(users.email, email))
          .limit(1),
        db.select({ id: invites.id }).from(invites).where(openInvite(email, now)).limit(1),
      ]);
      return member.length + invited.length > 0;
    },

    /**
     * Notes one attempt under each key that has room for it; a refused one is not noted, so that a
     * flood neither fills the table nor prolongs itself. Every key costs the same.
     * @returns whether all had room
     */
    async attempt(
      tries: readonly { id: string; key: string; most: number }[],
      now: number,
      until: number,
    ): Promise<boolean> {
      const [first, ...rest] = tries.map(({ id, key, most }) => {
        const identifier = `attempt:${key}`;
        const open = sql`select count(*) from verifications v where v.identifier = ${identifier} and v.expires_at > ${now}`;
        return db
          .insert(verifications)
          .select(
            sql`select ${id}, ${identifier}, '', ${until}, ${now}, ${now} where (${open}) < ${most}`,
          );
      });
      if (!first) return true;
      return (await db.batch([first, ...rest])).every(({ rowsAffected }) => rowsAffected > 0);
    },

    /** Keeps a sign-in link: its hash, whose it is, until when. */
    async putLink(
      id: string,
      hash: string,
      email: string,
      now: number,
      expiresAt: number,
    ): Promise<void> {
      const at = new Date(now);
      await db.insert(verifications).values({
        id,
        identifier: `link:${hash}`,
        value: email,
        expiresAt: new Date(expiresAt),
        createdAt: at,
        updatedAt: at,
      });
    },

    /** Uses a sign-in link up: of any number of callers at once, one gets the address. */
    async takeLink(hash: string, now: number): Promise<string | undefined> {
      const [link] = await db
        .delete(verifications)
        .where(
          and(
            eq(verifications.identifier, `link:${hash}`),
            gt(verifications.expiresAt, new Date(now)),
          ),
        )
        .returning({ email: verifications.value });
      return link?.email;
    },

    /** The id of the person with this address, who is made when there is none. */
    async ensureUser(email: string, newId: string, now: number): Promise<string> {
      const at = new Date(now);
      const [, [user]] = await db.batch([
        db
          .insert(users)
          .values({ id: newId, name: "", email, createdAt: at, updatedAt: at })
          .onConflictDoNothing(),
        db.select({ id: users.id }).from(users).where(eq(users.email, email)),
      ]);
      return user?.id ?? newId;
    },

    /**
     * Opens a session and ends the one that the browser came with.
     * @param more `proven`: the person has just shown that the address is theirs. Sessions from
     * before the first such proof end, because whoever was handed an invite for somebody else's
     * address may hold one. `alone`: every other session of the person ends.
     */
    async openSession(
      session: NewSession,
      more: { previous: string | undefined; proven: boolean; alone: boolean; now: number },
    ): Promise<void> {
      const at = new Date(more.now);
      const mine = eq(sessions.userId, session.user);
      const unproven = sql`exists (select 1 from ${users} where ${users.id} = ${session.user} and ${users.emailVerified} = 0)`;
      await db.batch([
        db
          .delete(sessions)
          .where(
            or(
              eq(sessions.token, more.previous ?? ""),
              more.alone ? mine : undefined,
              more.proven ? and(mine, unproven) : undefined,
            ),
          ),
        db
          .update(users)
          .set({ emailVerified: true, updatedAt: at })
          .where(and(eq(users.id, session.user), more.proven ? undefined : sql`false`)),
        db.insert(sessions).values({
          id: session.id,
          userId: session.user,
          token: session.hash,
          expiresAt: new Date(session.expiresAt),
          createdAt: at,
          updatedAt: at,
        }),
      ]);
    },

    async closeSession(hash: string): Promise<void> {
      await db.delete(sessions).where(eq(sessions.token, hash));
    },
  };
}
export type AccountsRepository = ReturnType<typeof accountsRepository>;

/** Invites of an address that can still be used. */
export function openInvite(email: string, now: number) {
  return and(eq(invites.email, email), isNull(invites.usedAt), gt(invites.expiresAt, now));
}
