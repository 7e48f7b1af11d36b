import type { Mail, Mailer } from "./mailer.ts";
import { type Mailbox, readMailbox } from "./mailbox.ts";

/** Workers' send-email binding, as far as it is used here (docs/mail.md). */
export type SendBinding = {
  send(mail: {
    from: { email: string; name: string };
    to: string;
    subject: string;
    text: string;
    html: string;
    replyTo?: string;
    headers?: Record<string, string>;
  }): Promise<unknown>;
};

/** Reasons of the service that lie in the one mail; all others pass or are the operator's to mend. */
const OF_THE_MAIL = /^E_(?:RECIPIENT|VALIDATION|CONTENT|HEADER|FIELD)/u;
const NOT_TAKEN = /^E_(?:RATE|DAILY|SENDER|TOO_MANY|DOMAIN|NOT_)/u;

/** The service sets Message-ID itself and knows no idempotency: what ends in doubt stays unknown. */
export function bindingMailer(binding: SendBinding, from: string): Mailer {
  const own = readMailbox(from);
  return {
    kind: "binding",
    delivers: true,
    async send(mail) {
      try {
        await binding.send(messageOf(mail, mail.from ?? own));
        return "accepted";
      } catch (error) {
        const { code = "" } = error as { code?: string };
        if (OF_THE_MAIL.test(code)) return "failed";
        return NOT_TAKEN.test(code) ? "later" : "unknown";
      }
    },
    close: async () => {},
  };
}

function messageOf(mail: Mail, from: Mailbox) {
  return {
    from: { email: from.address, name: from.name },
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    ...(mail.replyTo !== undefined && { replyTo: mail.replyTo }),
    headers: { ...mail.headers, "X-Verbatim-Id": mail.id },
  };
}
