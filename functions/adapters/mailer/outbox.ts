import { type MailLog, type Mailer, entryOf } from "./mailer.ts";

/**
 * No provider. On a machine of one's own mail waits in the outbox page; elsewhere nobody can open
 * that page, so only the fact is kept: a body may hold a link that signs somebody in.
 */
export function outboxMailer(log: MailLog, local: boolean): Mailer {
  return {
    kind: local ? "outbox" : "none",
    delivers: false,
    async send(mail) {
      if (local || !mail.tracked) await log.add(entryOf(mail, local ? "outbox" : "failed", local));
      return local ? "accepted" : "failed";
    },
    close: async () => {},
  };
}
