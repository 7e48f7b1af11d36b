import { type SendBinding, bindingMailer } from "./binding.ts";
import { httpMailer } from "./http.ts";
import { domainOf, readMailbox } from "./mailbox.ts";
import { type MailLog, type Mailer, logged } from "./mailer.ts";
import { outboxMailer } from "./outbox.ts";
import { readSmtpUrl } from "./smtp-url.ts";

type MailSettings = {
  LOCAL: boolean;
  MAIL_URL?: string | undefined;
  MAIL_KEY?: string | undefined;
  MAIL_FROM?: string | undefined;
  MAIL_SMTP_URL?: string | undefined;
  MAIL_FROM_DOMAINS: readonly string[];
};

/** A mail server, an HTTP provider or the binding, whichever is set up first, else the outbox. */
export function mailer(settings: MailSettings, log: MailLog, binding?: SendBinding): Mailer {
  const way = wayOut(settings, binding);
  return way
    ? logged(log, allowed(senderDomains(settings), way))
    : outboxMailer(log, settings.LOCAL);
}

/** Domains that mail may come from. Empty: no mail leaves, or only to the outbox of this machine. */
export function senderDomains({ MAIL_FROM, MAIL_FROM_DOMAINS }: MailSettings): string[] {
  const own = MAIL_FROM ? [domainOf(readMailbox(MAIL_FROM).address)] : [];
  return [...new Set([...own, ...MAIL_FROM_DOMAINS])];
}

function wayOut(settings: MailSettings, binding: SendBinding | undefined): Mailer | undefined {
  const { MAIL_URL: url, MAIL_KEY: key = "", MAIL_FROM: from, MAIL_SMTP_URL: smtp } = settings;
  if (!from) return undefined;
  if (smtp) return smtpLazily(smtp, settings.LOCAL, from);
  if (url) return httpMailer({ url, key, from });
  return binding && bindingMailer(binding, from);
}

/** The library behind it is loaded with the first mail: nothing else pays for it. */
function smtpLazily(url: string, local: boolean, from: string): Mailer {
  const server = readSmtpUrl(url, local);
  let made: Mailer | undefined;
  return {
    kind: "smtp",
    delivers: true,
    async send(mail) {
      const { smtpMailer } = await import("./smtp.ts");
      return (made ??= smtpMailer(server, from)).send(mail);
    },
    close: async () => made?.close(),
  };
}

/**
 * Nobody's name is used without leave: a workspace sends from the domains of the installation and no
 * other, whatever its settings say (docs/mail.md).
 */
function allowed(domains: readonly string[], way: Mailer): Mailer {
  return {
    ...way,
    send: async (mail) =>
      mail.from && !domains.includes(domainOf(mail.from.address)) ? "failed" : way.send(mail),
  };
}
