import type { Mailer } from "./mailer.ts";
import { readMailbox } from "./mailbox.ts";
import { messageOf } from "./message.ts";
import { type Session, openSession } from "./session.ts";
import type { SmtpServer } from "./smtp-url.ts";

/** Lines that are open side by side: a Worker has six connections, and the database needs some. */
const LINES = 3;
/** Mails after which a line is renewed: servers cut long ones. */
const MAILS_OF_LINE = 100;

/** A mail server. Lines stay open between mails until close(), and are made as they are needed. */
export function smtpMailer(server: SmtpServer, from: string): Mailer {
  const own = readMailbox(from);
  const idle: Session[] = [];
  const waiting: (() => void)[] = [];
  let lines = 0;

  async function take(): Promise<Session> {
    if (lines >= LINES && idle.length === 0) {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return take();
    }
    for (let known = idle.pop(); known; known = idle.pop()) {
      if (known.open) return known;
      lines--;
    }
    lines++;
    try {
      return await openSession(server);
    } catch (error) {
      lines--;
      waiting.shift()?.();
      throw error;
    }
  }
  function give(session: Session): void {
    if (session.open && session.sent < MAILS_OF_LINE) idle.push(session);
    else {
      session.close();
      lines--;
    }
    waiting.shift()?.();
  }

  return {
    kind: "smtp",
    delivers: true,
    async send(mail) {
      const sender = mail.from ?? own;
      let message: Uint8Array;
      try {
        message = await messageOf(mail, sender);
      } catch {
        return "failed";
      }
      // Twice: a line that lay idle may have been closed by the server.
      for (let left = 1; ; left--) {
        let session: Session;
        try {
          session = await take();
        } catch {
          return "later";
        }
        const reused = session.sent > 0;
        const envelope = { from: sender.address, to: mail.to };
        const { handed, stale } = await session.send(envelope, message);
        give(session);
        if (!(stale && reused && left > 0)) return handed;
      }
    },
    async close() {
      for (const session of idle.splice(0)) {
        session.close();
        lines--;
      }
    },
  };
}
