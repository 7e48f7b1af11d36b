import { and, desc, eq } from "drizzle-orm";
import type { Db } from "../client.ts";
import { mails } from "../schema/index.ts";

export type StoredMail = typeof mails.$inferSelect;

/** Mail of the installation: what waits in the outbox page, and what became of the rest. */
export function mailsRepository(db: Db) {
  return {
    async add(mail: StoredMail): Promise<void> {
      await db.insert(mails).values(mail).onConflictDoNothing();
    },

    async settle(id: string, state: StoredMail["state"]): Promise<void> {
      await db.update(mails).set({ state }).where(eq(mails.id, id));
    },

    /** A mail that waits in the outbox. */
    async inOutbox(id: string): Promise<StoredMail | undefined> {
      const [mail] = await db
        .select()
        .from(mails)
        .where(and(eq(mails.id, id), eq(mails.state, "outbox")));
      return mail;
    },

    /** The newest mails of the outbox. */
    async waiting(limit: number): Promise<StoredMail[]> {
      return db
        .select()
        .from(mails)
        .where(eq(mails.state, "outbox"))
        .orderBy(desc(mails.createdAt), desc(mails.id))
        .limit(limit);
    },
  };
}
