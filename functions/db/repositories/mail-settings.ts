import { eq } from "drizzle-orm";
import type { MailSettings } from "../../../domain/wire/mail.ts";
import { type Audit, auditEntry } from "../audit.ts";
import type { Db } from "../client.ts";
import { workspaces } from "../schema/index.ts";

/** Who mail of a workspace comes from. */
export function mailSettingsRepository(db: Db) {
  return {
    async get(
      workspace: string,
    ): Promise<{ name: string; zone: string; settings: MailSettings | null } | undefined> {
      const [row] = await db
        .select({ name: workspaces.name, zone: workspaces.zone, settings: workspaces.mail })
        .from(workspaces)
        .where(eq(workspaces.id, workspace));
      return row;
    },

    async save(workspace: string, settings: MailSettings, audit: Audit): Promise<void> {
      await db.batch([
        db.update(workspaces).set({ mail: settings }).where(eq(workspaces.id, workspace)),
        auditEntry(db, audit),
      ]);
    },
  };
}
export type MailSettingsRepository = ReturnType<typeof mailSettingsRepository>;
